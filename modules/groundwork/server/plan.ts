import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { addDays, daysBetween } from '../../../kernel/time.ts';
import { namesOf } from '../../identity/server/index.ts';
import { programAt } from '../../pathway/server/index.ts';
import type { groundwork, Plan, Step } from '../contract.ts';
import { dueBefore, endingOf, readinessOf, stepState } from '../model.ts';
import { knownIn, type Lists, listsOf, runsSite, seesSite } from './place.ts';
import { nextAt } from './queries/entry.ts';
import { fundingAt } from './queries/footing.ts';
import * as places from './queries/place.ts';
import * as rows from './queries/plan.ts';

type Cases = UseCases<typeof groundwork.operations>;

async function thePlan(tx: Tx, id: string): Promise<rows.PlanRow> {
  const plan = found(await rows.planById(tx, id), 'groundwork.noSuchPlan');
  await runsSite(tx, plan.siteId);
  return plan;
}

/** Begins a plan from the steps of the published list, each due so many weeks before the day hoped for. */
export const startPlan: Cases['startPlan'] = async (tx, { id, siteId, programCode, opensOn }) => {
  const { organisationId } = await runsSite(tx, siteId);
  await programAt(tx, siteId, programCode);
  const lists = await listsOf(tx);
  const row = { id, siteId, organisationId, programCode, opensOn, templateVersion: lists.version };
  if ((await rows.insertPlan(tx, row)) !== 1) throw refuse('conflict', 'groundwork.planThere');
  const phases = lists.of('phase');
  const steps = phases.flatMap((phase) =>
    lists
      .of('step')
      .filter((step) => step.parent === phase.code)
      .map((step) => ({
        id: newId(),
        phaseCode: phase.code,
        stepCode: step.code,
        dueOn: dueBefore(opensOn, Number(step.facts?.['weeks'] ?? 0)),
      })),
  );
  await rows.insertSteps(tx, { ...row, version: 1, closedOn: null }, steps);
  tx.emit('groundwork.planStarted', id, { siteId, programCode });
  return { id, version: 1 };
};

/** Moves the day hoped for, and the open steps by as many days. */
export const movePlan: Cases['movePlan'] = async (tx, { id, version, opensOn }) => {
  const plan = await thePlan(tx, id);
  if ((await rows.updatePlan(tx, { id, version, opensOn, closedOn: null })) !== 1)
    throw refuse('conflict', 'groundwork.changed', { current: { version: plan.version } });
  await rows.shiftSteps(tx, id, daysBetween(plan.opensOn, opensOn));
  return { id, version: version + 1 };
};

/** Puts a plan away. */
export const closePlan: Cases['closePlan'] = async (tx, { id, version }) => {
  const plan = await thePlan(tx, id);
  const closedOn = await places.today(tx);
  if ((await rows.updatePlan(tx, { id, version, opensOn: plan.opensOn, closedOn })) !== 1)
    throw refuse('conflict', 'groundwork.changed', { current: { version: plan.version } });
  return { id, version: version + 1 };
};

/** Adds a step in one's own words. */
export const addStep: Cases['addStep'] = async (tx, { id, planId, phaseCode, title, dueOn }) => {
  const plan = await thePlan(tx, planId);
  if (plan.closedOn !== null) throw refuse('conflict', 'groundwork.planClosed');
  knownIn(await listsOf(tx, plan.templateVersion), 'phase', phaseCode);
  await rows.insertOwnStep(tx, plan, { id, phaseCode, title, dueOn: dueOn ?? null });
  return { id, version: 1 };
};

async function change(
  tx: Tx,
  step: rows.StepRow,
  version: number,
  more: Partial<rows.StepRow>,
): Promise<void> {
  const plan = found(await rows.planById(tx, step.planId), 'groundwork.noSuchPlan');
  if (plan.closedOn !== null) throw refuse('conflict', 'groundwork.planClosed');
  if ((await rows.updateStep(tx, { ...step, ...more, version })) !== 1)
    throw refuse('conflict', 'groundwork.changed', { current: { version: step.version } });
}

/** Says who answers for a step, by when, and whether it is needed here. */
export const settleStep: Cases['settleStep'] = async (
  tx,
  { id, version, accountId, who, dueOn, notNeeded },
) => {
  const step = found(await rows.stepById(tx, id), 'groundwork.noSuchStep');
  await runsSite(tx, step.siteId);
  if (accountId !== undefined && !(await places.worksAt(tx, accountId, step.siteId)))
    throw refuse('missing', 'groundwork.noSuchPerson');
  if (notNeeded && step.doneOn !== null) throw refuse('conflict', 'groundwork.alreadyDone');
  await change(tx, step, version, {
    accountId: accountId ?? null,
    who: who || null,
    dueOn: dueOn ?? null,
    notNeeded,
  });
  return { id, version: version + 1 };
};

/** Says that a step is done, or what stands in its way. */
export const moveStep: Cases['moveStep'] = async (tx, { id, version, doneOn, inTheWay }) => {
  const step = found(await rows.stepById(tx, id), 'groundwork.noSuchStep');
  if (step.accountId !== tx.actor.accountId) await runsSite(tx, step.siteId);
  if (doneOn !== undefined && doneOn > (await places.today(tx))) throw refuse('invalid', 'groundwork.notYet');
  await change(tx, step, version, {
    doneOn: doneOn ?? null,
    inTheWay: inTheWay || null,
    notNeeded: doneOn === undefined && step.notNeeded,
  });
  if (doneOn !== undefined) tx.emit('groundwork.stepDone', id, { siteId: step.siteId });
  return { id, version: version + 1 };
};

type Around = { readonly lists: Lists; readonly names: ReadonlyMap<string, string>; readonly today: string };

function shown(tx: Tx, row: rows.StepRow, { lists, names, today }: Around): Step {
  const entry = lists.of('step').find((one) => one.code === row.stepCode);
  const { planId: _plan, siteId: _site, stepCode: _code, ...step } = row;
  return {
    ...step,
    name: entry?.name ?? null,
    about: entry?.definition ?? null,
    person: row.accountId === null ? null : (names.get(row.accountId) ?? ''),
    state: stepState(row, today),
    mine: row.accountId === tx.actor.accountId,
  };
}

function planShown(plan: rows.PlanRow, steps: readonly Step[], lists: Lists): Plan {
  const { siteId: _site, organisationId: _organisation, templateVersion: _template, ...kept } = plan;
  const phases = lists.of('phase').map(({ code, name }) => {
    const states = steps.filter((step) => step.phaseCode === code).map((step) => step.state);
    return { code, name, ...readinessOf(states), late: states.filter((state) => state === 'late').length };
  });
  return { ...kept, ...readinessOf(steps.map((step) => step.state)), phases, steps: [...steps] };
}

/** The plans of a site. */
export const plans: Cases['plans'] = async (tx, { siteId }) => {
  const { runs } = await seesSite(tx, siteId);
  const today = await places.today(tx);
  const kept = await rows.plansAt(tx, siteId);
  const steps = await rows.stepsOf(
    tx,
    kept.map(({ id }) => id),
  );
  const names = await namesOf(
    tx,
    steps.flatMap((step) => step.accountId ?? []),
  );
  const all = [];
  for (const plan of kept) {
    const lists = await listsOf(tx, plan.templateVersion);
    const own = steps.filter((step) => step.planId === plan.id);
    all.push(
      planShown(
        plan,
        own.map((step) => shown(tx, step, { lists, names, today })),
        lists,
      ),
    );
  }
  return { today, runs, plans: all };
};

const soonDays = 14;

/** What is due now for the actor, and at the sites they run. */
export const today: Cases['today'] = async (tx) => {
  const day = await places.today(tx);
  const until = addDays(day, soonDays);
  const run = await places.sitesRun(tx);
  const lists = await listsOf(tx);
  const steps = (await rows.mySteps(tx, until)).map((row) => {
    const { id, name, title, dueOn, state } = shown(tx, row, { lists, names: new Map(), today: day });
    return { id, name, title, dueOn, state, siteId: row.siteId };
  });
  const money = (await fundingAt(tx, run)).flatMap(({ id, siteId, source, lastOn, renewal }) => {
    const ending = endingOf(lastOn, renewal, day);
    return lastOn === null || ending === 'far' ? [] : [{ id, siteId, source, lastOn, ending }];
  });
  const late = await rows.lateAt(tx, run, day);
  return { steps, late, next: await nextAt(tx, run, until), money, planned: await rows.sitesPlanned(tx) };
};
