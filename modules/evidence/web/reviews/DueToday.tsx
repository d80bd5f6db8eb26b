import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaidIn } from '../asking/useAsking.ts';

/** On the first screen of the day of those who study: reviews whose day has come and surveys with people to ask; silent when there are none. */
export function DueToday() {
  const t = useWords(words);
  const format = useFormat();
  const said = useSaidIn();
  const { data } = useQuery({ queryKey: ['evidence.dueInStudies'], queryFn: () => api.dueInStudies({}) });
  if (data === undefined || data.reviews.length + data.surveys.length === 0) return null;
  return (
    <Panel title={t('review.today')} stage="listen">
      <Stack gap={2}>
        {data.reviews.map(({ studyId, title, dueOn }) => (
          <Link key={studyId} to={`/studies/${studyId}`}>
            {t('review.todayReview', { title, day: format.day(dueOn) })}
          </Link>
        ))}
        {data.surveys.map(({ id, title, due }) => (
          <Link key={id} to={`/surveys/${id}?tab=people`}>
            {t('review.todaySurvey', { title: said(title), count: due })}
          </Link>
        ))}
      </Stack>
    </Panel>
  );
}
