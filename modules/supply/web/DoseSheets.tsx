import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useLater } from '../../../kernel/web/outbox.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { todayHere, useRead } from '../../pathway/web/index.ts';
import type { supply } from '../contract.ts';
import { type DoseKind, doseKinds, type Enough, enoughAnswers, needsProtocol } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useDosesChanged, useFormulary } from './api.ts';

type Of = { readonly clientId: string; readonly programCode: string; readonly onClose: () => void };

/** Sends through the outbox and says honestly whether it is with the server or kept on this device. */
function useSending(clientId: string, done: () => void) {
  const t = useWords(words);
  const changed = useDosesChanged(clientId);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const send = async (work: () => Promise<{ state: 'sent' | 'kept' }>, said: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { state } = await work();
      await changed();
      toast(state === 'kept' ? t('dose.keptHere') : said, { tone: state === 'kept' ? 'warn' : 'good' });
      done();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, send };
}

/** One dose: what happened, which formulation, the amount as it was ordered. */
export function DoseSheet(props: Of) {
  const t = useWords(words);
  const read = useRead();
  const { clientId, programCode, onClose } = props;
  const formulary = useFormulary(programCode);
  const later = useLater<typeof supply>('supply');
  const [id] = useState(() => newId());
  const [kind, setKind] = useState<DoseKind | undefined>(undefined);
  const [formulation, setFormulation] = useState<string | null>(null);
  const [amount, setAmount] = useState('');
  const [protocolVersion, setProtocol] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, send } = useSending(clientId, onClose);
  const owes = kind !== undefined && needsProtocol(kind);
  const options = (formulary.data?.classes ?? []).flatMap((group) =>
    group.formulations.map((one) => ({ value: one.code, label: read(one.name), group: read(group.name) })),
  );
  const submit = () => {
    setTried(true);
    if (kind === undefined || formulation === null || (owes && protocolVersion === '')) return;
    const more = { ...(amount ? { amount } : {}), ...(owes ? { protocolVersion } : {}) };
    const input = {
      id,
      clientId,
      programCode,
      kind,
      formulationCode: formulation,
      occurredAt: new Date().toISOString(),
      ...more,
    };
    void send(() => later.recordDoseEvent(input, { about: t('dose.about'), key: id }), t('dose.saved'));
  };
  return (
    <Sheet open onClose={onClose} title={t('dose.title')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('dose.kind')}
          choices={doseKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={kind ?? null}
          onChange={(chosen) => setKind(doseKinds.find((one) => one === chosen))}
          error={tried && kind === undefined ? t('needed') : undefined}
        />
        <SelectField
          label={t('dose.formulation')}
          options={options}
          value={formulation}
          onChange={setFormulation}
          error={tried && formulation === null ? t('needed') : undefined}
        />
        <TextField
          label={t('dose.amount')}
          required={false}
          value={amount}
          onChange={setAmount}
          maxLength={200}
        />
        {owes && (
          <TextField
            label={t('dose.protocol')}
            value={protocolVersion}
            onChange={setProtocol}
            maxLength={40}
            error={tried && protocolVersion === '' ? t('needed') : undefined}
          />
        )}
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

/** What the client says when asked whether the dose is enough. */
export function EnoughSheet(props: Of) {
  const t = useWords(words);
  const { clientId, programCode, onClose } = props;
  const later = useLater<typeof supply>('supply');
  const [id] = useState(() => newId());
  const [enough, setEnough] = useState<Enough | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const { busy, failure, send } = useSending(clientId, onClose);
  const submit = () => {
    setTried(true);
    if (enough === undefined) return;
    const input = { id, clientId, programCode, enough, answeredOn: todayHere() };
    void send(
      () => later.recordSufficientDose(input, { about: t('answer.title'), key: id }),
      t('answer.saved'),
    );
  };
  return (
    <Sheet open onClose={onClose} title={t('answer.title')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('answer.title')}
          hint={t('answer.hint')}
          choices={enoughAnswers.map((one) => ({ value: one, label: t(`enough.${one}`) }))}
          value={enough ?? null}
          onChange={(chosen) => setEnough(enoughAnswers.find((one) => one === chosen))}
          error={tried && enough === undefined ? t('needed') : undefined}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
