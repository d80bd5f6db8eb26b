import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { DayField, NumberField, TextField } from '../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../ui/overlay/SheetForm.tsx';
import { todayHere, useClientProgram } from '../../pathway/web/index.ts';
import type { JobLine } from '../contract.ts';
import { disclosures, endReasons, trades } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, useSaved } from './api.ts';
import { EmployerField } from './register/EmployerField.tsx';

type JobDraft = {
  id: string;
  employerName: string;
  employerId: string | null;
  trade: (typeof trades)[number] | null;
  permanent: boolean;
  title: string;
  competitive: boolean;
  hourlyWage: number | null;
  weeklyHours: number | null;
  disclosure: (typeof disclosures)[number];
  startedOn: string;
};

const start = (): JobDraft => ({
  id: newId(),
  employerName: '',
  employerId: null,
  trade: null,
  permanent: true,
  title: '',
  competitive: true,
  hourlyWage: null,
  weeklyHours: null,
  disclosure: 'not_decided',
  startedOn: todayHere(),
});

/** A job that a client has begun. */
export function JobSheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, onClose } = props;
  const { code } = useClientProgram(clientId);
  const draft = useDraft<JobDraft>(`employment.job.${clientId}`, start());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(clientId, onClose);
  const { value } = draft;
  const set = (change: Partial<JobDraft>) => draft.set((before) => ({ ...before, ...change }));
  const submit = () => {
    setTried(true);
    if (!value.employerName.trim() || !value.title.trim() || !value.startedOn) return;
    const { hourlyWage, weeklyHours, employerId, trade, ...rest } = value;
    const more = {
      ...(hourlyWage === null ? {} : { hourlyWage }),
      ...(weeklyHours === null ? {} : { weeklyHours }),
      ...(employerId ? { employerId } : {}),
      ...(trade ? { trade } : {}),
      ...(code ? { programCode: code } : {}),
    };
    const send = async () => {
      await api.recordJob({ ...rest, ...more, clientId }, { key: draft.once });
      await draft.clear(start());
    };
    void save(send, t('job.saved'));
  };
  return (
    <SheetForm
      title={t('job.title')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(start()) }}
    >
      <JobFields value={value} set={set} tried={tried} />
    </SheetForm>
  );
}

function JobFields(props: { value: JobDraft; set: (change: Partial<JobDraft>) => void; tried: boolean }) {
  const t = useWords(words);
  const { value, set, tried } = props;
  const missing = (text: string) => (tried && text.trim() === '' ? t('needed') : undefined);
  return (
    <>
      <TextField
        label={t('job.what')}
        value={value.title}
        onChange={(title) => set({ title })}
        maxLength={200}
        error={missing(value.title)}
      />
      <EmployerField
        value={{ name: value.employerName, id: value.employerId ?? undefined }}
        onChange={({ name, id }) => set({ employerName: name, employerId: id ?? null })}
        error={missing(value.employerName)}
      />
      <ChoiceField
        label={t('trade')}
        required={false}
        choices={trades.map((one) => ({ value: one, label: t(`trade.${one}`) }))}
        value={value.trade ?? null}
        onChange={(chosen) => set({ trade: trades.find((one) => one === chosen) ?? null })}
      />
      <CheckField
        label={t('job.permanent')}
        checked={value.permanent ?? true}
        onChange={(permanent) => set({ permanent })}
      />
      <CheckField
        label={t('job.competitive')}
        checked={value.competitive}
        onChange={(competitive) => set({ competitive })}
      />
      <DayField
        label={t('job.started')}
        value={value.startedOn}
        onChange={(startedOn) => set({ startedOn })}
        error={missing(value.startedOn)}
      />
      <FieldRow>
        <NumberField
          label={t('job.wage')}
          required={false}
          unit={t('job.wageUnit')}
          value={value.hourlyWage ?? undefined}
          onChange={(wage) => set({ hourlyWage: wage ?? null })}
          min={0}
          max={10_000}
        />
        <NumberField
          label={t('job.hours')}
          required={false}
          unit={t('job.hoursUnit')}
          value={value.weeklyHours ?? undefined}
          onChange={(hours) => set({ weeklyHours: hours ?? null })}
          min={0}
          max={168}
        />
      </FieldRow>
      <ChoiceField
        label={t('job.disclosure')}
        choices={disclosures.map((one) => ({ value: one, label: t(`disclosure.${one}`) }))}
        value={value.disclosure}
        onChange={(chosen) => set({ disclosure: disclosures.find((one) => one === chosen) ?? 'not_decided' })}
      />
    </>
  );
}

/** The end of a job. */
export function EndJobSheet(props: { clientId: string; job: JobLine; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, job, onClose } = props;
  const [endedOn, setDay] = useState(todayHere());
  const [reason, setReason] = useState<(typeof endReasons)[number] | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    setTried(true);
    if (reason === undefined || !endedOn) return;
    void save(
      () => api.endJob({ clientId, id: job.id, version: job.version, endedOn, reason }),
      t('job.ended'),
    );
  };
  return (
    <SheetForm title={t('job.endTitle')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <DayField label={t('job.endedOn')} value={endedOn} onChange={setDay} min={job.startedOn} />
      <ChoiceField
        label={t('job.reason')}
        choices={endReasons.map((one) => ({ value: one, label: t(`reason.${one}`) }))}
        value={reason ?? null}
        onChange={(chosen) => setReason(endReasons.find((one) => one === chosen))}
        error={tried && reason === undefined ? t('needed') : undefined}
      />
    </SheetForm>
  );
}
