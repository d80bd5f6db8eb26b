import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { RunChart } from '../../../ui/chart/RunChart.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import { headOf } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, useFigure, useRead } from './api.ts';
import { marksAt } from './marks.ts';

/** A measure as a run chart between two days; the trial, where there is one, is marked and the median is of the points before it. */
export function SeriesChart(props: {
  measure: string;
  siteId: string | null;
  from: string;
  to: string;
  trial?: { from: string; label: string } | undefined;
  /** Other things that began on a day, such as a change to the program; they do not touch the median. */
  marks?: readonly { on: string; label: string }[] | undefined;
}) {
  const t = useWords(words);
  const read = useRead();
  const figure = useFigure();
  const { shortDay } = useFormat();
  const { measure, siteId, from, to, trial } = props;
  const asked = useQuery({
    queryKey: ['measures.series', measure, siteId, from, to, trial?.from],
    queryFn: () => api.series({ measure, siteId, from, to, ...(trial ? { trialFrom: trial.from } : {}) }),
  });
  return (
    <Answer of={asked} waiting={<Skeletons shape="rows" />}>
      {(answer) => {
        const at = trial ? answer.points.findIndex((point) => point.period >= trial.from) : -1;
        return (
          <RunChart
            title={headOf(read(answer.measure.name), read(answer.measure.unit))}
            points={answer.points.map(({ period, value }) => ({ label: shortDay(period), value }))}
            marks={[
              ...(trial && at >= 0 ? [{ at, label: trial.label }] : []),
              ...marksAt(
                answer.points.map(({ period }) => period),
                props.marks ?? [],
              ),
            ]}
            {...(at > 0 ? { baseline: at } : {})}
            format={(value) => figure(value, answer.measure.format)}
            hidden={t('figure.none')}
            caption
          />
        );
      }}
    </Answer>
  );
}
