import { useEffect, useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useMutation, useQueryClient } from '../../../kernel/web/queries.ts';
import { useGo } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { IdentityFields, type IdentityTyped, nothingTyped } from './IdentityFields.tsx';

const filled = (value: string) => (value.trim() === '' ? undefined : value.trim());

/** What was typed, without the empty fields. */
function given(typed: IdentityTyped) {
  const { addressHidden: _hidden, name, ...rest } = typed;
  const known = Object.entries(rest).flatMap(([key, value]) => {
    const text = filled(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  return { name: name.trim(), ...Object.fromEntries(known) };
}

/** Adds a client: a name is enough to begin. The id is made here, so that sending it twice adds one client. */
export function RegisterSheet(props: { open: boolean; onClose: () => void; typed: string }) {
  const t = useWords(words);
  const { sites } = useMe();
  const go = useGo();
  const client = useQueryClient();
  const [id, setId] = useState(newId);
  const [typed, setTyped] = useState(nothingTyped);
  const [siteId, setSite] = useState<string | null>(sites[0]?.id ?? null);
  const [tried, setTried] = useState(false);
  useEffect(() => {
    if (!props.open) return;
    setId(newId());
    setTried(false);
    setTyped({ ...nothingTyped, name: /\d/.test(props.typed) ? '' : props.typed });
  }, [props.open, props.typed]);
  const save = useMutation({
    mutationFn: () =>
      api.registerClient(
        { id, siteId: siteId ?? '', identity: given(typed), addressHidden: typed.addressHidden },
        { key: id },
      ),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['people.listClients'] });
      toast(t('register.done', { name: typed.name.trim() }));
      props.onClose();
      go(`/clients/${saved.id}`);
    },
  });
  const submit = () => {
    setTried(true);
    if (typed.name.trim() !== '' && siteId !== null) save.mutate();
  };
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t('register.title')}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button kind="primary" type="submit" busy={save.isPending}>
              {t('register.save')}
            </Button>
            <Button onClick={props.onClose}>{t('cancel')}</Button>
          </>
        }
      >
        <IdentityFields
          value={typed}
          onChange={setTyped}
          withAddress
          nameError={tried && typed.name.trim() === '' ? t('register.nameMissing') : undefined}
        />
        {sites.length > 1 && (
          <SelectField
            label={t('clients.site')}
            required
            options={sites.map((site) => ({ value: site.id, label: site.name }))}
            value={siteId}
            onChange={setSite}
          />
        )}
        <Failure of={save.error} while="doing" />
      </Form>
    </Sheet>
  );
}
