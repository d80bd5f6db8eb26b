import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { OneClient } from '../../contract.ts';
import { type Binding, bindings, careRoles, dataClasses, targetFits, waysGiven } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, clientKey, useRead, useTargets } from '../api.ts';
import { ConsequenceList } from './ConsequenceList.tsx';

type Typed = {
  effect: 'permit' | 'deny';
  binds: Binding;
  target: string | null;
  dataClass: string;
  givenHow: string;
};
const first: Typed = {
  effect: 'permit',
  binds: 'organisation',
  target: null,
  dataClass: 'all',
  givenHow: 'spoken',
};

/** What was chosen as the server wants it; undefined while something is missing. */
function asked(clientId: string, typed: Typed) {
  const role = careRoles.find((one) => one === typed.target);
  const named = typed.binds === 'role' ? { targetRole: role } : { targetId: typed.target ?? undefined };
  const target = typed.binds === 'everyone' ? {} : named;
  if (!targetFits({ binds: typed.binds, ...target })) return undefined;
  return {
    clientId,
    effect: typed.effect,
    binds: typed.binds,
    ...target,
    dataClass: dataClasses.find((one) => one === typed.dataClass) ?? ('all' as const),
    givenHow: waysGiven.find((one) => one === typed.givenHow) ?? waysGiven[0],
  };
}

/** Records what the client allows or forbids, and shows who gains and loses what before it is saved. */
export function DirectiveSheet(props: { client: OneClient; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [id] = useState(newId);
  const [typed, setTyped] = useState(first);
  const given = asked(props.client.id, typed);
  const preview = useQuery({
    queryKey: ['people.previewDirective', given],
    queryFn: ({ signal }) => api.previewDirective(given ?? never(), { signal }),
    enabled: given !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const save = useMutation({
    mutationFn: () => api.giveDirective({ ...(given ?? never()), id }, { key: id }),
    onSuccess: async () => {
      props.onClose();
      await client.invalidateQueries({ queryKey: clientKey(props.client.id) });
    },
  });
  return (
    <Sheet open onClose={props.onClose} title={t('consent.add')}>
      <Form
        onSubmit={() => given !== undefined && preview.data !== undefined && save.mutate()}
        actions={
          <>
            <Button
              kind="primary"
              type="submit"
              busy={save.isPending}
              disabled={given === undefined || preview.data === undefined}
            >
              {t('consent.save')}
            </Button>
            <Button onClick={props.onClose}>{t('cancel')}</Button>
          </>
        }
      >
        <Choices typed={typed} onChange={setTyped} />
        {given !== undefined && (
          <Panel look="quiet" level={3} title={t('consequence.title')}>
            <Answer of={preview}>{(consequence) => <ConsequenceList consequence={consequence} />}</Answer>
          </Panel>
        )}
        <Failure of={save.error} while="doing" />
      </Form>
    </Sheet>
  );
}

function never(): never {
  throw new Error('a directive was asked for before it was whole');
}

function Choices(props: { typed: Typed; onChange: (typed: Typed) => void }) {
  const t = useWords(words);
  const read = useRead();
  const known = useTargets();
  const { typed } = props;
  const set = (change: Partial<Typed>) => props.onChange({ ...typed, ...change });
  const kinds: readonly string[] =
    typed.binds === 'everyone_but' ? ['site', 'organisation', 'person'] : [typed.binds];
  const targets =
    typed.binds === 'role'
      ? careRoles.map((role) => ({ value: role as string, label: t(`role.${role}`) }))
      : (known.data?.rows ?? [])
          .filter((target) => kinds.includes(target.kind))
          .map((target) => ({
            value: target.id,
            label: read(target.label),
            group: t(`binds.${target.kind}`),
          }));
  return (
    <>
      <ChoiceField
        label={t('consent.effect')}
        choices={(['permit', 'deny'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
        value={typed.effect}
        onChange={(value) => set({ effect: value === 'deny' ? 'deny' : 'permit' })}
      />
      <ChoiceField
        label={t('consent.binds')}
        choices={bindings.map((value) => ({ value, label: t(`binds.${value}`) }))}
        value={typed.binds}
        onChange={(value) =>
          set({ binds: bindings.find((one) => one === value) ?? 'everyone', target: null })
        }
      />
      {typed.binds !== 'everyone' && (
        <SelectField
          label={t('consent.whom')}
          required
          options={targets}
          value={typed.target}
          onChange={(target) => set({ target })}
        />
      )}
      <Failure of={known.error} while="reading" />
      <SelectField
        label={t('consent.what')}
        options={(['all', ...dataClasses] as const).map((value) => ({ value, label: t(`class.${value}`) }))}
        value={typed.dataClass}
        onChange={(dataClass) => set({ dataClass: dataClass ?? 'all' })}
      />
      <ChoiceField
        label={t('consent.givenHow')}
        choices={waysGiven.map((value) => ({ value, label: t(`given.${value}`) }))}
        value={typed.givenHow}
        onChange={(givenHow) => set({ givenHow })}
      />
    </>
  );
}
