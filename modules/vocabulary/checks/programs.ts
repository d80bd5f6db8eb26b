import type { Named } from '../shapes/header.ts';
import type { Program } from '../shapes/program.ts';
import { stageStates } from '../shapes/stageStates.ts';
import { repeated } from './systems.ts';

const listsOf = (program: Program): Readonly<Record<string, readonly Pick<Named, 'code'>[]>> => ({
  stage: program.stages,
  principle: program.principles,
  role: program.roles,
  'contact kind': program.contact.kinds,
  place: program.contact.places,
  'contact outcome': program.contact.outcomes,
  'next step': program.contact.nextSteps,
  goal: program.goals,
  outcome: program.outcomes,
  'referral source': program.referralSources,
  'decline reason': program.declineReasons,
  'close reason': program.closeReasons,
  priority: program.waitlist.priorities,
});

/** What is wrong with a program model: codes given twice, a pathway with holes or out of order, sentences that end before they begin, measures nobody defined. */
export function programFaults(program: Program, measures: ReadonlySet<string>): string[] {
  const twice = Object.entries(listsOf(program)).flatMap(([name, list]) =>
    repeated(list.map((one) => one.code)).map((code) => `${name} ${code} is given twice`),
  );
  const states = program.stages.map((stage) => stageStates.indexOf(stage.state));
  const holes = stageStates.filter((state) => !program.stages.some((stage) => stage.state === state));
  const named = [...program.measures, ...program.outcomes.flatMap((one) => one.measure ?? [])];
  return [
    ...twice,
    ...repeated(program.eligibility.map((one) => one.id)).map((id) => `eligibility ${id} is given twice`),
    ...holes.map((state) => `no stage is ${state}`),
    ...(states.some((state, index) => state < (states[index - 1] ?? 0))
      ? ['the stages are out of order']
      : []),
    ...program.eligibility
      .filter((one) => one.to !== undefined && one.to <= one.from)
      .map((one) => `eligibility ${one.id} ends before it begins`),
    ...[...new Set(named)].filter((key) => !measures.has(key)).map((key) => `measure ${key} is not defined`),
    ...(program.capacity && !program.roles.some((role) => role.code === program.capacity?.perRole)
      ? [`capacity names role ${program.capacity.perRole}, which is not there`]
      : []),
  ];
}
