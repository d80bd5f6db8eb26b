import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Split, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { EmployerLine, MeetingLine, OpeningLine } from '../../register/contract.ts';
import words from '../../words.json' with { type: 'json' };
import { CloseOpeningSheet, MeetingSheet, OpeningSheet } from './EmployerForms.tsx';
import { EmployerSheet } from './EmployerSheet.tsx';
import { useEmployer } from './api.ts';

/** One employer: what is known, who was met, what is open. */
export function EmployerPage() {
  const t = useWords(words);
  const asked = useEmployer(useParam('id'));
  const back = { to: '/work', label: t('register.title') };
  if (asked.data) return <Shown {...asked.data} />;
  return (
    <Page title={t('job.employer')} stage="deliver" back={back}>
      <Answer of={asked}>{() => null}</Answer>
    </Page>
  );
}

function Shown(props: {
  employer: EmployerLine;
  meetings: readonly MeetingLine[];
  openings: readonly OpeningLine[];
}) {
  const t = useWords(words);
  const { employer, meetings, openings } = props;
  const [doing, setDoing] = useState<'revise' | 'meet' | 'opening' | undefined>(undefined);
  const close = () => setDoing(undefined);
  const lede = (
    <Row gap={3}>
      {employer.trade !== null && <span>{t(`trade.${employer.trade}`)}</span>}
      {employer.place !== '' && <span>{employer.place}</span>}
      {employer.closed && <Badge>{t('register.closed')}</Badge>}
    </Row>
  );
  return (
    <Page
      title={employer.name}
      lede={lede}
      stage="deliver"
      back={{ to: '/work', label: t('register.title') }}
      actions={
        <>
          <Button kind="primary" onClick={() => setDoing('meet')}>
            {t('meeting.add')}
          </Button>
          <Button icon="edit" onClick={() => setDoing('revise')}>
            {t('register.revise')}
          </Button>
        </>
      }
    >
      {employer.note !== '' && <p>{employer.note}</p>}
      <Split
        main={<Meetings rows={meetings} />}
        aside={<Openings rows={openings} onAdd={() => setDoing('opening')} />}
      />
      {doing === 'revise' && <EmployerSheet employer={employer} onClose={close} />}
      {doing === 'meet' && <MeetingSheet employerId={employer.id} onClose={close} />}
      {doing === 'opening' && <OpeningSheet employer={employer} onClose={close} />}
    </Page>
  );
}

function Meetings(props: { rows: readonly MeetingLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const withPerson = (row: MeetingLine) => (row.person === '' ? '' : t('meeting.with', { name: row.person }));
  return (
    <Panel title={t('register.meetings')}>
      {props.rows.length === 0 ? (
        <EmptyState plain title={t('meeting.none')} />
      ) : (
        <Timeline
          label={t('register.meetings')}
          items={props.rows.map((row) => ({
            id: row.id,
            when: format.day(row.metOn),
            by: row.by,
            title: `${t(`purpose.${row.purpose}`)} ${withPerson(row)}`.trim(),
            badge: <Badge>{t(`way.${row.way}`)}</Badge>,
            body: row.note,
          }))}
        />
      )}
    </Panel>
  );
}

function Openings(props: { rows: readonly OpeningLine[]; onAdd: () => void }) {
  const t = useWords(words);
  const actions = (
    <Button size="small" onClick={props.onAdd}>
      {t('opening.add')}
    </Button>
  );
  return (
    <Panel title={t('register.openings')} actions={actions}>
      {props.rows.length === 0 && <EmptyState plain title={t('opening.none')} />}
      <Stack gap={3}>
        {props.rows.map((row) => (
          <Opening key={row.id} row={row} />
        ))}
      </Stack>
    </Panel>
  );
}

function Opening(props: { row: OpeningLine }) {
  const t = useWords(words);
  const format = useFormat();
  const { row } = props;
  const [closing, setClosing] = useState(false);
  const facts = [
    row.weeklyHours === null ? '' : `${format.number(row.weeklyHours)} ${t('job.hoursUnit')}`,
    row.hourlyWage === null ? '' : t('job.wageShown', { amount: format.number(row.hourlyWage, 2) }),
    format.day(row.openedOn),
  ];
  return (
    <Stack gap={1}>
      <Row apart>
        <strong>{row.title}</strong>
        {row.closing !== null && <Badge>{t(`closing.${row.closing}`)}</Badge>}
      </Row>
      <span>{facts.filter((fact) => fact !== '').join(' · ')}</span>
      {row.note !== '' && <span>{row.note}</span>}
      {row.closing === null && (
        <Row>
          <Button size="small" kind="plain" onClick={() => setClosing(true)}>
            {t('opening.close')}
          </Button>
        </Row>
      )}
      {closing && <CloseOpeningSheet opening={row} onClose={() => setClosing(false)} />}
    </Stack>
  );
}
