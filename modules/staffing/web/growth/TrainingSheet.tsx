import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useDraft } from '../../../../ui/fields/useDraft.ts';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere, useChoices } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useList } from '../api.ts';

type Person = { readonly accountId: string; readonly name: string };

const begun = (accountId: string | null) => ({
  accountId,
  code: null as string | null,
  title: '',
  doneOn: todayHere(),
});

/** A course, webinar or session that somebody took. */
export function TrainingSheet(props: { people: readonly Person[]; onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const list = useList('training');
  const only = props.people.length === 1 ? (props.people[0]?.accountId ?? null) : null;
  const { draft, set, tries, wrong, id } = useDraft(() => begun(only));
  const { accountId, code, title, doneOn } = draft;
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    tries();
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
          onChange={(value) => set({ accountId: value })}
          error={wrong(accountId === null, t('needed'))}
        />
      )}
      <SelectField
        label={t('training.which')}
        options={choices(list)}
        value={code}
        onChange={(value) => set({ code: value })}
        error={wrong(code === null, t('needed'))}
      />
      <TextField
        label={t('training.name')}
        hint={t('training.nameHint')}
        value={title}
        maxLength={200}
        onChange={(text) => set({ title: text })}
      />
      <DayField
        label={t('training.day')}
        value={doneOn}
        max={todayHere()}
        onChange={(day) => set({ doneOn: day })}
        error={wrong(doneOn === '', t('needed'))}
      />
    </SheetForm>
  );
}
