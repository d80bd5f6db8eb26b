import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import type { PrescriptionLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useRecordWords, useSupplyChanged } from '../api.ts';

/** Ends a prescription: from which day, and why. */
export function EndSheet(props: { clientId: string; of: PrescriptionLine; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const list = useRecordWords();
  const { clientId, of, onClose } = props;
  const [endedOn, setDay] = useState(todayHere());
  const [reasonCode, setReason] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: onClose });
  const submit = () => {
    setTried(true);
    if (reasonCode === null || endedOn === '') return;
    void act(
      () => api.endPrescription({ id: of.id, version: of.version, clientId, endedOn, reasonCode }),
      t('rx.ended.toast'),
    );
  };
  return (
    <Sheet open onClose={onClose} title={t('rx.endOf', { name: read(of.formulationName) })}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <DayField label={t('rx.endOn')} value={endedOn} min={of.startedOn} onChange={setDay} />
        <SelectField
          label={t('rx.endReason')}
          options={list.of('end-reason')}
          value={reasonCode}
          onChange={setReason}
          error={tried && reasonCode === null ? t('needed') : undefined}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
