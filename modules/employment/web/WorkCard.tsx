import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { SpanChart } from '../../../ui/chart/SpanChart.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { JobLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useWork } from './api.ts';

/** A client's jobs over time, at a glance; nothing before the first. Work that is not competitive stands apart. */
export function WorkCard(props: { clientId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { data } = useWork(props.clientId);
  if (data === undefined || data.jobs.length === 0) return null;
  const jobs = data.jobs.toSorted((left, right) => left.startedOn.localeCompare(right.startedOn));
  const named = (job: JobLine) => t('glance.job', { title: job.title, employer: job.employerName });
  return (
    <Panel title={t('glance.title')} level={3} stage="deliver">
      <SpanChart
        title={t('glance.title')}
        to={data.today}
        rows={jobs.slice(-6).map((job) => ({
          label: named(job),
          spans: [{ from: job.startedOn, to: job.endedOn, apart: !job.competitive }],
          spots: [],
        }))}
        table={{
          head: [t('glance.work'), t('glance.from'), t('glance.to'), t('glance.kind')],
          rows: jobs.map((job) => [
            named(job),
            format.day(job.startedOn),
            job.endedOn === null ? t('glance.held') : format.day(job.endedOn),
            t(job.competitive ? 'glance.competitive' : 'glance.other'),
          ]),
        }}
        note={jobs.some((job) => !job.competitive) ? t('glance.apart') : undefined}
      />
    </Panel>
  );
}
