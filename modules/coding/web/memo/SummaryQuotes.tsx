import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { Summary } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useCodingAct } from '../agreement/useAsked.ts';
import { api } from '../api.ts';

/** The passages of a domain, each put under its summary or taken off with one button. */
export function SummaryQuotes(props: {
  study: string;
  siteId: string | null;
  domain: string;
  summary: Summary;
  title: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { study, siteId, domain, summary } = props;
  const here = siteId === null ? {} : { siteId };
  const asked = useInfiniteQuery({
    queryKey: ['coding.listQuotes', 'memo', study, siteId, domain],
    queryFn: ({ pageParam }) =>
      api.listQuotes({
        study,
        by: 'domain',
        key: domain,
        limit: 20,
        ...here,
        ...(pageParam === '' ? {} : { after: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const { act, busy, failure } = useCodingAct();
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Sheet open onClose={props.onClose} title={`${t('memo.quotes')} : ${props.title}`} size="large">
      {failure !== undefined && <Failure of={failure} />}
      <Answer of={asked}>
        {() => (
          <Stack>
            {rows.length === 0 && <EmptyState plain title={t('quotes.none')} hint={t('quotes.noneHint')} />}
            {rows.map((row) => {
              const ids = row.codings.map((one) => one.id);
              const held = ids.find((id) => summary.quotes.includes(id));
              const codingId = held ?? ids[0];
              const linked = held === undefined;
              return (
                <Quote
                  key={`${row.sourceId}.${row.start}.${row.end}`}
                  by={row.label}
                  footer={
                    codingId && (
                      <Button
                        size="small"
                        busy={busy}
                        pressed={!linked}
                        onClick={() =>
                          void act(
                            () => api.quoteInSummary({ summaryId: summary.id, codingId, linked }),
                            t(linked ? 'rating.attached' : 'rating.detached'),
                          )
                        }
                      >
                        {t(linked ? 'rating.attach' : 'rating.detach')}
                      </Button>
                    )
                  }
                >
                  {row.text}
                </Quote>
              );
            })}
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
