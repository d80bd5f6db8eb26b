import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from './agreement.module.css';
import type { Asked } from './Figures.tsx';
import { marked } from './marked.ts';

/** Where coders disagree on one code: the same words once for each coder, with what that coder marked. */
export function DisagreementsSheet(props: {
  asked: (Asked & { code: string }) | undefined;
  title: string;
  nameOf: (coder: string) => string;
  onClose: () => void;
}) {
  const { asked } = props;
  return (
    <Sheet open={asked !== undefined} onClose={props.onClose} title={props.title} size="large">
      {asked && <Rows key={asked.code} asked={asked} nameOf={props.nameOf} />}
    </Sheet>
  );
}

function Rows(props: { asked: Asked & { code: string }; nameOf: (coder: string) => string }) {
  const t = useWords(words);
  const { asked, nameOf } = props;
  const found = useInfiniteQuery({
    queryKey: ['coding.listDisagreements', asked],
    queryFn: ({ pageParam }) => api.listDisagreements({ ...asked, skip: pageParam, limit: 10 }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const here = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return page.rows.length > 0 && here < page.total ? here : undefined;
    },
  });
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Answer of={found}>
      {({ pages }) => (
        <Stack>
          <p>{t('agree.places', { count: pages[0]?.total ?? 0 })}</p>
          {rows.length === 0 && (
            <EmptyState plain title={t('agree.noPlaces')} hint={t('agree.noPlacesHint')} />
          )}
          {rows.map((row) => (
            <section key={`${row.sourceId}.${row.from}`} className={classes['place']}>
              <Link to={`/texts/${row.sourceId}`}>{row.label || t('text.title')}</Link>
              <div className={classes['sides']}>
                {row.coders.map((stretches, at) => (
                  <div key={asked.coders[at]} className={classes['side']}>
                    <h3>{nameOf(asked.coders[at] ?? '')}</h3>
                    <p>
                      {marked(row.text, row.from, stretches).map((piece) =>
                        piece.marked ? (
                          <mark key={piece.at}>{piece.text}</mark>
                        ) : (
                          <span key={piece.at}>{piece.text}</span>
                        ),
                      )}
                    </p>
                    {stretches.length === 0 && <p className={classes['small']}>{t('agree.nothingHere')}</p>}
                  </div>
                ))}
              </div>
            </section>
          ))}
          {found.hasNextPage && (
            <Button onClick={() => void found.fetchNextPage()} busy={found.isFetchingNextPage}>
              {t('quotes.more')}
            </Button>
          )}
        </Stack>
      )}
    </Answer>
  );
}
