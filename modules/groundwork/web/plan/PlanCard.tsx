import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { StackedBar } from '../../../../ui/chart/BarChart.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useProgramName, useRead } from '../../../pathway/web/index.ts';
import type { Plan, Step } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import classes from '../groundwork.module.css';
import { AddStepSheet, ClosePlan, MoveSheet } from './PlanSheets.tsx';
import { StepItem } from './StepItem.tsx';

const pressing = (step: Step) => step.state === 'late' || step.state === 'blocked';

/** One plan: how ready it is, phase by phase, with what is late or blocked. */
export function PlanCard({ siteId, plan, runs }: { siteId: string; plan: Plan; runs: boolean }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const program = useProgramName();
  const [only, setOnly] = useState(false);
  const open = runs && plan.closedOn === null;
  const steps = plan.steps.filter((step) => !only || pressing(step));
  const hint =
    plan.closedOn === null
      ? t('plan.opensLine', { day: format.day(plan.opensOn) })
      : t('plan.closed', { day: format.day(plan.closedOn) });
  return (
    <Panel title={program(plan.programCode)} hint={hint} actions={<Doing plan={plan} open={open} />}>
      <Stack>
        <Readiness plan={plan} />
        <div className={classes['screenOnly']}>
          <CheckField label={t('plan.only')} checked={only} onChange={setOnly} />
        </div>
        {only && steps.length === 0 && <p className={classes['quiet']}>{t('plan.nothingLate')}</p>}
        {plan.phases.map((phase) => {
          const own = steps.filter((step) => step.phaseCode === phase.code);
          const { done, needed, late } = phase;
          const counts = { done: format.number(done), needed: format.number(needed) };
          return (
            own.length > 0 && (
              <section key={phase.code} aria-label={read(phase.name)}>
                <h3>{read(phase.name)}</h3>
                <p className={classes['quiet']}>
                  {late > 0
                    ? t('plan.phaseLate', { ...counts, late: format.number(late) })
                    : t('plan.phaseOf', counts)}
                </p>
                <ul className={classes['steps']}>
                  {own.map((step) => (
                    <StepItem
                      key={step.id}
                      siteId={siteId}
                      step={step}
                      runs={open}
                      may={plan.closedOn === null && (runs || step.mine)}
                    />
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </Stack>
    </Panel>
  );
}

function Readiness({ plan }: { plan: Plan }) {
  const t = useWords(words);
  const format = useFormat();
  const count = (state: Step['state']) => plan.steps.filter((step) => step.state === state).length;
  const parts = (['done', 'to_do', 'blocked', 'late'] as const).map((state) => ({
    label: t(`state.${state}`),
    value: count(state),
    shown: format.number(count(state)),
  }));
  return (
    <div>
      <p>
        <strong>
          {t('plan.readyOf', { done: format.number(plan.done), needed: format.number(plan.needed) })}
        </strong>
      </p>
      <StackedBar title={t('plan.ready')} parts={parts} caption={false} />
    </div>
  );
}

const sheets = { move: MoveSheet, add: AddStepSheet, close: ClosePlan } as const;

function Doing({ plan, open }: { plan: Plan; open: boolean }) {
  const t = useWords(words);
  const [what, setWhat] = useState<keyof typeof sheets | undefined>(undefined);
  const Sheet = what && sheets[what];
  return (
    <div className={classes['screenOnly']}>
      <Row gap={1}>
        <Button size="small" onClick={() => window.print()}>
          {t('plan.print')}
        </Button>
        {open && (
          <MoreMenu
            label={t('plan.more')}
            items={[
              { label: t('step.add'), onChoose: () => setWhat('add') },
              { label: t('plan.move'), onChoose: () => setWhat('move') },
              { label: t('plan.close'), onChoose: () => setWhat('close') },
            ]}
          />
        )}
      </Row>
      {Sheet && <Sheet plan={plan} onClose={() => setWhat(undefined)} />}
    </div>
  );
}
