import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useInfiniteQuery, useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged, useSites } from '../api.ts';
import { Answered } from './Answered.tsx';
import { Promised } from './Promised.tsx';

type Row = Awaited<ReturnType<typeof api.listSuggestions>>['rows'][number];

/** Everything suggested that this person may see, newest first. */
export function SuggestionsPage() {
  const t = useWords(words);
  const asked = useInfiniteQuery({
    queryKey: ['evidence.listSuggestions'],
    queryFn: ({ pageParam }) =>
      api.listSuggestions({ limit: 30, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  const days = asked.data?.pages[0]?.days ?? 0;
  return (
    <Page title={t('suggestions.title')} lede={t('suggestions.lede')} stage="listen" width="narrow">
      <Answer of={asked}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('suggestions.none')} hint={t('suggestions.noneHint')} />
          ) : (
            <Stack>
              <Promised days={days} />
              {rows.map((row) => (
                <One key={row.id} row={row} days={days} />
              ))}
              {asked.hasNextPage && (
                <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
                  {t('more')}
                </Button>
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}

function One(props: { row: Row; days: number }) {
  const t = useWords(words);
  const format = useFormat();
  const { nameOf } = useSites();
  const { row } = props;
  const place = [row.own ? t('suggestions.own') : '', nameOf(row.siteId), format.ago(row.createdAt)]
    .filter(Boolean)
    .join(' · ');
  return (
    <Quote
      footer={
        <Stack gap={2}>
          <span>{place}</span>
          <Answered row={row} days={props.days} />
          <TakeUp row={row} />
        </Stack>
      }
    >
      {row.text}
    </Quote>
  );
}

/** Takes a suggestion into a study, for those who study. */
function TakeUp(props: { row: Row }) {
  const t = useWords(words);
  const { sees } = useSession();
  const changed = useEvidenceChanged();
  const [failure, setFailure] = useState<unknown>(undefined);
  const may = sees(['evaluator', 'steward']);
  const studies = useQuery({
    queryKey: ['evidence.listStudies'],
    queryFn: () => api.listStudies({}),
    enabled: may,
  });
  const { row } = props;
  if (row.studyId !== null) return <Badge tone="understand">{t('suggestions.inStudy')}</Badge>;
  if (!may || studies.data === undefined || studies.data.rows.length === 0) return null;
  const take = async (studyId: string) => {
    try {
      await api.takeIntoStudy({ id: row.id, version: row.version, studyId });
      await changed();
      toast(t('suggestions.taken'));
    } catch (why) {
      setFailure(why);
    }
  };
  return (
    <>
      <MoreMenu
        label={t('suggestions.take')}
        items={studies.data.rows.map((study) => ({
          label: t('suggestions.takeInto', { study: study.title }),
          onChoose: () => void take(study.id),
        }))}
      />
      <Failure of={failure} while="doing" />
    </>
  );
}
