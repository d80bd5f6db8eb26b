import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField, NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { ActivityLine } from '../../contract.ts';
import { activityKinds, activityOutcomes } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSaved } from '../api.ts';

/** Volunteering, a placement or education that a client has begun. */
export function ActivitySheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, onClose } = props;
  const [id] = useState(newId);
  const [kind, setKind] = useState<(typeof activityKinds)[number]>('volunteering');
  const [name, setName] = useState('');
  const [weeklyHours, setHours] = useState<number | undefined>(undefined);
  const [startedOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    setTried(true);
    if (name.trim() === '' || !startedOn) return;
    const hours = weeklyHours === undefined ? {} : { weeklyHours };
    void save(
      () => api.recordActivity({ id, clientId, kind, name, startedOn, ...hours }),
      t('activity.saved'),
    );
  };
  return (
    <SheetForm title={t('activity.add')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <ChoiceField
        label={t('activity.kind')}
        choices={activityKinds.map((one) => ({ value: one, label: t(`activity.${one}`) }))}
        value={kind}
        onChange={(chosen) => setKind(activityKinds.find((one) => one === chosen) ?? kind)}
      />
      <TextField
        label={t('activity.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={tried && name.trim() === '' ? t('needed') : undefined}
      />
      <NumberField
        label={t('job.hours')}
        required={false}
        unit={t('job.hoursUnit')}
        value={weeklyHours}
        onChange={setHours}
        min={0}
        max={168}
      />
      <DayField label={t('job.started')} value={startedOn} onChange={setDay} />
    </SheetForm>
  );
}

/** The end of volunteering, a placement or education, and what came of it. */
export function EndActivitySheet(props: { clientId: string; activity: ActivityLine; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, activity, onClose } = props;
  const [endedOn, setDay] = useState(todayHere());
  const [outcome, setOutcome] = useState<(typeof activityOutcomes)[number]>('completed');
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    if (!endedOn) return;
    const given = { clientId, id: activity.id, version: activity.version, endedOn, outcome };
    void save(() => api.endActivity(given), t('activity.ended'));
  };
  return (
    <SheetForm title={t('activity.end')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <ChoiceField
        label={t('activity.outcome')}
        choices={activityOutcomes.map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
        value={outcome}
        onChange={(chosen) => setOutcome(activityOutcomes.find((one) => one === chosen) ?? outcome)}
      />
      <DayField label={t('activity.endedOn')} value={endedOn} onChange={setDay} min={activity.startedOn} />
    </SheetForm>
  );
}
