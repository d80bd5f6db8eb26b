import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { SeriesChart } from '../../../measures/web/index.ts';
import { verdictOf } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { measuresApi } from '../api.ts';
import type { Opened } from './TrialPage.tsx';

const tones = { kept: 'good', broken: 'warn', open: 'still' } as const;

/** The measure before and since, the trial marked, and what the figures alone say of the prediction. */
export function Study(props: { opened: Opened }) {
  const t = useWords(words);
  const { trial, from, to } = props.opened;
  const { measure, siteId, startsOn } = trial;
  const asked = useQuery({
    queryKey: ['measures.series', measure, siteId, from, to, startsOn],
    queryFn: () => measuresApi.series({ measure, siteId, from, to, trialFrom: startsOn }),
  });
  const verdict = asked.data && trial.state !== 'planned' ? verdictOf(trial.expected, asked.data.reading.shift) : undefined;
  return (
    <>
      <SeriesChart measure={measure} siteId={siteId} from={from} to={to} trial={{ from: startsOn, label: t('trial.mark') }} />
      {verdict && (
        <Notice tone={tones[verdict]} live={false}>
          {t(`verdict.${verdict}`)}
        </Notice>
      )}
    </>
  );
}
