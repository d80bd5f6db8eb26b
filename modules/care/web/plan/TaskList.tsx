import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import type { Tone } from '../../../../ui/page/Notice.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { TaskLine } from '../../contract.ts';
import { type DueTime, dueTime, teams } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useCareChanged } from '../api.ts';
import classes from '../care.module.css';
import { useStepWords } from '../stepWords.ts';

const tones: Readonly<Record<DueTime, Tone>> = {
  late: 'bad',
  today: 'warn',
  soon: 'info',
  later: 'still',
  open: 'still',
};

/** Next steps, each with its day, whose it is, and one tap that marks it done. */
export function TaskList(props: { tasks: readonly TaskLine[]; label: string; named?: boolean }) {
  return (
    <ul className={classes['tasks']} aria-label={props.label}>
      {props.tasks.map((task) => (
        <li key={task.id} className={classes['task']}>
          <OneTask task={task} named={props.named ?? false} />
        </li>
      ))}
    </ul>
  );
}

function OneTask(props: { task: TaskLine; named: boolean }) {
  const t = useWords(words);
  const { task, named } = props;
  const changed = useCareChanged();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const step = useStepWords(task);
  const mark = async (version: number, done: boolean) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const saved = await api.markTask({ clientId: task.clientId, id: task.id, version, done });
      if (done) {
        const undo = (
          <Button kind="plain" size="small" onClick={() => void mark(saved.version, false)}>
            {t('task.undo')}
          </Button>
        );
        toast(t('task.doneSaved'), { action: undo });
      }
      await changed();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        {named && <Link to={`/clients/${task.clientId}`}>{task.clientName}</Link>}
        <p className={classes['words']}>{step}</p>
        <Row gap={1}>
          <Due dueOn={task.dueOn} />
          <Whose task={task} />
        </Row>
        <Failure of={failure} while="doing" />
      </div>
      <Button
        size="small"
        icon="check"
        busy={busy}
        label={t('task.markDone', { step })}
        onClick={() => void mark(task.version, true)}
      >
        {t('task.done')}
      </Button>
    </>
  );
}

function Due(props: { dueOn: string | null }) {
  const t = useWords(words);
  const format = useFormat();
  const time = dueTime(props.dueOn, todayHere());
  const day = props.dueOn === null ? '' : format.shortDay(props.dueOn);
  return <Badge tone={tones[time]}>{t(`due.${time}`, { day })}</Badge>;
}

function Whose(props: { task: TaskLine }) {
  const t = useWords(words);
  const { ownerTeam, ownerName } = props.task;
  const team = teams.find((one) => one === ownerTeam);
  return <span className={classes['quiet']}>{team ? t(`team.${team}`) : ownerName}</span>;
}
