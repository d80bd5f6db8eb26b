import { useState } from 'react';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { useRecordWords } from '../api.ts';
import { KeepForm } from './KeepForm.tsx';
import { useKeep } from './useKeep.ts';

type Of = { readonly clientId: string; readonly programCode: string; readonly onClose: () => void };

/** A question with a number and its day. */
export function FigureSheet({ clientId, programCode, onClose }: Of) {
  const t = useWords(words);
  const list = useRecordWords();
  const [questionCode, setQuestion] = useState<string | null>(null);
  const [figure, setFigure] = useState<number | undefined>(undefined);
  const [answeredOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, keep } = useKeep(onClose);
  const highest = Number(
    list.entries('question').find((one) => one.code === questionCode)?.facts?.['highest'] ?? 1000,
  );
  const submit = () => {
    setTried(true);
    if (questionCode === null || figure === undefined || answeredOn === '') return;
    const facts = { questionCode, figure: Math.round(figure), answeredOn };
    void keep((later, id, how) => later.recordFigure({ id, clientId, programCode, ...facts }, how));
  };
  return (
    <KeepForm title={t('watch.addFigure')} {...{ onClose, busy, failure }} onSubmit={submit}>
      <SelectField
        label={t('watch.question')}
        options={list.of('question')}
        value={questionCode}
        onChange={setQuestion}
        error={tried && questionCode === null ? t('needed') : undefined}
      />
      <NumberField
        label={t('watch.figure')}
        min={0}
        max={highest}
        step={1}
        value={figure}
        onChange={setFigure}
        error={tried && figure === undefined ? t('needed') : undefined}
      />
      <DayField label={t('watch.day')} value={answeredOn} max={todayHere()} onChange={setDay} />
    </KeepForm>
  );
}

type Written = { readonly kind: string | null; readonly said: string; readonly agreed: string };
const nothing: Written = { kind: null, said: '', agreed: '' };

/** Something that happened around medication, or a talk about it, and what was agreed. */
export function IncidentSheet({ clientId, programCode, onClose }: Of) {
  const t = useWords(words);
  const list = useRecordWords();
  const draft = useDraft<Written>(`supply.incident.${clientId}`, nothing);
  const [happenedOn, setDay] = useState(todayHere());
  const [followUpOn, setFollowUp] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, keep } = useKeep(() => {
    void draft.clear(nothing);
    onClose();
  });
  const { kind, said, agreed } = draft.value;
  const set = (change: Partial<Written>) => draft.set((before) => ({ ...before, ...change }));
  const submit = () => {
    setTried(true);
    if (kind === null || happenedOn === '') return;
    const facts = { kindCode: kind, happenedOn, words: said, agreed };
    const next = followUpOn === '' ? {} : { followUpOn };
    void keep((later, id, how) =>
      later.recordIncident({ id, clientId, programCode, ...facts, ...next }, how),
    );
  };
  return (
    <KeepForm title={t('watch.addIncident')} {...{ onClose, busy, failure }} onSubmit={submit}>
      <SelectField
        label={t('watch.what')}
        options={list.of('incident')}
        value={kind}
        onChange={(code) => set({ kind: code })}
        error={tried && kind === null ? t('needed') : undefined}
      />
      <DayField label={t('watch.day')} value={happenedOn} max={todayHere()} onChange={setDay} />
      <LongTextField
        label={t('watch.words')}
        hint={t('watch.incidentHint')}
        required={false}
        value={said}
        onChange={(text) => set({ said: text })}
        maxLength={4000}
      />
      <LongTextField
        label={t('watch.agreed')}
        required={false}
        rows={2}
        value={agreed}
        onChange={(text) => set({ agreed: text })}
        maxLength={4000}
      />
      <DayField label={t('watch.followUp')} required={false} value={followUpOn} onChange={setFollowUp} />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(nothing)} />
    </KeepForm>
  );
}

/** What a review asks for, written when it happens: assessment, indication, risks and benefits, consent, plan. */
export function ChartSheet({ clientId, programCode, onClose }: Of) {
  const t = useWords(words);
  const list = useRecordWords();
  const draft = useDraft<Written>(`supply.chart.${clientId}`, nothing);
  const [writtenOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, keep } = useKeep(() => {
    void draft.clear(nothing);
    onClose();
  });
  const { kind, said } = draft.value;
  const set = (change: Partial<Written>) => draft.set((before) => ({ ...before, ...change }));
  const submit = () => {
    setTried(true);
    if (kind === null || said.trim() === '' || writtenOn === '') return;
    const facts = { kindCode: kind, writtenOn, words: said };
    void keep((later, id, how) => later.writeChart({ id, clientId, programCode, ...facts }, how));
  };
  return (
    <KeepForm title={t('watch.addChart')} {...{ onClose, busy, failure }} onSubmit={submit}>
      <SelectField
        label={t('watch.what')}
        options={list.of('chart')}
        value={kind}
        onChange={(code) => set({ kind: code })}
        error={tried && kind === null ? t('needed') : undefined}
      />
      <DayField label={t('watch.day')} value={writtenOn} max={todayHere()} onChange={setDay} />
      <LongTextField
        label={t('watch.words')}
        rows={5}
        value={said}
        onChange={(text) => set({ said: text })}
        maxLength={4000}
        error={tried && said.trim() === '' ? t('needed') : undefined}
      />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(nothing)} />
    </KeepForm>
  );
}
