import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { ClientPicker } from '../../../pathway/web/index.ts';
import type { AgendaLine } from '../../asks/teamwork.ts';
import type { care } from '../../contract.ts';
import { teams } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../care.module.css';
import { useSaved } from '../useSaved.ts';
import { DecideSheet } from './DecideSheet.tsx';
import { HoldSheet } from './HoldSheet.tsx';

type Meeting = OutputOf<typeof care.operations.getConference>;
type Who = { readonly clientId: string; readonly name: string };

/** One case conference: its agenda of shared clients, what was decided, who took part. */
export function ConferencePage() {
  const t = useWords(words);
  const format = useFormat();
  const id = useParam('id');
  const asked = useQuery({ queryKey: ['care.getConference', id], queryFn: () => api.getConference({ id }) });
  const [holding, setHolding] = useState(false);
  const planned = asked.data?.conference.state === 'planned';
  return (
    <Page
      title={
        asked.data
          ? t('conference.of', { day: format.day(asked.data.conference.heldOn) })
          : t('conference.title')
      }
      stage="deliver"
      back={{ to: '/conferences', label: t('conference.title') }}
      actions={
        planned && (
          <Button icon="check" onClick={() => setHolding(true)}>
            {t('conference.hold')}
          </Button>
        )
      }
    >
      <Answer of={asked}>
        {(meeting) => (
          <Stack>
            <Members meeting={meeting} />
            <Agenda meeting={meeting} />
            {planned && <BringUp meeting={meeting} />}
            {holding && <HoldSheet conference={meeting.conference} onClose={() => setHolding(false)} />}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Members(props: { meeting: Meeting }) {
  const t = useWords(words);
  const { members, conference } = props.meeting;
  if (members.length === 0) return null;
  return (
    <Row>
      <span>{t('conference.lasted', { n: conference.minutes ?? 0 })}</span>
      {members.map((member) => {
        const team = teams.find((one) => one === member.team);
        return (
          <Badge key={member.accountId} tone={member.team === 'clinician' ? 'info' : 'deliver'}>
            {team ? t('conference.member', { name: member.name, team: t(`team.${team}`) }) : member.name}
          </Badge>
        );
      })}
    </Row>
  );
}

function Agenda(props: { meeting: Meeting }) {
  const t = useWords(words);
  const [deciding, setDeciding] = useState<AgendaLine | undefined>(undefined);
  const { rows, conference } = props.meeting;
  return (
    <Panel title={t('conference.agenda')} hint={t('conference.agendaHint')} stage="deliver">
      {rows.length === 0 ? (
        <EmptyState plain title={t('conference.nothing')} hint={t('conference.nothingHint')} />
      ) : (
        <ol className={classes['tasks']}>
          {rows.map((row) => (
            <li key={row.id} className={classes['task']}>
              <div>
                <Link to={`/clients/${row.clientId}`}>{row.clientName}</Link>
                <p className={classes['words']}>{row.question}</p>
                <p className={classes['quiet']}>{t('conference.asked', { name: row.askedBy })}</p>
                {row.decision && (
                  <p className={classes['words']}>
                    <Badge tone="good">{t('conference.decided')}</Badge> {row.decision}
                  </p>
                )}
              </div>
              {row.decision === null && (
                <Button size="small" onClick={() => setDeciding(row)}>
                  {t('conference.decide')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {deciding && (
        <DecideSheet
          key={deciding.id}
          conferenceId={conference.id}
          line={deciding}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </Panel>
  );
}

/** Clients who might be brought up, and anybody else by name. */
function BringUp(props: { meeting: Meeting }) {
  const t = useWords(words);
  const [asking, setAsking] = useState<Who | undefined>(undefined);
  const { suggested, conference } = props.meeting;
  return (
    <Panel title={t('conference.bringUp')} hint={t('conference.bringUpHint')}>
      <ul className={classes['tasks']}>
        {suggested.map((one) => (
          <li key={one.clientId} className={classes['task']}>
            <span>
              {one.clientName} <Badge>{t(`conference.why.${one.why}`)}</Badge>
            </span>
            <Button
              size="small"
              icon="plus"
              label={t('conference.add', { name: one.clientName })}
              onClick={() => setAsking({ clientId: one.clientId, name: one.clientName })}
            >
              {t('conference.ask')}
            </Button>
          </li>
        ))}
      </ul>
      <ClientPicker onChoose={setAsking} />
      {asking && (
        <AskSheet
          key={asking.clientId}
          who={asking}
          conferenceId={conference.id}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Panel>
  );
}

function AskSheet(props: { who: Who; conferenceId: string; onClose: () => void }) {
  const t = useWords(words);
  const { who, conferenceId, onClose } = props;
  const [id] = useState(() => newId());
  const [question, setQuestion] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const submit = () => {
    setTried(true);
    if (question.trim() === '') return;
    void save(
      () => api.askConference({ id, conferenceId, clientId: who.clientId, question }),
      t('conference.added'),
    );
  };
  return (
    <SheetForm
      title={t('conference.add', { name: who.name })}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <LongTextField
        label={t('conference.question')}
        value={question}
        onChange={setQuestion}
        maxLength={2_000}
        error={tried && question.trim() === '' ? t('task.say') : undefined}
      />
    </SheetForm>
  );
}
