import { addDays } from '../../../kernel/time.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { ReviewLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import classes from './fidelity.module.css';

const tones = { scoring: 'info', agreeing: 'info', closed: 'good', withdrawn: 'still' } as const;

/** Where a review stands. */
export function StateBadge({ state }: { state: ReviewLine['state'] }) {
  const t = useWords(words);
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}

/** The window of a review in words, its last day included. */
export function useWindow(): (of: { from: string; to: string }) => string {
  const t = useWords(words);
  const format = useFormat();
  return ({ from, to }) => t('window', { from: format.day(from), to: format.day(addDays(to, -1)) });
}

/** A total or a mean: whole numbers without a fraction, others to one place. */
export function useNumber(): (value: number) => string {
  const format = useFormat();
  return (value) => format.number(value, Number.isInteger(value) ? 0 : 1);
}

/** A total with its band in words; how many items were judged where there is none. */
export function useTotalSaid(): (of: NonNullable<ReviewLine['latest']>) => string {
  const t = useWords(words);
  const read = useRead();
  const number = useNumber();
  return ({ total, high, band, judged, items }) => {
    if (total === null) return `${t('noTotal')} · ${t('totalJudged', { judged, items })}`;
    const said = t('total', { total: number(total), high: number(high ?? 0) });
    return band === null ? `${said} · ${t('totalJudged', { judged, items })}` : `${said} · ${read(band)}`;
  };
}

/** One review: its window, where it stands, who reviews, and what it came to. */
export function ReviewItemLine({ review }: { review: ReviewLine }) {
  const t = useWords(words);
  const window = useWindow();
  const said = useTotalSaid();
  const names = review.reviewers.filter(Boolean).join(', ');
  return (
    <div className={classes['line']}>
      <Row gap={2}>
        <Link to={`/fidelity/reviews/${review.id}`}>{window(review)}</Link>
        <StateBadge state={review.state} />
        {review.waits !== null && <Badge tone="warn">{t('waitsForYou')}</Badge>}
      </Row>
      {review.latest && <strong>{said(review.latest)}</strong>}
      <span className={classes['quiet']}>{t('byWhom', { names })}</span>
    </div>
  );
}
