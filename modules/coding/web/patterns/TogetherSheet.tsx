import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { Nearness } from '../../patterns/nearness.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import type { Looked } from './PatternsPage.tsx';

/** Two codes that stand together, in either order. */
export type Pair = { readonly first: string; readonly second: string };

const atOnce = 20;

/** The passages on which two codes stand together. */
export function TogetherSheet(props: {
  looked: Looked;
  within: Nearness;
  pair: Pair;
  codebook: Codebook;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { codebook, pair } = props;
  const input = { ...props.looked, ...pair, within: props.within, limit: atOnce };
  const asked = useInfiniteQuery({
    queryKey: ['coding.listTogether', input],
    queryFn: ({ pageParam }) => api.listTogether({ ...input, skip: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) =>
      pages.length * atOnce < page.total ? pages.length * atOnce : undefined,
  });
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={`${codebook.nameOf(pair.first)} · ${codebook.nameOf(pair.second)}`}
      size="large"
    >
      <Answer of={asked}>
        {() => (
          <Stack>
            {rows.map((row, at) => (
              <Quote
                key={`${row.sourceId}.${at}`}
                by={<Link to={`/texts/${row.sourceId}`}>{row.label || t('text.title')}</Link>}
                stage="understand"
                footer={
                  <Row>
                    {row.codes.map((code) => (
                      <Badge key={code}>{codebook.nameOf(code)}</Badge>
                    ))}
                  </Row>
                }
              >
                {row.text}
              </Quote>
            ))}
            {asked.hasNextPage && (
              <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
                {t('quotes.more')}
              </Button>
            )}
          </Stack>
        )}
      </Answer>
    </Sheet>
  );
}
