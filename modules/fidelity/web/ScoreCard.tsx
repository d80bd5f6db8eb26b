import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField, ManyChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Clash } from '../../../ui/page/Clash.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { RecordShown, Review, ReviewItem } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import classes from './fidelity.module.css';
import { Beside, ItemHead } from './ItemHead.tsx';
import type { Said, Scores } from './useScores.ts';

const none = 'none';

/** One item as a reviewer scores it, alone: the score, what was seen and where, and why. Saved as it is made. */
export function ScoreCard(props: {
  review: Review;
  item: ReviewItem;
  record: RecordShown | undefined;
  scores: Scores;
  tried: boolean;
}) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { review, item, scores } = props;
  const said = scores.saidOf(item);
  const choose = (part: Partial<Said>) => {
    scores.write(item, part);
    scores.save(item.code);
  };
  const score = (value: string) =>
    choose(value === none ? { score: null, notJudged: true } : { score: Number(value), notJudged: false });
  const open = props.tried && said.score === null && !said.notJudged;
  return (
    <li className={classes['item']}>
      <ItemHead item={item} />
      <Beside item={item} record={props.record} score={said.score} />
      <ChoiceField
        label={t('scoreOf', { number: item.number })}
        choices={[
          ...item.choices.map((value) => ({ value: String(value), label: format.number(value) })),
          { value: none, label: t('notJudged') },
        ]}
        value={said.notJudged ? none : said.score === null ? null : String(said.score)}
        onChange={score}
        error={open ? t('needed') : undefined}
      />
      {review.scale.sources.length > 0 && (
        <details>
          <summary>{t('sources')}</summary>
          <ManyChoiceField
            label={t('sources')}
            required={false}
            choices={review.scale.sources.map(({ code, name }) => ({ value: code, label: read(name) }))}
            value={said.sources}
            onChange={(sources) => choose({ sources })}
          />
        </details>
      )}
      <LongTextField
        label={t('seen')}
        hint={t('noClient')}
        required={false}
        rows={2}
        maxLength={4_000}
        value={said.seen}
        onChange={(seen) => scores.write(item, { seen })}
      />
      <LongTextField
        label={t('why')}
        required={said.notJudged}
        rows={2}
        maxLength={2_000}
        value={said.why}
        onChange={(why) => scores.write(item, { why })}
        error={props.tried && said.notJudged && said.why.trim() === '' ? t('whyNeeded') : undefined}
      />
      <Kept item={item} scores={scores} />
    </li>
  );
}

function Kept({ item, scores }: { item: ReviewItem; scores: Scores }) {
  const t = useWords(words);
  const keeping = scores.keeping(item.code);
  const there = scores.elsewhereOf(item.code);
  const failure = scores.failureOf(item.code);
  const here = scores.saidOf(item);
  if (there !== undefined) return <Elsewhere {...{ item, scores, there, here }} />;
  if (keeping === undefined) return <small role="status">{scores.isKept(item) ? t('keep.saved') : ''}</small>;
  return (
    <>
      <Row gap={2}>
        <small role="status">{t(`keep.${keeping}`)}</small>
        {failure !== undefined && (
          <Button size="small" kind="plain" onClick={() => scores.save(item.code)}>
            {t('keep.again')}
          </Button>
        )}
      </Row>
      <Failure of={failure} while="doing" />
    </>
  );
}

/** The same item written on two screens: both shown, and what is typed here is lost only when it is given up. */
function Elsewhere(props: {
  item: ReviewItem;
  scores: Scores;
  there: NonNullable<ReturnType<Scores['elsewhereOf']>>;
  here: Said;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { item, scores, there, here } = props;
  const told = (said: Said) => {
    const score = said.notJudged
      ? t('notJudged')
      : said.score === null
        ? t('told.none')
        : format.number(said.score);
    return [t('told.score', { score }), said.seen, said.why].filter(Boolean).join('\n\n');
  };
  const [theirs, yours] = [told(there), told(here)];
  const joined = (one: string, other: string) =>
    [...new Set([one.trim(), other.trim()])].filter(Boolean).join('\n\n');
  const settle = (kept: string) => {
    if (kept === theirs) return scores.take(item.code, there, there);
    if (kept === yours) return scores.take(item.code, there, here);
    const sources = [...new Set([...there.sources, ...here.sources])];
    const seen = joined(there.seen, here.seen);
    scores.take(item.code, there, { ...here, seen, why: joined(there.why, here.why), sources });
  };
  return <Clash title={t('elsewhere')} theirs={theirs} yours={yours} onKeep={settle} />;
}
