import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { GoalLine, TaskLine } from '../../contract.ts';
import { type GoalState, goalStates } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useCareChanged, useClientCare } from '../api.ts';
import classes from '../care.module.css';
import { GoalSheet, TaskSheet } from './PlanSheets.tsx';
import { TaskList } from './TaskList.tsx';

/** How many next steps stand on the page before the rest is asked for. */
const first = 3;

/** What comes next for a client and whose it is, and what they want in their own words. */
export function PlanPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const asked = useClientCare(clientId);
  const [adding, setAdding] = useState<'task' | 'goal' | undefined>(undefined);
  const close = () => setAdding(undefined);
  return (
    <>
      <Panel
        title={t('plan.title')}
        level={3}
        stage="deliver"
        actions={
          <Button size="small" onClick={() => setAdding('task')}>
            {t('task.add')}
          </Button>
        }
      >
        <Answer of={asked}>
          {({ tasks }) =>
            tasks.length === 0 ? (
              <p className={classes['quiet']}>{t('task.none')}</p>
            ) : (
              <Steps tasks={tasks} />
            )
          }
        </Answer>
      </Panel>
      <Panel
        title={t('goals.title')}
        level={3}
        stage="deliver"
        actions={
          <Button size="small" onClick={() => setAdding('goal')}>
            {t('goals.add')}
          </Button>
        }
      >
        <Answer of={asked}>{({ goals }) => <Goals clientId={clientId} goals={goals} />}</Answer>
      </Panel>
      {adding === 'task' && <TaskSheet clientId={clientId} onClose={close} />}
      {adding === 'goal' && <GoalSheet clientId={clientId} onClose={close} />}
    </>
  );
}

/** The steps that come first; the others behind one button. */
function Steps(props: { tasks: readonly TaskLine[] }) {
  const t = useWords(words);
  const [all, setAll] = useState(false);
  const { tasks } = props;
  const shown = all ? tasks : tasks.slice(0, first);
  return (
    <>
      <TaskList tasks={shown} label={t('plan.title')} />
      {shown.length < tasks.length && (
        <Button kind="plain" size="small" onClick={() => setAll(true)}>
          {t('glance.more', { n: tasks.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Goals(props: { clientId: string; goals: readonly GoalLine[] }) {
  const t = useWords(words);
  if (props.goals.length === 0) return <p className={classes['quiet']}>{t('goals.none')}</p>;
  return (
    <ul className={classes['plain']}>
      {props.goals.map((goal) => (
        <li key={goal.id}>
          <OneGoal clientId={props.clientId} goal={goal} />
        </li>
      ))}
    </ul>
  );
}

function OneGoal(props: { clientId: string; goal: GoalLine }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, goal } = props;
  const changed = useCareChanged();
  const [failure, setFailure] = useState<unknown>(undefined);
  const change = async (state: GoalState) => {
    try {
      await api.changeGoal({ clientId, id: goal.id, version: goal.version, state, on: todayHere() });
      toast(t('goals.saved'));
      setFailure(undefined);
      await changed();
    } catch (why) {
      setFailure(why);
    }
  };
  const others = goalStates.filter((state) => state !== goal.state);
  return (
    <Stack gap={1}>
      <Row apart>
        <span className={classes['goal']}>{goal.words}</span>
        <MoreMenu
          label={t('goals.change', { goal: goal.words ?? '' })}
          items={others.map((state) => ({ label: t(`goals.${state}`), onChoose: () => void change(state) }))}
        />
      </Row>
      <Row gap={1}>
        <Badge tone={goal.state === 'reached' ? 'good' : 'still'}>{t(`goals.${goal.state}`)}</Badge>
        <span className={classes['quiet']}>{t('goals.since', { day: format.day(goal.stateOn) })}</span>
      </Row>
      <Failure of={failure} while="doing" />
    </Stack>
  );
}
