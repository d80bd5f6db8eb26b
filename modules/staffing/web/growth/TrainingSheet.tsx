import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere, useChoices } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useList } from '../api.ts';

type Person = { readonly accountId: string; readonly name: string };

/** A course, webinar or session that somebody took. */
export function TrainingSheet(props: { people: readonly Person[]; onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const list = useList('training');
  const only = props.people.length === 1 ? (props.people[0]?.accountId ?? null) : null;
  const [accountId, setAccount] = useState<string | null>(only);
  const [code, setCode] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [doneOn, setDone] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(props.onClose);
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  const save = () => {
    setTried(true);
    if (accountId === null || code === null || doneOn === '') return;
    const named = title.trim() === '' ? {} : { title };
    void act(() => api.recordTraining({ id, accountId, code, doneOn, ...named }), t('saved'));
  };
  return (
    <SheetForm
      title={t('training.record')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      {only === null && (
        <SelectField
          label={t('training.who')}
          options={props.people.map((one) => ({ value: one.accountId, label: one.name }))}
          value={accountId}
          onChange={setAccount}
          error={wrong(accountId === null)}
        />
      )}
      <SelectField
        label={t('training.which')}
        options={choices(list)}
        value={code}
        onChange={setCode}
        error={wrong(code === null)}
      />
      <TextField
        label={t('training.name')}
        hint={t('training.nameHint')}
        value={title}
        maxLength={200}
        onChange={setTitle}
      />
      <DayField
        label={t('training.day')}
        value={doneOn}
        max={todayHere()}
        onChange={setDone}
        error={wrong(doneOn === '')}
      />
    </SheetForm>
  );
}
