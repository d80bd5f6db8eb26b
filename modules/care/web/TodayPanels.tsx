import { useFormat } from '../../../kernel/web/format.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Split, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { OutputOf } from '../../../kernel/contract.ts';
import { useAdoptions, useProgram, useProgramName } from '../../pathway/web/index.ts';
import type { care } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useDay } from './api.ts';
import classes from './care.module.css';
import { ToAsk } from './forms/fill/ToAsk.tsx';
import { PocketPanel } from './pocket/PocketPanel.tsx';
import { TaskList } from './plan/TaskList.tsx';
import { ToSettle } from './visits/ToSettle.tsx';

type Day = OutputOf<typeof care.operations.today>;

/** The day of somebody who works with clients: a contact to record, what is due, who was seen lately, who waits for an answer. */
export function TodayPanels() {
  const t = useWords(words);
  const day = useDay();
  return (
    <Stack>
      <Row>
        <ButtonLink kind="primary" icon="plus" to="/contact">
          {t('today.contact')}
        </ButtonLink>
        <ButtonLink kind="danger" icon="warning" to="/crisis">
          {t('crisis.button')}
        </ButtonLink>
      </Row>
      <PocketPanel />
      <ToSettle />
      <Programs of={day.data} />
      <Answer of={day} waiting={<Skeletons shape="rows" count={4} />}>
        {(known) => (
          <Split
            main={<DueToday day={known} />}
            aside={
              <Stack>
                <SeenLately day={known} />
                <ToAsk />
                <Referrals day={known} />
              </Stack>
            }
          />
        )}
      </Answer>
    </Stack>
  );
}

/** Brings the programs of the day's clients, so that a contact with them can be recorded without a connection. */
function Programs(props: { of: Day | undefined }) {
  useAdoptions();
  const rows = [...(props.of?.recent ?? []), ...(props.of?.tasks ?? [])];
  const codes = [...new Set(rows.map((row) => row.programCode))].filter((code) => code !== null);
  return codes.map((code) => <Brought key={code} code={code} />);
}

function Brought(props: { code: string }) {
  useProgram(props.code);
  return null;
}

function DueToday(props: { day: Day }) {
  const t = useWords(words);
  const { tasks } = props.day;
  return (
    <Panel title={t('today.due')} stage="deliver">
      {tasks.length === 0 ? (
        <EmptyState title={t('today.nothingDue')} hint={t('today.nothingDueHint')} />
      ) : (
        <TaskList tasks={tasks} label={t('today.due')} named />
      )}
    </Panel>
  );
}

function SeenLately(props: { day: Day }) {
  const t = useWords(words);
  const { recent } = props.day;
  return (
    <Panel title={t('today.recent')}>
      {recent.length === 0 ? (
        <p className={classes['quiet']}>{t('today.noneRecent')}</p>
      ) : (
        <ul className={classes['people']}>
          {recent.map((one) => (
            <li key={one.clientId}>
              <ButtonLink to={`/contact/${one.clientId}`}>{one.clientName}</ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Referrals(props: { day: Day }) {
  const t = useWords(words);
  const format = useFormat();
  const programName = useProgramName();
  const { referrals } = props.day;
  return (
    <Panel
      title={t('today.waiting')}
      actions={
        referrals.length > 0 && (
          <ButtonLink size="small" to="/pathway">
            {t('today.answer')}
          </ButtonLink>
        )
      }
    >
      {referrals.length === 0 ? (
        <p className={classes['quiet']}>{t('today.noneWaiting')}</p>
      ) : (
        <ul className={classes['plain']}>
          {referrals.map((one) => (
            <li key={one.id}>
              <Link to={`/clients/${one.clientId}`}>{one.clientName}</Link>
              <p className={classes['quiet']}>
                {programName(one.programCode)} · {format.ago(one.stateSince)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
