import { useState } from 'react';
import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { Group } from '../../asked/groups.ts';
import type { Quote as Passage } from '../../contract.ts';
import { type Valence, valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { toneOf } from '../tones.ts';

/** The cell whose quotes are asked for. */
export type Asked = {
  readonly study: string;
  readonly by: 'domain' | 'construct';
  readonly key: string;
  readonly siteId: string | null;
  readonly within?: Group | undefined;
  readonly title: string;
};

/** The words behind a cell of the matrix. */
export function QuotesSheet(props: { asked: Asked | undefined; codebook: Codebook; onClose: () => void }) {
  const { asked } = props;
  return (
    <Sheet open={asked !== undefined} onClose={props.onClose} title={asked?.title ?? ''} size="large">
      {asked && <Quotes key={`${asked.key}${asked.siteId}`} asked={asked} codebook={props.codebook} />}
    </Sheet>
  );
}

function Quotes(props: { asked: Asked; codebook: Codebook }) {
  const t = useWords(words);
  const [valence, setValence] = useState<Valence | ''>('');
  const { title: _, ...cell } = props.asked;
  const input = { ...cell, limit: 20, ...(valence === '' ? {} : { valence }) };
  const asked = useInfiniteQuery({
    queryKey: ['coding.listQuotes', input],
    queryFn: ({ pageParam }) =>
      api.listQuotes({ ...input, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Stack>
      <ChoiceField
        label={t('quotes.valence')}
        choices={[
          { value: '', label: t('quotes.all') },
          ...valences.map((one) => ({ value: one, label: t(`valence.${one}`) })),
        ]}
        value={valence}
        onChange={(value) => setValence(valences.find((one) => one === value) ?? '')}
      />
      <Answer of={asked}>
        {() => (
          <Stack>
            {rows.length === 0 && <EmptyState plain title={t('quotes.none')} hint={t('quotes.noneHint')} />}
            {rows.map((row) => (
              <One key={`${row.sourceId}.${row.start}.${row.end}`} row={row} codebook={props.codebook} />
            ))}
            {asked.hasNextPage && (
              <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
                {t('quotes.more')}
              </Button>
            )}
          </Stack>
        )}
      </Answer>
    </Stack>
  );
}

function One(props: { row: Passage; codebook: Codebook }) {
  const t = useWords(words);
  const { sees } = useSession();
  const { row, codebook } = props;
  const by = sees(['evaluator', 'steward']) ? (
    <Link to={`/texts/${row.sourceId}`}>{row.label || t('text.title')}</Link>
  ) : (
    row.label
  );
  return (
    <Quote
      by={by}
      stage="understand"
      footer={
        <Row>
          {row.codings.map((one) => (
            <Badge key={one.id} tone={toneOf[one.valence]}>
              {[codebook.nameOf(one.code), t(`valence.${one.valence}`), one.coderName]
                .filter(Boolean)
                .join(' · ')}
            </Badge>
          ))}
        </Row>
      }
    >
      {row.text}
    </Quote>
  );
}
