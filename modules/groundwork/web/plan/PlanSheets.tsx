import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { useDraft } from '../../../../ui/fields/useDraft.ts';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useChoices, usePrograms, useRead } from '../../../pathway/web/index.ts';
import type { Plan } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';

/** Nothing chosen yet. */
const none: string | null = null;

/** A new plan from the published list of steps. */
export function StartSheet(props: { siteId: string; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const programs = usePrograms();
  const { draft, set, tries, wrong, id } = useDraft(() => ({ programCode: none, opensOn: '' }));
  const { programCode, opensOn } = draft;
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    tries();
    if (programCode === null || opensOn === '') return;
    void act(() => api.startPlan({ id, siteId: props.siteId, programCode, opensOn }), t('saved'));
  };
  return (
    <SheetForm title={t('plan.start')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      <SelectField
        label={t('program')}
        options={programs.map((one) => ({ value: one.key, label: read(one.name) }))}
        value={programCode}
        onChange={(code) => set({ programCode: code })}
        error={wrong(programCode === null, t('needed'))}
      />
      <DayField
        label={t('plan.opensOn')}
        hint={t('plan.opensHint')}
        value={opensOn}
        onChange={(day) => set({ opensOn: day })}
        error={wrong(opensOn === '', t('needed'))}
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
  const { draft, set, tries, wrong, id } = useDraft(() => ({ phaseCode: none, title: '', dueOn: '' }));
  const { phaseCode, title, dueOn } = draft;
  const { act, busy, failure } = useAct(onClose);
  const save = () => {
    tries();
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
        onChange={(text) => set({ title: text })}
        error={wrong(title.trim() === '', t('needed'))}
      />
      <ChoiceField
        label={t('step.phase')}
        choices={choices(plan.phases)}
        value={phaseCode}
        onChange={(code) => set({ phaseCode: code })}
        error={wrong(phaseCode === null, t('needed'))}
      />
      <DayField
        label={t('step.dueOn')}
        required={false}
        value={dueOn}
        onChange={(day) => set({ dueOn: day })}
      />
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
