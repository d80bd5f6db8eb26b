import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { Suggestion, SuggestionStep } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';

const pages = { factor: '/change/factors', trial: '/change/trials' } as const;

/** One thing that became of a suggestion: when, with a way there and the reason where there are. */
export function StepLine(props: { step: SuggestionStep }) {
  const t = useWords(words);
  const format = useFormat();
  const { step, at, subjectId, reason } = props.step;
  const page = step === 'factor' || step === 'trial' ? pages[step] : undefined;
  return (
    <div>
      <Row>
        <span>{t('answer.at', { step: t(`answer.${step}`), when: format.ago(at) })}</span>
        {page !== undefined && subjectId !== null && (
          <Link to={`${page}/${subjectId}`}>{t('answer.see')}</Link>
        )}
      </Row>
      {reason !== null && <p>{reason}</p>}
    </div>
  );
}

/** What became of a suggestion, first step first, and for those who answer the ways to say so. */
export function Answered(props: { row: Suggestion; days: number }) {
  const t = useWords(words);
  const { sees } = useSession();
  const { row, days } = props;
  const [refusing, setRefusing] = useState(false);
  const { act, busy, failure } = useAct({ changed: useEvidenceChanged(), done: () => undefined });
  const may = !row.own && sees(['lead', 'coordinator', 'evaluator', 'steward']);
  const read = () =>
    void act(
      () => api.answerSuggestion({ id: newId(), suggestionId: row.id, step: 'read' }),
      t('answer.said'),
    );
  return (
    <Stack gap={2}>
      {row.signed !== null && <span>{t('answer.named', { name: row.signed })}</span>}
      {row.waiting && <Badge tone="warn">{t('answer.waiting', { days })}</Badge>}
      {row.steps.length === 0 && !row.waiting && <span>{t('answer.none')}</span>}
      {row.steps.map((step) => (
        <StepLine key={`${step.step} ${step.at}`} step={step} />
      ))}
      {may && (
        <Row>
          {row.steps.length === 0 && (
            <Button size="small" busy={busy} onClick={read}>
              {t('answer.sayRead')}
            </Button>
          )}
          {!row.steps.some(({ step }) => step === 'not_taken') && (
            <Button size="small" onClick={() => setRefusing(true)}>
              {t('answer.sayNot')}
            </Button>
          )}
        </Row>
      )}
      <Failure of={failure} while="doing" />
      {refusing && <NotTaken suggestionId={row.id} onClose={() => setRefusing(false)} />}
    </Stack>
  );
}

function NotTaken(props: { suggestionId: string; onClose: () => void }) {
  const t = useWords(words);
  const [id] = useState(newId);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState(false);
  const { act, busy, failure } = useAct({ changed: useEvidenceChanged(), done: props.onClose });
  const short = reason.trim().length < 3;
  const { suggestionId } = props;
  const send = () => {
    setShown(true);
    if (short) return;
    void act(() => api.answerSuggestion({ id, suggestionId, step: 'not_taken', reason }), t('answer.said'));
  };
  return (
    <SheetForm
      title={t('answer.notTitle')}
      onClose={props.onClose}
      onSubmit={send}
      busy={busy}
      failure={failure}
    >
      <LongTextField
        label={t('answer.reason')}
        hint={t('answer.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={2_000}
        error={shown && short ? t('answer.reasonNeeded') : undefined}
        autoFocus
      />
    </SheetForm>
  );
}
