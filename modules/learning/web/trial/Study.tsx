import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { type Every, periodOf } from '../../../measures/model.ts';
import { SeriesChart } from '../../../measures/web/index.ts';
import { verdictOf } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { measuresApi, useMeasures } from '../api.ts';
import type { Opened } from './TrialPage.tsx';

const tones = { kept: 'good', broken: 'warn', open: 'still' } as const;

/** The measure before and since, the period in which the trial begins marked, and what the figures alone say of the prediction. */
export function Study(props: { opened: Opened }) {
  const asked = useMeasures();
  const measure = asked.data?.measures.find(({ key }) => key === props.opened.trial.measure);
  return measure ? <Figures {...props} every={measure.every} /> : <Skeletons shape="rows" />;
}

function Figures(props: { opened: Opened; every: Every }) {
  const t = useWords(words);
  const { trial, from, to } = props.opened;
  const { measure, siteId } = trial;
  const begins = periodOf(trial.startsOn, props.every);
  const asked = useQuery({
    queryKey: ['measures.series', measure, siteId, from, to, begins],
    queryFn: () => measuresApi.series({ measure, siteId, from, to, trialFrom: begins }),
  });
  const verdict =
    asked.data && trial.state !== 'planned' ? verdictOf(trial.expected, asked.data.reading.shift) : undefined;
  return (
    <>
      <SeriesChart
        measure={measure}
        siteId={siteId}
        from={from}
        to={to}
        trial={{ from: begins, label: t('trial.mark') }}
      />
      {verdict && (
        <Notice tone={tones[verdict]} live={false}>
          {t(`verdict.${verdict}`)}
        </Notice>
      )}
    </>
  );
}
