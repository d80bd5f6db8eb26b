import { useState } from 'react';
import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { Theme } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';

/** The passages of a theme's constructs, each put under the theme or taken off it with one button. */
export function ThemeQuotesSheet(props: {
  studyId: string;
  codebook: Codebook;
  theme: Theme;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { studyId, codebook, theme } = props;
  const [construct, setConstruct] = useState(theme.constructs[0] ?? '');
  const asked = useInfiniteQuery({
    queryKey: ['coding.listQuotes', 'theme', studyId, construct],
    queryFn: ({ pageParam }) =>
      api.listQuotes({
        study: studyId,
        limit: 50,
        ...cellOf(codebook, construct),
        ...(pageParam === '' ? {} : { after: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const { act, busy, failure } = useCodingAct();
  const held = new Set(theme.quotes.map((quote) => quote.codingId));
  const turn = (codingId: string, chosen: boolean) =>
    void act(
      () => api.quoteTheme({ themeId: theme.id, codingId, chosen }),
      t(chosen ? 'rating.attached' : 'rating.detached'),
    );
  return (
    <Sheet open onClose={props.onClose} title={t('themes.quotesOf', { name: theme.name })} size="large">
      <Stack>
        <SelectField
          label={t('themes.construct')}
          value={construct}
          onChange={(code) => setConstruct(code ?? '')}
          options={[
            { value: '', label: t('themes.everyConstruct') },
            ...theme.constructs.map((code) => ({ value: code, label: codebook.nameOf(code) })),
          ]}
        />
        <Failure of={failure} while="doing" />
        <Answer of={asked}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            if (rows.length === 0) return <p>{t('rating.noQuotes')}</p>;
            return rows.map((row) => {
              const ids = row.codings.map((one) => one.id);
              const own = ids.find((id) => held.has(id));
              const codingId = own ?? ids[0];
              return (
                <Quote
                  key={`${row.sourceId}.${row.start}.${row.end}`}
                  by={row.label}
                  footer={
                    codingId && (
                      <Button
                        size="small"
                        busy={busy}
                        pressed={own !== undefined}
                        onClick={() => turn(codingId, own === undefined)}
                      >
                        {t(own === undefined ? 'rating.attach' : 'rating.detach')}
                      </Button>
                    )
                  }
                >
                  {row.text}
                </Quote>
              );
            });
          }}
        </Answer>
        {asked.hasNextPage && (
          <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
            {t('quotes.more')}
          </Button>
        )}
      </Stack>
    </Sheet>
  );
}

/** The cell whose passages a code's are among: its own construct or domain, or the construct it stands below. */
function cellOf(codebook: Codebook, code: string): { by: 'construct' | 'domain'; key?: string } {
  const entry = codebook.entryOf(code);
  if (entry === undefined) return { by: 'construct' };
  if (entry.kind === 'domain') return { by: 'domain', key: code };
  if (entry.kind === 'construct' || entry.parent === null) return { by: 'construct', key: code };
  const above = cellOf(codebook, entry.parent);
  return above.by === 'domain' ? { by: 'construct', key: code } : above;
}
