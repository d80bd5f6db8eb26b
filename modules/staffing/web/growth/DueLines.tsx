import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { useNameOf } from '../../../pathway/web/index.ts';
import type { Due } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useList } from '../api.ts';
import classes from '../staffing.module.css';

const tones = { never: 'warn', late: 'warn', soon: 'info', done: 'good' } as const;

/** What a training or supervision is called. */
export function useDueName(): (code: string) => string {
  const nameOf = useNameOf();
  const t = useWords(words);
  const trainings = useList('training');
  return (code) => (code === 'supervision' ? t('growth.supervision') : nameOf(trainings, code));
}

/** Supervision and trainings with how each stands. */
export function DueLines(props: { lines: readonly Due[] }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useDueName();
  return (
    <ul className={classes['lines']}>
      {props.lines.map((line) => (
        <li key={line.code} className={classes['line']}>
          <span>
            {nameOf(line.code)}
            <span className={classes['quiet']}>
              {line.doneOn && ` · ${format.day(line.doneOn)}`}
              {line.dueOn && ` · ${t('due.again', { day: format.day(line.dueOn) })}`}
            </span>
          </span>
          <Badge tone={tones[line.state]}>{t(`due.${line.state}`)}</Badge>
        </li>
      ))}
    </ul>
  );
}
