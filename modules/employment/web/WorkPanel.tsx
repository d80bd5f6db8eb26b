import { useState } from 'react';
import type { OutputOf } from '../../../kernel/contract.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { employment, JobLine } from '../contract.ts';
import { daysHeld, daysWithoutSupport } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useWork } from './api.ts';
import { EmployerContactSheet } from './EmployerContactSheet.tsx';
import { ActivitySheet } from './follow/ActivitySheets.tsx';
import { CounsellingSheet } from './follow/CounsellingSheet.tsx';
import { Activities, Course, Profile } from './follow/Followed.tsx';
import { SupportSheet } from './follow/SupportSheet.tsx';
import { EndJobSheet, JobSheet } from './JobSheet.tsx';

type Work = OutputOf<typeof employment.operations.clientEmployment>;

/** A client's jobs and contacts with employers. */
export function WorkPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const work = useWork(clientId);
  const [adding, setAdding] = useState<'job' | 'employer' | 'activity' | 'counselling' | undefined>(
    undefined,
  );
  const close = () => setAdding(undefined);
  const actions = (
    <>
      <Button size="small" onClick={() => setAdding('employer')}>
        {t('employer.add')}
      </Button>
      <Button size="small" onClick={() => setAdding('job')}>
        {t('job.add')}
      </Button>
      <MoreMenu
        label={t('panel.more')}
        items={[
          { label: t('activity.add'), onChoose: () => setAdding('activity') },
          { label: t('counselling.add'), onChoose: () => setAdding('counselling') },
        ]}
      />
    </>
  );
  return (
    <Panel title={t('panel.title')} stage="deliver" actions={actions}>
      <Answer of={work}>{(known) => <Known clientId={clientId} work={known} />}</Answer>
      {adding === 'job' && <JobSheet clientId={clientId} onClose={close} />}
      {adding === 'activity' && <ActivitySheet clientId={clientId} onClose={close} />}
      {adding === 'counselling' && <CounsellingSheet clientId={clientId} onClose={close} />}
      {adding === 'employer' && <EmployerContactSheet clientId={clientId} onClose={close} />}
    </Panel>
  );
}

function Known(props: { clientId: string; work: Work }) {
  const t = useWords(words);
  const { clientId, work } = props;
  const { jobs, employerContacts, daysToFirstEmployer } = work;
  return (
    <Stack gap={4}>
      <Profile clientId={clientId} profile={work.profile} />
      {daysToFirstEmployer !== null && <p>{t('panel.days', { count: daysToFirstEmployer })}</p>}
      {jobs.length === 0 && employerContacts.length === 0 && <EmptyState plain title={t('panel.none')} />}
      {jobs.map((job) => (
        <Job key={job.id} clientId={clientId} job={job} work={work} />
      ))}
      <Activities clientId={clientId} activities={work.activities} />
      {employerContacts.length > 0 && <Employers contacts={employerContacts} />}
      <Course work={work} />
    </Stack>
  );
}

function Job(props: { clientId: string; job: JobLine; work: Work }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, job, work } = props;
  const [doing, setDoing] = useState<'end' | 'support' | undefined>(undefined);
  const since = daysWithoutSupport(job, work.supports, work.today);
  const when =
    job.endedOn === null
      ? t('job.held', { day: format.day(job.startedOn) })
      : t('job.from', { from: format.day(job.startedOn), to: format.day(job.endedOn) });
  const lasted = t('job.lasted', { count: daysHeld(job.startedOn, job.endedOn, work.today) });
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
        <Row apart>
          <span>{t('support.since', { count: since })}</span>
          <Row>
            <Button size="small" onClick={() => setDoing('support')}>
              {t('support.add')}
            </Button>
            <Button size="small" kind="plain" onClick={() => setDoing('end')}>
              {t('job.end')}
            </Button>
          </Row>
        </Row>
      )}
      {doing === 'end' && <EndJobSheet clientId={clientId} job={job} onClose={() => setDoing(undefined)} />}
      {doing === 'support' && (
        <SupportSheet clientId={clientId} job={job} onClose={() => setDoing(undefined)} />
      )}
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
