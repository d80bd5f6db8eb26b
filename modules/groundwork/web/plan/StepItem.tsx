import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import type { Step } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import classes from '../groundwork.module.css';
import { MoveStepSheet, SettleSheet } from './StepSheets.tsx';

const tones = { done: 'good', not_needed: 'still', late: 'warn', blocked: 'warn', to_do: 'info' } as const;

/** One step: what it means, who answers for it, by when, what stands in the way; done in one tap. */
export function StepItem(props: { siteId: string; step: Step; runs: boolean; may: boolean }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { step } = props;
  const name = step.name === null ? (step.title ?? '') : read(step.name);
  const who = step.person ?? step.who ?? t('step.unassigned');
  const when =
    step.doneOn === null
      ? step.dueOn && t('step.due', { day: format.day(step.dueOn) })
      : t('step.doneOn', { day: format.day(step.doneOn) });
  return (
    <li className={classes['step']}>
      <div>
        <Row gap={2}>
          <h4>{name}</h4>
          <Badge tone={tones[step.state]}>{t(`state.${step.state}`)}</Badge>
        </Row>
        {step.about && <p className={classes['quiet']}>{read(step.about)}</p>}
        <p>{[who, when].filter(Boolean).join(' · ')}</p>
        {step.inTheWay !== null && step.doneOn === null && (
          <p className={classes['words']}>{t('step.blocked', { what: step.inTheWay })}</p>
        )}
      </div>
      {props.may && <Doing {...props} name={name} />}
    </li>
  );
}

function Doing(props: { siteId: string; step: Step; runs: boolean; name: string }) {
  const t = useWords(words);
  const { step, runs, name } = props;
  const [sheet, setSheet] = useState<'move' | 'settle' | undefined>(undefined);
  const { act, busy, failure } = useAct(() => undefined);
  const { id, version } = step;
  const close = () => setSheet(undefined);
  const move = (doneOn: object) => void act(() => api.moveStep({ id, version, ...doneOn }), t('saved'));
  const kept = step.inTheWay === null ? {} : { inTheWay: step.inTheWay };
  const items = [
    ...(step.doneOn === null ? [] : [{ label: t('step.undo'), onChoose: () => move(kept) }]),
    { label: t('step.move'), onChoose: () => setSheet('move') },
    ...(runs ? [{ label: t('step.settle'), onChoose: () => setSheet('settle') }] : []),
  ];
  return (
    <div className={classes['screenOnly']}>
      <Row gap={1}>
        {step.doneOn === null && !step.notNeeded && (
          <Button
            size="small"
            busy={busy}
            label={t('step.doneOf', { step: name })}
            onClick={() => move({ ...kept, doneOn: todayHere() })}
          >
            {t('step.done')}
          </Button>
        )}
        <MoreMenu label={t('step.moreOf', { step: name })} items={items} />
      </Row>
      <Failure of={failure} while="doing" />
      {sheet === 'move' && <MoveStepSheet step={step} name={name} onClose={close} />}
      {sheet === 'settle' && <SettleSheet siteId={props.siteId} step={step} name={name} onClose={close} />}
    </div>
  );
}
