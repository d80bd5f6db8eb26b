import { useState } from 'react';
import { Refused } from '../../../kernel/web/call.ts';
import { useMutation, useQueryClient } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import type { OneClient } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, clientKey } from './api.ts';
import { IdentityFields, type IdentityTyped, nothingTyped } from './IdentityFields.tsx';

const keys = [
  'name',
  'preferredName',
  'birthDate',
  'phone',
  'healthNumber',
  'address',
  'safeContact',
] as const;

/** Only what differs from what was shown is sent: an emptied field takes the fact away. */
function changesOf(before: IdentityTyped, after: IdentityTyped) {
  const changed = keys.filter((key) => before[key] !== after[key].trim());
  const { name, ...rest } = Object.fromEntries(
    changed.map((key) => [key, after[key].trim() === '' ? null : after[key].trim()]),
  );
  return typeof name === 'string' ? { ...rest, name } : rest;
}

type Theirs = { readonly version: number; readonly current: Readonly<Record<string, string>> };

function conflictIn(failure: unknown): Theirs | undefined {
  if (!(failure instanceof Refused) || failure.kind !== 'conflict') return undefined;
  const { version, current } = failure.facts;
  if (typeof version !== 'number' || typeof current !== 'object' || current === null) return undefined;
  return { version, current: current as Record<string, string> };
}

/** Corrects who a client is. When somebody else was faster, their version is shown beside one's own, and saving again is a choice. */
export function IdentitySheet(props: { client: OneClient; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { id, identity, addressHidden } = props.client;
  const known = Object.fromEntries(keys.map((key) => [key, identity[key] ?? '']));
  const before: IdentityTyped = { ...nothingTyped, ...known, addressHidden };
  const [typed, setTyped] = useState(before);
  const save = useMutation({
    mutationFn: (version: number) =>
      api.reviseIdentity({
        clientId: id,
        version,
        identity: changesOf(before, typed),
        addressHidden: typed.addressHidden,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: clientKey(id) });
      toast(t('identity.saved'));
      props.onClose();
    },
  });
  const theirs = conflictIn(save.error);
  const submit = () => {
    if (typed.name.trim() !== '') save.mutate(theirs?.version ?? props.client.version);
  };
  return (
    <Sheet open onClose={props.onClose} title={t('identity.edit')}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button kind="primary" type="submit" busy={save.isPending}>
              {theirs ? t('identity.saveMine') : t('identity.save')}
            </Button>
            <Button onClick={props.onClose}>{t('cancel')}</Button>
          </>
        }
      >
        <IdentityFields
          value={typed}
          onChange={setTyped}
          withAddress={!addressHidden}
          nameError={typed.name.trim() === '' ? t('register.nameMissing') : undefined}
        />
        {theirs ? (
          <Notice tone="warn" title={t('refusal.clientChanged')}>
            <Facts items={keys.map((key) => ({ label: t(`field.${key}`), value: theirs.current[key] }))} />
          </Notice>
        ) : (
          <Failure of={save.error} while="doing" />
        )}
      </Form>
    </Sheet>
  );
}
