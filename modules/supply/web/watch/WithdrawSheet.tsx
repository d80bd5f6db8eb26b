import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSupplyChanged } from '../api.ts';
import type { Noted } from './happenings.ts';
import { KeepForm } from './KeepForm.tsx';

/** Says that a record was made by mistake; it stays, marked. */
export function WithdrawSheet(props: { clientId: string; noted: Noted; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, noted, onClose } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: onClose });
  const submit = () => {
    setTried(true);
    if (reason.trim() === '') return;
    const { id, kind, version } = noted;
    void act(() => api.withdrawRecord({ id, clientId, kind, version, reason }), t('watch.saved'));
  };
  return (
    <KeepForm
      title={t('watch.withdrawOf', { what: noted.title })}
      {...{ onClose, busy, failure }}
      onSubmit={submit}
    >
      <TextField
        label={t('dose.reason')}
        hint={t('watch.withdrawHint')}
        value={reason}
        onChange={setReason}
        maxLength={400}
        error={tried && reason.trim() === '' ? t('needed') : undefined}
      />
    </KeepForm>
  );
}
