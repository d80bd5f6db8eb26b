import { useState } from 'react';
import { useMutation, useQueryClient } from '../../../kernel/web/queries.ts';
import { useGo } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { DayField, LongTextField, TextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { overrideReasons } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

type Typed = { name: string; birthDate: string; healthNumber: string; code: string | null; reason: string };
const empty: Typed = { name: '', birthDate: '', healthNumber: '', code: null, reason: '' };

/** Takes access to a client outside one's circle because it cannot wait. Finds the client by exact facts, or is given the id. */
export function EmergencySheet(props: { open: boolean; onClose: () => void; clientId?: string | undefined }) {
  const t = useWords(words);
  const go = useGo();
  const client = useQueryClient();
  const [typed, setTyped] = useState(empty);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });
  const take = useMutation({
    mutationFn: async () => {
      const clientId = props.clientId ?? (await locate(typed));
      if (clientId === undefined) return undefined;
      const reasonCode = overrideReasons.find((code) => code === typed.code) ?? overrideReasons[0];
      await api.breakGlass({ clientId, reasonCode, reason: typed.reason.trim() });
      return clientId;
    },
    onSuccess: async (clientId) => {
      if (clientId === undefined) return;
      setTyped(empty);
      props.onClose();
      await client.invalidateQueries();
      go(`/clients/${clientId}`);
    },
  });
  const said = typed.code !== null && typed.reason.trim().length >= 3;
  const submit = () => {
    setTried(true);
    if (said) take.mutate();
  };
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t('emergency.title')}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button kind="danger" type="submit" busy={take.isPending}>
              {t('emergency.take')}
            </Button>
            <Button onClick={props.onClose}>{t('cancel')}</Button>
          </>
        }
      >
        <Notice tone="warn" live={false}>
          {t('emergency.meaning')}
        </Notice>
        {props.clientId === undefined && <Whom typed={typed} set={set} />}
        <ChoiceField
          label={t('emergency.why')}
          required
          choices={overrideReasons.map((code) => ({ value: code, label: t(`reason.${code}`) }))}
          value={typed.code}
          onChange={(code) => set({ code })}
          error={tried && typed.code === null ? t('emergency.whyMissing') : undefined}
        />
        <LongTextField
          label={t('emergency.reason')}
          hint={t('emergency.reasonHint')}
          required
          value={typed.reason}
          onChange={(reason) => set({ reason })}
          error={tried && typed.reason.trim().length < 3 ? t('emergency.reasonMissing') : undefined}
          maxLength={2000}
        />
        {take.isSuccess && take.data === undefined && <Notice tone="warn">{t('emergency.notFound')}</Notice>}
        <Failure of={take.error} while="doing" />
      </Form>
    </Sheet>
  );
}

async function locate(typed: Typed): Promise<string | undefined> {
  const { rows } = await api.locateClient({
    ...(typed.name.trim() === '' ? {} : { name: typed.name.trim() }),
    ...(typed.birthDate === '' ? {} : { birthDate: typed.birthDate }),
    ...(typed.healthNumber.trim() === '' ? {} : { healthNumber: typed.healthNumber.trim() }),
  });
  return rows[0]?.clientId;
}

function Whom(props: { typed: Typed; set: (change: Partial<Typed>) => void }) {
  const t = useWords(words);
  const { typed, set } = props;
  return (
    <>
      <TextField
        label={t('field.healthNumber')}
        hint={t('emergency.whomHint')}
        value={typed.healthNumber}
        onChange={(healthNumber) => set({ healthNumber })}
        maxLength={40}
      />
      <TextField
        label={t('emergency.wholeName')}
        value={typed.name}
        onChange={(name) => set({ name })}
        maxLength={200}
      />
      <DayField
        label={t('field.birthDate')}
        value={typed.birthDate}
        onChange={(birthDate) => set({ birthDate })}
      />
    </>
  );
}
