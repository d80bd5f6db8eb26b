import { useState } from 'react';
import type { OutputOf } from '../../../kernel/contract.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { employment, JobLine } from '../contract.ts';
import { daysHeld } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useWork } from './api.ts';
import { EmployerSheet } from './EmployerSheet.tsx';
import { EndJobSheet, JobSheet } from './JobSheet.tsx';

type Work = OutputOf<typeof employment.operations.clientEmployment>;

/** A client's jobs and contacts with employers. */
export function WorkPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const work = useWork(clientId);
  const [adding, setAdding] = useState<'job' | 'employer' | undefined>(undefined);
  const close = () => setAdding(undefined);
  const actions = (
    <>
      <Button size="small" onClick={() => setAdding('employer')}>
        {t('employer.add')}
      </Button>
      <Button size="small" onClick={() => setAdding('job')}>
        {t('job.add')}
      </Button>
    </>
  );
  return (
    <Panel title={t('panel.title')} stage="deliver" actions={actions}>
      <Answer of={work}>{(known) => <Known clientId={clientId} work={known} />}</Answer>
      {adding === 'job' && <JobSheet clientId={clientId} onClose={close} />}
      {adding === 'employer' && <EmployerSheet clientId={clientId} onClose={close} />}
    </Panel>
  );
}

function Known(props: { clientId: string; work: Work }) {
  const t = useWords(words);
  const { clientId, work } = props;
  const { jobs, employerContacts, daysToFirstEmployer, today } = work;
  if (jobs.length === 0 && employerContacts.length === 0) return <EmptyState plain title={t('panel.none')} />;
  return (
    <Stack gap={4}>
      {daysToFirstEmployer !== null && <p>{t('panel.days', { count: daysToFirstEmployer })}</p>}
      {jobs.map((job) => (
        <Job key={job.id} clientId={clientId} job={job} today={today} />
      ))}
      {employerContacts.length > 0 && <Employers contacts={employerContacts} />}
    </Stack>
  );
}

function Job(props: { clientId: string; job: JobLine; today: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, job, today } = props;
  const [ending, setEnding] = useState(false);
  const when =
    job.endedOn === null
      ? t('job.held', { day: format.day(job.startedOn) })
      : t('job.from', { from: format.day(job.startedOn), to: format.day(job.endedOn) });
  const lasted = t('job.lasted', { count: daysHeld(job.startedOn, job.endedOn, today) });
  return (
    <Stack gap={1}>
      <Row apart>
        <strong>{t('job.line', { title: job.title, employer: job.employerName })}</strong>
        <Badge tone={job.competitive ? 'good' : 'still'}>
          {t(job.competitive ? 'job.competitiveBadge' : 'job.other')}
        </Badge>
      </Row>
      <span>
        {when} · {lasted}
      </span>
      <Facts
        items={[
          {
            label: t('job.wage'),
            value:
              job.hourlyWage === null
                ? null
                : t('job.wageShown', { amount: format.number(job.hourlyWage, 2) }),
          },
          {
            label: t('job.hours'),
            value:
              job.weeklyHours === null ? null : `${format.number(job.weeklyHours)} ${t('job.hoursUnit')}`,
          },
          { label: t('job.disclosure'), value: t(`disclosure.${job.disclosure}`) },
          { label: t('job.reason'), value: job.endReason === null ? null : t(`reason.${job.endReason}`) },
        ]}
      />
      {job.endedOn === null && (
        <Row>
          <Button size="small" kind="plain" onClick={() => setEnding(true)}>
            {t('job.end')}
          </Button>
        </Row>
      )}
      {ending && <EndJobSheet clientId={clientId} job={job} onClose={() => setEnding(false)} />}
    </Stack>
  );
}

function Employers(props: { contacts: Work['employerContacts'] }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <details>
      <summary>{t('employers.title')}</summary>
      <ul>
        {props.contacts.map((one) => (
          <li key={one.id}>
            {format.day(one.contactOn)} · {one.employerName} · {t(`kind.${one.kind}`)} ·{' '}
            {t(`by.${one.madeBy}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
