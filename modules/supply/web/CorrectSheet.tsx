import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { CheckField, ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../ui/overlay/useAct.ts';
import { Failure } from '../../../ui/page/Failure.tsx';
import type { DoseLine } from '../contract.ts';
import { type DoseKind, doseKinds, needsProtocol } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, useSupplyChanged } from './api.ts';
import { type Protocol, ProtocolField } from './ProtocolField.tsx';

/** Puts a recorded dose right, with the reason; nothing is deleted. */
export function CorrectSheet(props: { clientId: string; dose: DoseLine; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, dose, onClose } = props;
  const [kind, setKind] = useState<DoseKind>(dose.kind);
  const [amount, setAmount] = useState(dose.amount ?? '');
  const [reason, setReason] = useState('');
  const [didNotHappen, setVoided] = useState(dose.voided);
  const [protocol, setProtocol] = useState<Protocol>({});
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: onClose });
  const owes = needsProtocol(kind) && kind !== dose.kind && !didNotHappen;
  const named = protocol.ruleId !== undefined || (protocol.protocolVersion ?? '') !== '';
  const submit = () => {
    setTried(true);
    if (reason.trim() === '' || (owes && !named)) return;
    const input = {
      id: dose.id,
      clientId,
      version: dose.version,
      didNotHappen,
      reason,
      ...(kind === dose.kind || didNotHappen ? {} : { kind }),
      ...(amount === (dose.amount ?? '') ? {} : { amount }),
      ...(owes ? protocol : {}),
    };
    void act(() => api.correctDoseEvent(input), t('dose.corrected'));
  };
  return (
    <Sheet open onClose={onClose} title={t('dose.correctTitle')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <CheckField
          label={t('dose.didNotHappen')}
          hint={t('dose.didNotHappenHint')}
          checked={didNotHappen}
          onChange={setVoided}
        />
        {!didNotHappen && (
          <>
            <ChoiceField
              label={t('dose.kind')}
              choices={doseKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
              value={kind}
              onChange={(chosen) => setKind(doseKinds.find((one) => one === chosen) ?? kind)}
            />
            <TextField
              label={t('dose.amount')}
              required={false}
              value={amount}
              onChange={setAmount}
              maxLength={200}
            />
          </>
        )}
        {owes && (
          <ProtocolField
            value={protocol}
            onChange={setProtocol}
            error={tried && !named ? t('needed') : undefined}
          />
        )}
        <TextField
          label={t('dose.reason')}
          value={reason}
          onChange={setReason}
          maxLength={400}
          error={tried && reason.trim() === '' ? t('needed') : undefined}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
