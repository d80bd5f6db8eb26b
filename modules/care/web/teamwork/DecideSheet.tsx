import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { AgendaLine } from '../../asks/teamwork.ts';
import { teams } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';
import { useColleagues } from './HandOverSheet.tsx';

/** What was decided for one client, by when and whose it is: it becomes a next step on the client's page. */
export function DecideSheet(props: { conferenceId: string; line: AgendaLine; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const people = useColleagues();
  const { conferenceId, line, onClose } = props;
  const [taskId] = useState(() => newId());
  const [decision, setDecision] = useState('');
  const [dueOn, setDue] = useState(addDays(todayHere(), 7));
  const [whose, setWhose] = useState(me.account.id);
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const team = teams.find((one) => one === whose);
  const submit = () => {
    setTried(true);
    if (decision.trim() === '') return;
    const { clientId, id, version } = line;
    const given = { conferenceId, clientId, id, version, decision, taskId, ...(dueOn ? { dueOn } : {}) };
    const owner = team ? { team } : { accountId: whose };
    void save(() => api.decideInConference({ ...given, whose: owner }), t('conference.decidedSaved'));
  };
  return (
    <SheetForm
      title={t('conference.decideFor', { name: line.clientName })}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <p>{line.question}</p>
      <LongTextField
        label={t('conference.decision')}
        value={decision}
        onChange={setDecision}
        maxLength={2_000}
        error={tried && decision.trim() === '' ? t('task.say') : undefined}
      />
      <SelectField
        label={t('contact.whose')}
        options={[
          { value: me.account.id, label: t('whose.me') },
          ...teams.map((one) => ({ value: one, label: t(`team.${one}`) })),
          ...people.map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={whose}
        onChange={(value) => setWhose(value ?? me.account.id)}
      />
      <DayField label={t('contact.due')} required={false} value={dueOn} onChange={setDue} />
    </SheetForm>
  );
}
