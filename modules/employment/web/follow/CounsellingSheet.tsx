import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import { counselledAbout, counselledBy } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSaved } from '../api.ts';
import { useBenefitTables } from '../register/api.ts';

/** Benefits counselling given to a client, and the dated table it was read from. */
export function CounsellingSheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, onClose } = props;
  const tables = useBenefitTables();
  const [id] = useState(newId);
  const [givenOn, setDay] = useState(todayHere());
  const [by, setBy] = useState<(typeof counselledBy)[number]>('worker');
  const [about, setAbout] = useState<(typeof counselledAbout)[number]>('before_work');
  const [tableId, setTable] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { busy, failure, save } = useSaved(clientId, onClose);
  const inForce = (tables.data?.rows ?? []).filter(
    (row) => row.validFrom <= givenOn && (row.validTo === null || givenOn < row.validTo),
  );
  const submit = () => {
    if (!givenOn) return;
    const table = tableId === null ? {} : { tableId };
    void save(
      () => api.recordCounselling({ id, clientId, givenOn, by, about, note, ...table }),
      t('counselling.saved'),
    );
  };
  return (
    <SheetForm title={t('counselling.add')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <ChoiceField
        label={t('counselling.by')}
        choices={counselledBy.map((one) => ({ value: one, label: t(`counselled.${one}`) }))}
        value={by}
        onChange={(chosen) => setBy(counselledBy.find((one) => one === chosen) ?? by)}
      />
      <ChoiceField
        label={t('counselling.about')}
        choices={counselledAbout.map((one) => ({ value: one, label: t(`about.${one}`) }))}
        value={about}
        onChange={(chosen) => setAbout(counselledAbout.find((one) => one === chosen) ?? about)}
      />
      <DayField label={t('employer.day')} value={givenOn} onChange={setDay} max={todayHere()} />
      {inForce.length > 0 && (
        <SelectField
          label={t('counselling.table')}
          required={false}
          clearable
          options={inForce.map((row) => ({ value: row.id, label: row.name }))}
          value={tableId}
          onChange={setTable}
        />
      )}
      <LongTextField
        label={t('counselling.note')}
        required={false}
        value={note}
        onChange={setNote}
        maxLength={10_000}
        rows={3}
      />
    </SheetForm>
  );
}
