import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { useRecordWords } from '../api.ts';
import { KeepForm } from './KeepForm.tsx';
import { useKeep } from './useKeep.ts';

/** A check, a test or an offer, what came of it, and when to ask again. */
export function CheckSheet(props: {
  clientId: string;
  programCode: string;
  onClose: () => void;
  kindCode?: string;
}) {
  const t = useWords(words);
  const list = useRecordWords();
  const { clientId, programCode, onClose } = props;
  const [kindCode, setKind] = useState<string | null>(props.kindCode ?? null);
  const [resultCode, setResult] = useState<string | null>(null);
  const [madeOn, setDay] = useState(todayHere());
  const [nextFrom, setFrom] = useState('');
  const [nextTo, setTo] = useState('');
  const [said, setSaid] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, keep } = useKeep(onClose);
  const submit = () => {
    setTried(true);
    if (kindCode === null || resultCode === null || madeOn === '') return;
    const next = nextFrom === '' ? {} : { nextFrom, ...(nextTo === '' ? {} : { nextTo }) };
    void keep((later, id, how) =>
      later.recordCheck(
        { id, clientId, programCode, kindCode, resultCode, madeOn, words: said, ...next },
        how,
      ),
    );
  };
  return (
    <KeepForm title={t('watch.addCheck')} {...{ onClose, busy, failure }} onSubmit={submit}>
      <SelectField
        label={t('watch.what')}
        options={list.of('check')}
        value={kindCode}
        onChange={setKind}
        error={tried && kindCode === null ? t('needed') : undefined}
      />
      <ChoiceField
        label={t('watch.result')}
        choices={list.of('check-result')}
        value={resultCode}
        onChange={setResult}
        error={tried && resultCode === null ? t('needed') : undefined}
      />
      <DayField label={t('watch.day')} value={madeOn} max={todayHere()} onChange={setDay} />
      <FieldRow>
        <DayField label={t('watch.next')} required={false} value={nextFrom} onChange={setFrom} />
        <DayField label={t('watch.nextTo')} required={false} value={nextTo} onChange={setTo} />
      </FieldRow>
      <TextField label={t('watch.words')} required={false} value={said} onChange={setSaid} maxLength={4000} />
    </KeepForm>
  );
}
