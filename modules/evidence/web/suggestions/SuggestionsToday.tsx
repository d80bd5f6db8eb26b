import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { StepLine } from './Answered.tsx';

const shownOf = 140;

/** On the first screen of the day: what became of one's own suggestions, and how many of others wait too long; silent when there is nothing. */
export function SuggestionsToday() {
  const t = useWords(words);
  const { data } = useQuery({
    queryKey: ['evidence.suggestionNews'],
    queryFn: () => api.suggestionNews({}),
  });
  if (data === undefined || (data.news.length === 0 && data.waiting === 0)) return null;
  const { news, waiting, days } = data;
  return (
    <Panel title={t(news.length > 0 ? 'answer.today' : 'answer.todayWaiting')} stage="listen">
      <Stack gap={3}>
        {news.map((one) => (
          <Quote key={`${one.id} ${one.at}`} footer={<StepLine step={one} />}>
            {one.text.length > shownOf ? `${one.text.slice(0, shownOf)} …` : one.text}
          </Quote>
        ))}
        {waiting > 0 && (
          <p>
            {news.length > 0 && `${t('answer.todayWaiting')}: `}
            {t('answer.waitingCount', { count: waiting, days })}
          </p>
        )}
        <Link to="/suggestions">{t('answer.toList')}</Link>
      </Stack>
    </Panel>
  );
}
