import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { LongTextField, NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import words from '../../words.json' with { type: 'json' };
import { useRecordWords } from '../api.ts';
import { KeepForm } from './KeepForm.tsx';
import { useKeep } from './useKeep.ts';

const nowHere = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** An overdose and what was done; written in a minute, with or without a line. */
export function OverdoseSheet(props: { clientId: string; programCode: string; onClose: () => void }) {
  const t = useWords(words);
  const list = useRecordWords();
  const { clientId, programCode, onClose } = props;
  const [when, setWhen] = useState(nowHere());
  const [placeCode, setPlace] = useState<string | null>(null);
  const [naloxoneDoses, setDoses] = useState<number | undefined>(undefined);
  const [minutes, setMinutes] = useState<number | undefined>(undefined);
  const [emergencyCalled, setCalled] = useState(false);
  const [fatal, setFatal] = useState(false);
  const [said, setSaid] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, keep } = useKeep(onClose);
  const submit = () => {
    setTried(true);
    if (placeCode === null || naloxoneDoses === undefined || when === '') return;
    const occurredAt = new Date(when).toISOString();
    const watched = minutes === undefined ? {} : { minutesMonitored: Math.round(minutes) };
    const facts = { occurredAt, fatal, placeCode, naloxoneDoses, emergencyCalled, words: said, ...watched };
    void keep((later, id, how) => later.recordOverdose({ id, clientId, programCode, ...facts }, how));
  };
  return (
    <KeepForm title={t('watch.addOverdose')} {...{ onClose, busy, failure }} onSubmit={submit}>
      <TextField label={t('watch.time')} type="datetime-local" value={when} onChange={setWhen} />
      <ChoiceField
        label={t('watch.place')}
        choices={list.of('event-place')}
        value={placeCode}
        onChange={setPlace}
        error={tried && placeCode === null ? t('needed') : undefined}
      />
      <FieldRow>
        <NumberField
          label={t('watch.naloxone')}
          min={0}
          max={50}
          step={1}
          value={naloxoneDoses}
          onChange={setDoses}
          error={tried && naloxoneDoses === undefined ? t('needed') : undefined}
        />
        <NumberField
          label={t('watch.minutes')}
          required={false}
          min={0}
          max={1440}
          step={1}
          value={minutes}
          onChange={setMinutes}
        />
      </FieldRow>
      <CheckField label={t('watch.emergency')} checked={emergencyCalled} onChange={setCalled} />
      <CheckField label={t('watch.fatal')} checked={fatal} onChange={setFatal} />
      <LongTextField
        label={t('watch.words')}
        required={false}
        value={said}
        onChange={setSaid}
        maxLength={4000}
      />
    </KeepForm>
  );
}
