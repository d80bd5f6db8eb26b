import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { useNameOf, useProgram } from '../../../pathway/web/index.ts';
import type { care } from '../../contract.ts';
import { type Gap, teams } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { useGlance } from '../api.ts';
import classes from '../care.module.css';
import { GoalSheet, TaskSheet } from '../plan/PlanSheets.tsx';

type Glance = OutputOf<typeof care.operations.glance>;

/** What each team did last with a client. */
export function LastCard(props: { clientId: string }) {
  const asked = useGlance(props.clientId);
  return (
    <Answer of={asked} waiting={<Skeletons shape="cards" count={1} />}>
      {(glance) => <Last glance={glance} />}
    </Answer>
  );
}

/** What a client's record lacks; nothing at all when it lacks nothing. */
export function MissingCard(props: { clientId: string }) {
  const { data } = useGlance(props.clientId);
  return data ? <Missing clientId={props.clientId} glance={data} /> : null;
}

function Last(props: { glance: Glance }) {
  const t = useWords(words);
  const { last } = props.glance;
  return (
    <Panel title={t('glance.last')} level={3} stage="deliver">
      {last.length === 0 && <p className={classes['quiet']}>{t('contacts.none')}</p>}
      <ul className={classes['plain']}>
        {last.map((one) => (
          <li key={one.id}>
            <LastContact one={one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function LastContact(props: { one: Glance['last'][number] }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useNameOf();
  const { one } = props;
  const program = useProgram(one.programCode ?? undefined);
  const team = teams.find((known) => known === one.team);
  return (
    <>
      <p className={classes['quiet']}>
        {team && <Badge tone={team === 'clinician' ? 'info' : 'deliver'}>{t(`team.${team}`)}</Badge>}{' '}
        {nameOf(program?.contact.kinds, one.kindCode)} · {format.ago(one.occurredAt)} · {one.authorName}
      </p>
      {one.words && <p className={classes['words']}>{one.words}</p>}
    </>
  );
}

/** What the record lacks, each with the one thing that puts it right; shown to whoever can. */
function Missing(props: { clientId: string; glance: Glance }) {
  const t = useWords(words);
  const { clientId, glance } = props;
  const [adding, setAdding] = useState<'goal' | 'task' | undefined>(undefined);
  const close = () => setAdding(undefined);
  if (glance.gaps.length === 0) return null;
  const put: Readonly<Record<Gap, React.ReactNode>> = {
    not_seen: (
      <ButtonLink size="small" to={`/contact/${clientId}`}>
        {t('contacts.record')}
      </ButtonLink>
    ),
    no_goal: (
      <Button size="small" onClick={() => setAdding('goal')}>
        {t('goals.add')}
      </Button>
    ),
    no_next_step: (
      <Button size="small" onClick={() => setAdding('task')}>
        {t('task.add')}
      </Button>
    ),
    no_consent: <a href="#consent">{t('glance.askConsent')}</a>,
    no_safety_plan: <a href="#safety">{t('plan.write')}</a>,
  };
  return (
    <Panel title={t('glance.missing')} level={3}>
      <ul className={classes['tasks']}>
        {glance.gaps.map((gap) => (
          <li key={gap} className={classes['task']}>
            <span>{t(`gap.${gap}`)}</span>
            {put[gap]}
          </li>
        ))}
      </ul>
      {adding === 'goal' && <GoalSheet clientId={clientId} onClose={close} />}
      {adding === 'task' && <TaskSheet clientId={clientId} onClose={close} />}
    </Panel>
  );
}
