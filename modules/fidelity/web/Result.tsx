import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { EditionShown, Review } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import classes from './fidelity.module.css';
import { useNumber } from './ReviewItemLine.tsx';
import { useScoreSaid } from './Together.tsx';

/** The total by the rule of the scale, or why there is none; the mean of each section. */
export function Result({ review }: { review: Review }) {
  const t = useWords(words);
  const read = useRead();
  const number = useNumber();
  const { total } = review;
  const counts = { judged: total.judged, items: total.items };
  const ends = { low: number(total.low ?? 0), high: number(total.high ?? 0) };
  const without = t(
    review.scale.allItemsRequired && total.judged < total.items ? 'noTotalAll' : 'noTotalRule',
    counts,
  );
  return (
    <Panel title={t(review.state === 'closed' ? 'result' : 'resultSoFar')} stage="understand">
      <Stack gap={2}>
        {total.total === null ? (
          <p>{without}</p>
        ) : (
          <Row gap={3}>
            <strong className={classes['total']}>
              {t('total', { total: number(total.total), high: ends.high })}
            </strong>
            {total.band && <Badge tone="understand">{read(total.band)}</Badge>}
          </Row>
        )}
        {total.total !== null && total.judged < total.items && <p>{t('partial', { ...counts, ...ends })}</p>}
        <ul className={classes['lines']}>
          {review.sections.map((section) => (
            <li key={section.code}>
              {t('sectionMean', {
                name: read(section.name),
                mean: section.mean === null ? '–' : number(section.mean),
              })}
            </li>
          ))}
        </ul>
        {review.editions.length > 0 && (
          <>
            <h3>{t('editions')}</h3>
            {review.editions.map((edition) => (
              <Edition key={edition.number} id={review.id} edition={edition} />
            ))}
          </>
        )}
      </Stack>
    </Panel>
  );
}

function Edition({ id, edition }: { id: string; edition: EditionShown }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const score = useScoreSaid();
  const { number, closedAt, by, reason } = edition;
  const [open, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: ['fidelity.readEdition', id, number],
    queryFn: () => api.readEdition({ id, number }),
    enabled: open,
  });
  return (
    <div className={classes['line']}>
      <span>{t('edition', { number, day: format.moment(closedAt), name: by })}</span>
      {reason !== null && <span className={classes['words']}>{t('editionWhy', { reason })}</span>}
      {!open && (
        <div className={classes['screenOnly']}>
          <Button size="small" kind="plain" onClick={() => setOpen(true)}>
            {t('editionOpen')}
          </Button>
        </div>
      )}
      {open && (
        <Answer of={asked}>
          {({ items }) => (
            <ul>
              {items.map((item) => (
                <li key={item.code}>
                  {t('item', { number: item.number, name: read(item.name) })} <strong>{score(item)}</strong>{' '}
                  {item.reason}
                </li>
              ))}
            </ul>
          )}
        </Answer>
      )}
    </div>
  );
}
