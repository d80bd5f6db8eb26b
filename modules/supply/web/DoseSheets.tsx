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
import { todayHere } from '../../pathway/web/index.ts';
import type { supply } from '../contract.ts';
import { type DoseKind, doseKinds, type Enough, enoughAnswers, needsProtocol } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useFormulations, useSupplyChanged } from './api.ts';
import { type Protocol, ProtocolField } from './ProtocolField.tsx';

type Of = { readonly clientId: string; readonly programCode: string; readonly onClose: () => void };

/** The prescription that a dose is given under, where there is one. */
type Given = {
  readonly prescriptionId: string;
  readonly formulationCode: string;
  readonly ordered: string | null;
};

/** Sends through the outbox and says honestly whether it is with the server or kept on this device. */
function useSending(done: () => void) {
  const t = useWords(words);
  const changed = useSupplyChanged();
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
export function DoseSheet(props: Of & { given?: Given }) {
  const t = useWords(words);
  const { clientId, programCode, onClose, given } = props;
  const options = useFormulations(programCode);
  const later = useLater<typeof supply>('supply');
  const [id] = useState(() => newId());
  const [kind, setKind] = useState<DoseKind | undefined>(undefined);
  const [formulation, setFormulation] = useState<string | null>(given?.formulationCode ?? null);
  const [amount, setAmount] = useState(given?.ordered ?? '');
  const [protocol, setProtocol] = useState<Protocol>({});
  const [tried, setTried] = useState(false);
  const { busy, failure, send } = useSending(onClose);
  const owes = kind !== undefined && needsProtocol(kind);
  const named = protocol.ruleId !== undefined || (protocol.protocolVersion ?? '') !== '';
  const submit = () => {
    setTried(true);
    if (kind === undefined || formulation === null || (owes && !named)) return;
    const more = {
      ...(amount && kind !== 'missed' ? { amount } : {}),
      ...(owes ? protocol : {}),
      ...(given ? { prescriptionId: given.prescriptionId } : {}),
    };
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
          <ProtocolField
            value={protocol}
            onChange={setProtocol}
            error={tried && !named ? t('needed') : undefined}
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
  const { busy, failure, send } = useSending(onClose);
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
