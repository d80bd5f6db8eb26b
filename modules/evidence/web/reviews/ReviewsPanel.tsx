import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { dayOf } from '../../../../kernel/time.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DayField, LongTextField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Study } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';

/** The day it is where the reader is. */
export const todayAt = () => dayOf(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** On the page of a study: when it looks again at what it found, and what was decided each time. */
export function ReviewsPanel(props: { study: Study }) {
  const t = useWords(words);
  const format = useFormat();
  const { study } = props;
  const { id: studyId, reviewMonths, nextReviewOn } = study;
  const [open, setOpen] = useState<'rhythm' | 'record' | undefined>(undefined);
  const { data } = useQuery({
    queryKey: ['evidence.listReviews', studyId],
    queryFn: () => api.listReviews({ studyId }),
  });
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={t('review.title')}
      hint={t('review.lede')}
      stage="listen"
      actions={
        <Row gap={1}>
          <Button onClick={() => setOpen('rhythm')}>{t('review.rhythm')}</Button>
          <Button onClick={() => setOpen('record')}>{t('review.record')}</Button>
        </Row>
      }
    >
      <Stack gap={3}>
        <Row>
          <span>
            {nextReviewOn === null ? t('review.none') : t('review.next', { day: format.day(nextReviewOn) })}
          </span>
          {reviewMonths !== null && <span>{t('review.every', { months: reviewMonths })}</span>}
          {nextReviewOn !== null && nextReviewOn <= todayAt() && <Badge tone="warn">{t('review.due')}</Badge>}
        </Row>
        {(data?.rows ?? []).map((row) => (
          <div key={row.id}>
            <strong>{format.day(row.heldOn)}</strong>
            <p>{row.decided}</p>
          </div>
        ))}
      </Stack>
      {open === 'rhythm' && <RhythmSheet study={study} onClose={close} />}
      {open === 'record' && <RecordSheet studyId={studyId} onClose={close} />}
    </Panel>
  );
}

function RhythmSheet(props: { study: Study; onClose: () => void }) {
  const t = useWords(words);
  const { id, version, reviewMonths, nextReviewOn } = props.study;
  const [months, setMonths] = useState<number | undefined>(reviewMonths ?? 6);
  const [nextOn, setNext] = useState(nextReviewOn ?? todayAt());
  const { act, busy, failure } = useAct({ changed: useEvidenceChanged(), done: props.onClose });
  const save = () =>
    void act(
      () => api.setReviewRhythm({ id, version, months: months ?? null, nextOn: nextOn || null }),
      t('review.kept'),
    );
  return (
    <SheetForm
      title={t('review.rhythm')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <NumberField
        label={t('review.months')}
        hint={t('review.monthsHint')}
        required={false}
        min={1}
        max={24}
        step={1}
        value={months}
        onChange={setMonths}
      />
      <DayField label={t('review.nextOn')} required={false} value={nextOn} onChange={setNext} />
    </SheetForm>
  );
}

function RecordSheet(props: { studyId: string; onClose: () => void }) {
  const t = useWords(words);
  const { studyId } = props;
  const [id] = useState(newId);
  const [heldOn, setHeld] = useState(todayAt);
  const [decided, setDecided] = useState('');
  const [shown, setShown] = useState(false);
  const { act, busy, failure } = useAct({ changed: useEvidenceChanged(), done: props.onClose });
  const short = decided.trim().length < 3;
  const save = () => {
    setShown(true);
    if (short || heldOn === '') return;
    void act(() => api.recordReview({ id, studyId, heldOn, decided }), t('review.recorded'));
  };
  return (
    <SheetForm
      title={t('review.record')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <DayField label={t('review.heldOn')} value={heldOn} max={todayAt()} onChange={setHeld} />
      <LongTextField
        label={t('review.decided')}
        value={decided}
        onChange={setDecided}
        maxLength={4_000}
        error={shown && short ? t('review.decidedNeeded') : undefined}
      />
    </SheetForm>
  );
}
