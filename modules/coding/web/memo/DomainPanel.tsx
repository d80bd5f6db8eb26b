import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { MemoQuote, Rating, SiteMemoShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { written } from '../ratings/shared.ts';
import { toneOf } from '../tones.ts';
import { SummaryQuotes } from './SummaryQuotes.tsx';
import { SummarySheet } from './SummarySheet.tsx';

/** One domain of the memo: its summary with quotes, then its constructs as the team rates them. */
export function DomainPanel(props: {
  study: string;
  siteId: string | null;
  domain: string;
  memo: SiteMemoShown;
  codebook: Codebook;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { memo, codebook, domain } = props;
  const [open, setOpen] = useState<'write' | 'quotes' | undefined>(undefined);
  const name = codebook.nameOf(domain);
  const summary = memo.summaries.find((one) => one.domain === domain);
  const ratings = memo.ratings.filter((one) => codebook.above(one.construct).split(' › ')[0] === name);
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={name}
      actions={
        <Row>
          <Button size="small" label={`${t('memo.write')} : ${name}`} onClick={() => setOpen('write')}>
            {t('memo.write')}
          </Button>
          {summary && (
            <Button size="small" label={`${t('memo.quotes')} : ${name}`} onClick={() => setOpen('quotes')}>
              {t('memo.quotes')}
            </Button>
          )}
        </Row>
      }
    >
      <Stack>
        <p>{summary?.text ?? t('memo.none')}</p>
        {summary && (
          <p>
            <small>{t('memo.by', { name: summary.changedBy, on: format.moment(summary.changedAt) })}</small>
          </p>
        )}
        <Words of={summary?.quotes ?? []} memo={memo} codebook={codebook} />
        {ratings.map((rating) => (
          <Rated key={rating.id} rating={rating} memo={memo} codebook={codebook} />
        ))}
      </Stack>
      {open === 'write' && <SummarySheet {...props} known={summary} title={name} onClose={close} />}
      {open === 'quotes' && summary && (
        <SummaryQuotes {...props} summary={summary} title={name} onClose={close} />
      )}
    </Panel>
  );
}

function Rated(props: { rating: Rating; memo: SiteMemoShown; codebook: Codebook }) {
  const t = useWords(words);
  const { rating, memo, codebook } = props;
  return (
    <section>
      <h3>
        <Badge tone="understand">{written(rating.value)}</Badge> {codebook.nameOf(rating.construct)}
      </h3>
      {rating.summary && <p>{rating.summary}</p>}
      {rating.rationale && (
        <p>
          <em>{t('rating.rationale')}</em> {rating.rationale}
        </p>
      )}
      <Words of={rating.quotes} memo={memo} codebook={codebook} />
    </section>
  );
}

function Words(props: { of: readonly string[]; memo: SiteMemoShown; codebook: Codebook }) {
  const t = useWords(words);
  const { memo, codebook } = props;
  const quotes = props.of.flatMap((id): MemoQuote[] =>
    memo.quotes.filter((one) => one.codingId === id).slice(0, 1),
  );
  return quotes.map((quote) => (
    <Quote
      key={quote.codingId}
      by={quote.label}
      stage="understand"
      footer={
        <Badge tone={toneOf[quote.valence]}>
          {`${codebook.nameOf(quote.code)} · ${t(`valence.${quote.valence}`)}`}
        </Badge>
      }
    >
      {quote.text}
    </Quote>
  ));
}
