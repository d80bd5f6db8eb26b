import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useMutation, useQueryClient } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Dialog } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { OneClient } from '../contract.ts';
import { circleKinds, personKinds } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, clientKey, useRead, useTargets } from './api.ts';
import classes from './people.module.css';

/** The sites and people that work with a client now. */
export function CirclePanel(props: { client: OneClient }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const queries = useQueryClient();
  const { client } = props;
  const [joining, setJoining] = useState(false);
  const now = client.circle.filter((one) => one.to === null || new Date(one.to) > new Date());
  const leave = useMutation({
    mutationFn: (one: { id: string; version: number }) =>
      api.leaveCircle({ clientId: client.id, id: one.id, version: one.version }),
    onSettled: () => queries.invalidateQueries({ queryKey: clientKey(client.id) }),
  });
  return (
    <Panel
      title={t('circle.title')}
      level={3}
      stage="deliver"
      actions={
        <Button size="small" icon="plus" onClick={() => setJoining(true)}>
          {t('circle.add')}
        </Button>
      }
    >
      <ul className={classes['plain']}>
        {now.map((one) => {
          const kind = circleKinds.find((known) => known === one.kind);
          return (
            <li key={one.id}>
              <Row apart>
                <span>
                  {read(one.label) || t('consent.somebody')}{' '}
                  {kind && kind !== 'site' && (
                    <Badge tone={kind === 'navigator' ? 'info' : 'still'}>{t(`circle.kind.${kind}`)}</Badge>
                  )}
                  <span className={classes['quiet']}> {t('circle.from', { day: format.day(one.from) })}</span>
                </span>
                {now.length > 1 && (
                  <Button kind="plain" size="small" busy={leave.isPending} onClick={() => leave.mutate(one)}>
                    {t('circle.end')}
                  </Button>
                )}
              </Row>
            </li>
          );
        })}
      </ul>
      <Failure of={leave.error} while="doing" />
      {joining && <Join client={client} onClose={() => setJoining(false)} />}
    </Panel>
  );
}

function Join(props: { client: OneClient; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const queries = useQueryClient();
  const { client } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const [kind, setKind] = useState<(typeof personKinds)[number]>('worker');
  const known = useTargets();
  const options = (known.data?.rows ?? []).filter((target) => target.kind !== 'organisation');
  const join = useMutation({
    mutationFn: () => {
      const target = options.find((one) => one.id === chosen);
      const whom = target?.kind === 'site' ? { siteId: target.id } : { accountId: chosen ?? '' };
      return api.joinCircle({
        clientId: client.id,
        ...whom,
        kind: target?.kind === 'site' ? 'site' : kind,
      });
    },
    onSuccess: async () => {
      props.onClose();
      await queries.invalidateQueries({ queryKey: clientKey(client.id) });
    },
  });
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('circle.add')}
      actions={
        <>
          <Button
            kind="primary"
            disabled={chosen === null}
            busy={join.isPending}
            onClick={() => join.mutate()}
          >
            {t('circle.save')}
          </Button>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <SelectField
        label={t('circle.who')}
        hint={t('circle.hint')}
        options={options.map((one) => ({
          value: one.id,
          label: read(one.label),
          group: t(`binds.${one.kind}`),
        }))}
        value={chosen}
        onChange={setChosen}
      />
      {options.some((one) => one.id === chosen && one.kind === 'person') && (
        <ChoiceField
          label={t('circle.as')}
          choices={personKinds.map((one) => ({ value: one, label: t(`circle.kind.${one}`) }))}
          value={kind}
          onChange={(value) => setKind(personKinds.find((one) => one === value) ?? 'worker')}
        />
      )}
      <Failure of={known.error} while="reading" />
      <Failure of={join.error} while="doing" />
    </Dialog>
  );
}
