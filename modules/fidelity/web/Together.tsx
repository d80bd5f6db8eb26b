import { Suspense, useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { NoteFactorSheet } from '../../learning/web/index.ts';
import { useRead } from '../../pathway/web/index.ts';
import type { AgreedShown, RecordShown, Review, ReviewItem, ScoreShown } from '../contract.ts';
import { sameScore } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { AgreeSheet } from './AgreeSheet.tsx';
import { api, useChanged } from './api.ts';
import classes from './fidelity.module.css';
import { Beside, ItemHead } from './ItemHead.tsx';

/** A score in words: the number, or that it could not be judged. */
export function useScoreSaid(): (said: { score: number | null }) => string {
  const t = useWords(words);
  const format = useFormat();
  return ({ score }) => (score === null ? t('notJudged') : format.number(score));
}

/** One item once all scores lie open: what each said, what the records show, what was agreed. */
export function TogetherItem(props: { review: Review; item: ReviewItem; record: RecordShown | undefined }) {
  const t = useWords(words);
  const { review, item } = props;
  const [agreeing, setAgreeing] = useState(false);
  const may = review.reviews && review.state === 'agreeing';
  const alike = sameScore(item.given) !== undefined;
  return (
    <li className={classes['item']}>
      <ItemHead item={item} />
      {review.state === 'agreeing' && item.given.length > 1 && (
        <Row>
          <Badge tone={alike ? 'good' : 'warn'}>{t(alike ? 'alike' : 'differs')}</Badge>
        </Row>
      )}
      <div className={classes['given']}>
        {item.given.map((one) => (
          <Voice key={one.id} review={review} said={one} />
        ))}
      </div>
      <Agreed agreed={item.agreed} />
      <Beside item={item} record={props.record} score={item.agreed?.score ?? null} />
      {may && (
        <Row>
          <Button
            size="small"
            label={t('agreeOn', { number: item.number })}
            onClick={() => setAgreeing(true)}
          >
            {t('agree')}
          </Button>
        </Row>
      )}
      {review.state === 'closed' && isWeak(item) && <Carry review={review} item={item} />}
      {agreeing && <AgreeSheet review={review} item={item} onClose={() => setAgreeing(false)} />}
    </li>
  );
}

/** Whether what was agreed of an item asks for a change. */
export const isWeak = ({ agreed, weakAtMost }: ReviewItem): boolean =>
  agreed !== null && agreed.score !== null && agreed.score <= weakAtMost;

function Voice({ review, said }: { review: Review; said: ScoreShown }) {
  const t = useWords(words);
  const read = useRead();
  const score = useScoreSaid();
  const sources = review.scale.sources.filter(({ code }) => said.sources.includes(code));
  return (
    <div className={classes['voice']}>
      <strong>{t('gave', { name: said.name, score: score(said) })}</strong>
      {said.seen && <p className={classes['words']}>{said.seen}</p>}
      {said.why && <p className={classes['words']}>{said.why}</p>}
      {sources.length > 0 && <small>{sources.map(({ name }) => read(name)).join(' · ')}</small>}
    </div>
  );
}

function Agreed({ agreed }: { agreed: AgreedShown | null }) {
  const t = useWords(words);
  const score = useScoreSaid();
  if (agreed === null) return <p className={classes['quiet']}>{t('stillOpen')}</p>;
  return (
    <div>
      <p>
        <strong>{t('agreed', { score: score(agreed) })}</strong>
      </p>
      {agreed.reason && <p className={classes['words']}>{agreed.reason}</p>}
    </div>
  );
}

/** A weak item carried on as a barrier, where strategies and trials are planned. */
function Carry({ review, item }: { review: Review; item: ReviewItem }) {
  const t = useWords(words);
  const read = useRead();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const changed = useChanged();
  const name = read(item.name);
  const { score, reason } = { score: item.agreed?.score ?? '', reason: item.agreed?.reason ?? '' };
  const statement = t('carriedWords', { item: name, score, reason }).trim().slice(0, 600);
  const noted = async (factorId: string) => {
    await api.carryItem({ id: newId(), reviewId: review.id, item: item.code, factorId });
    await changed();
  };
  const begun = { key: `${review.id}.${item.code}`, siteId: review.siteId, statement, noted };
  return (
    <Row gap={2}>
      <Badge tone="warn">{t('weak')}</Badge>
      {item.factors.map((id) => (
        <Link key={id} to={`/change/factors/${id}`}>
          {t('carried')}
        </Link>
      ))}
      {(review.runs || review.reviews) && item.factors.length === 0 && (
        <span className={classes['screenOnly']}>
          <Button
            size="small"
            kind="plain"
            label={t('carryOf', { number: item.number })}
            onClick={() => setOpen(true)}
          >
            {t('carry')}
          </Button>
        </span>
      )}
      {open && (
        <Suspense>
          <NoteFactorSheet construct="" begun={begun} onClose={close} />
        </Suspense>
      )}
    </Row>
  );
}
