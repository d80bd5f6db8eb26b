import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useChoices, usePrograms, useRead } from '../../../pathway/web/index.ts';
import type { Plan } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';

/** A new plan from the published list of steps. */
export function StartSheet(props: { siteId: string; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const programs = usePrograms();
  const [programCode, setProgram] = useState<string | null>(null);
  const [opensOn, setOpens] = useState('');
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(props.onClose);
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  const save = () => {
    setTried(true);
    if (programCode === null || opensOn === '') return;
    void act(() => api.startPlan({ id, siteId: props.siteId, programCode, opensOn }), t('saved'));
  };
  return (
    <SheetForm title={t('plan.start')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      <SelectField
        label={t('program')}
        options={programs.map((one) => ({ value: one.key, label: read(one.name) }))}
        value={programCode}
        onChange={setProgram}
        error={wrong(programCode === null)}
      />
      <DayField
        label={t('plan.opensOn')}
        hint={t('plan.opensHint')}
        value={opensOn}
        onChange={setOpens}
        error={wrong(opensOn === '')}
      />
    </SheetForm>
  );
}

type OfPlan = { readonly plan: Plan; readonly onClose: () => void };

/** Another day for the first client. */
export function MoveSheet({ plan, onClose }: OfPlan) {
  const t = useWords(words);
  const [opensOn, setOpens] = useState(plan.opensOn);
  const { act, busy, failure } = useAct(onClose);
  const save = () => {
    if (opensOn !== '')
      void act(() => api.movePlan({ id: plan.id, version: plan.version, opensOn }), t('saved'));
  };
  return (
    <SheetForm title={t('plan.move')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <DayField
        label={t('plan.opensOn')}
        hint={t('plan.moveHint')}
        value={opensOn}
        onChange={setOpens}
        error={opensOn === '' ? t('needed') : undefined}
      />
    </SheetForm>
  );
}

/** A step in one's own words. */
export function AddStepSheet({ plan, onClose }: OfPlan) {
  const t = useWords(words);
  const choices = useChoices();
  const [phaseCode, setPhase] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [dueOn, setDue] = useState('');
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(onClose);
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  const save = () => {
    setTried(true);
    if (phaseCode === null || title.trim() === '') return;
    const due = dueOn === '' ? {} : { dueOn };
    void act(() => api.addStep({ id, planId: plan.id, phaseCode, title, ...due }), t('saved'));
  };
  return (
    <SheetForm title={t('step.add')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <TextField
        label={t('step.title')}
        hint={t('noClient')}
        value={title}
        maxLength={200}
        onChange={setTitle}
        error={wrong(title.trim() === '')}
      />
      <ChoiceField
        label={t('step.phase')}
        choices={choices(plan.phases)}
        value={phaseCode}
        onChange={setPhase}
        error={wrong(phaseCode === null)}
      />
      <DayField label={t('step.dueOn')} required={false} value={dueOn} onChange={setDue} />
    </SheetForm>
  );
}

/** Puts a plan away. */
export function ClosePlan({ plan, onClose }: OfPlan) {
  const t = useWords(words);
  const { act } = useAct(onClose);
  const close = () => act(() => api.closePlan({ id: plan.id, version: plan.version }), t('saved'));
  return (
    <Confirm open onClose={onClose} title={t('plan.close')} yes={t('plan.close')} onYes={close}>
      {t('plan.closeQuestion')}
    </Confirm>
  );
}
