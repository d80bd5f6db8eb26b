import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere, useChoices, useClientProgram, useProgram } from '../../../pathway/web/index.ts';
import { teams } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

type Of = { readonly clientId: string; readonly onClose: () => void };
const owners = ['me', ...teams] as const;

/** A next step by itself: what, by when, whose. */
export function TaskSheet(props: Of) {
  const t = useWords(words);
  const choices = useChoices();
  const { clientId, onClose } = props;
  const { code } = useClientProgram(clientId);
  const program = useProgram(code);
  const [id] = useState(() => newId());
  const [stepCode, setStep] = useState('');
  const [said, setSaid] = useState('');
  const [dueOn, setDue] = useState(addDays(todayHere(), 7));
  const [whose, setWhose] = useState<(typeof owners)[number]>('me');
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const empty = stepCode === '' && said.trim() === '';
  const submit = () => {
    setTried(true);
    if (empty || code === undefined) return;
    const step = {
      id,
      ...(stepCode ? { stepCode } : {}),
      ...(said ? { words: said } : {}),
      ...(dueOn ? { dueOn } : {}),
      ...(whose === 'me' ? {} : { whose: { team: whose } }),
    };
    void save(() => api.addTask({ clientId, programCode: code, step }), t('task.saved'));
  };
  return (
    <SheetForm title={t('task.add')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <ChoiceField
        label={t('task.what')}
        choices={choices(program?.contact.nextSteps)}
        value={stepCode}
        onChange={setStep}
        error={tried && empty ? t('task.say') : undefined}
      />
      <TextField
        label={t('contact.stepWords')}
        required={false}
        value={said}
        onChange={setSaid}
        maxLength={1_000}
      />
      <DayField label={t('contact.due')} required={false} value={dueOn} onChange={setDue} />
      <ChoiceField
        label={t('contact.whose')}
        choices={owners.map((owner) => ({ value: owner, label: t(`whose.${owner}`) }))}
        value={whose}
        onChange={(value) => setWhose(owners.find((owner) => owner === value) ?? 'me')}
      />
    </SheetForm>
  );
}

/** A goal, in the client's own words. */
export function GoalSheet(props: Of) {
  const t = useWords(words);
  const choices = useChoices();
  const { clientId, onClose } = props;
  const { code } = useClientProgram(clientId);
  const program = useProgram(code);
  const start = () => ({ id: newId(), words: '', areaCode: '' });
  const draft = useDraft(`care.goal.${clientId}`, start());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const { id, words: said, areaCode } = draft.value;
  const submit = () => {
    setTried(true);
    if (said.trim() === '') return;
    const send = async () => {
      await api.setGoal(
        { id, clientId, words: said, setOn: todayHere(), ...(areaCode ? { areaCode } : {}) },
        { key: draft.once },
      );
      await draft.clear(start());
    };
    void save(send, t('goals.saved'));
  };
  return (
    <SheetForm
      title={t('goals.add')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(start()) }}
    >
      <LongTextField
        label={t('goals.words')}
        value={said}
        onChange={(value) => draft.set((before) => ({ ...before, words: value }))}
        maxLength={2_000}
        error={tried && said.trim() === '' ? t('task.say') : undefined}
      />
      <ChoiceField
        label={t('goals.area')}
        required={false}
        choices={choices(program?.goals)}
        value={areaCode}
        onChange={(value) => draft.set((before) => ({ ...before, areaCode: value }))}
      />
    </SheetForm>
  );
}
