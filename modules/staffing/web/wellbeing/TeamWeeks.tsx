import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { RunChart } from '../../../../ui/chart/RunChart.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Grid } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useList } from '../api.ts';

/** The averages of a team over the weeks that may be told, question by question. */
export function TeamWeeks(props: { siteId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const questions = useList('question');
  const { siteId } = props;
  const asked = useQuery({
    queryKey: ['staffing.teamWeeks', siteId],
    queryFn: () => api.teamWeeks({ siteId }),
  });
  return (
    <Panel title={t('weeks.title')} hint={t('weeks.how')}>
      <Answer of={asked}>
        {({ rows }) => {
          if (rows.length === 0) return <EmptyState title={t('weeks.none')} hint={t('weeks.noneHint')} />;
          const weeks = [...new Set(rows.map((row) => row.weekOn))].sort();
          return (
            <Grid least="large">
              {questions.map((question) => (
                <RunChart
                  key={question.code}
                  title={read(question.name)}
                  points={weeks.map((week) => ({
                    label: format.shortDay(week),
                    value:
                      rows.find((row) => row.weekOn === week && row.question === question.code)?.average ??
                      null,
                  }))}
                  format={(value) => format.number(value, 1)}
                  hidden={t('weeks.hidden')}
                  caption
                />
              ))}
            </Grid>
          );
        }}
      </Answer>
    </Panel>
  );
}
