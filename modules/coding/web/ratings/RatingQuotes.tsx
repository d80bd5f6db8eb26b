import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { Rating } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';

/** The passages of a cell, each put under the rating or taken off it with one button. */
export function RatingQuotes(props: { study: string; rating: Rating }) {
  const t = useWords(words);
  const { study, rating } = props;
  const asked = useQuery({
    queryKey: ['coding.listQuotes', 'rating', study, rating.construct, rating.siteId, rating.participantId],
    queryFn: () =>
      api.listQuotes({
        study,
        by: 'construct',
        key: rating.construct,
        limit: 100,
        ...(rating.participantId === null
          ? { siteId: rating.siteId }
          : { participantId: rating.participantId }),
      }),
  });
  const { act, busy, failure } = useCodingAct();
  return (
    <Stack>
      <h3>{t('rating.quotes', { count: rating.quotes.length })}</h3>
      {failure !== undefined && <Failure of={failure} />}
      <Answer of={asked}>
        {({ rows }) => (
          <Stack>
            {rows.length === 0 && <p>{t('rating.noQuotes')}</p>}
            {rows.map((row) => {
              const ids = row.codings.map((one) => one.id);
              const held = ids.find((id) => rating.quotes.includes(id));
              const codingId = held ?? ids[0];
              return (
                <Quote
                  key={`${row.sourceId}.${row.start}.${row.end}`}
                  by={row.label}
                  footer={
                    codingId && (
                      <Button
                        size="small"
                        busy={busy}
                        pressed={held !== undefined}
                        onClick={() =>
                          void act(
                            () =>
                              api.linkQuote({ ratingId: rating.id, codingId, linked: held === undefined }),
                            t(held === undefined ? 'rating.attached' : 'rating.detached'),
                          )
                        }
                      >
                        {t(held === undefined ? 'rating.attach' : 'rating.detach')}
                      </Button>
                    )
                  }
                >
                  {row.text}
                </Quote>
              );
            })}
          </Stack>
        )}
      </Answer>
    </Stack>
  );
}
