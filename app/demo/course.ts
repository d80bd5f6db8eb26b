import { addDays } from '../../kernel/time.ts';
import type { Program } from '../../modules/vocabulary/model.ts';
import type { Draw } from './draw.ts';

/** The dates of one client's way through a program; absent ones did not happen. Days are calendar days, ends exclusive. */
export type Course = {
  readonly received: string;
  readonly answered?: string;
  readonly waitingFrom?: string;
  readonly waitingTo?: string;
  readonly enrolled?: string;
  readonly ended?: string;
  readonly state: 'sent' | 'accepted' | 'declined' | 'waiting' | 'in_progress' | 'helped' | 'withdrawn';
  readonly reason?: string;
  readonly stage?: string;
};

/** What changed at a site and when: from that day on, notes say the next step more often and first contacts come sooner. */
export type Turn = {
  readonly from: string;
  readonly nextStep: readonly [before: number, after: number];
  readonly firstContact: readonly [before: number, after: number];
};

const no = { state: 'sent' } as const;

/** Draws the way of one client, referred on a day, as things stand today. */
export function courseOf(draw: Draw, program: Program, received: string, today: string): Course {
  const answered = addDays(received, draw.between(1, 6));
  if (answered > today) return { received, ...no };
  const reason = draw.pick(program.declineReasons).code;
  if (draw.chance(0.09)) return { received, answered, state: 'declined', reason };
  const waitingFrom = answered;
  const waits = draw.chance(0.6) ? draw.between(6, 70) : 0;
  const enrolled = addDays(answered, waits + draw.between(1, 5));
  if (draw.chance(0.06) && addDays(answered, waits) <= today) {
    return {
      received,
      answered,
      waitingFrom,
      waitingTo: addDays(answered, waits),
      state: 'withdrawn',
      reason,
    };
  }
  if (enrolled > today)
    return waits > 0
      ? { received, answered, waitingFrom, state: 'waiting' }
      : { received, answered, state: 'accepted' };
  const waited = waits > 0 ? { waitingFrom, waitingTo: enrolled } : {};
  const stages = program.stages.filter((stage) => stage.state === 'enrolled');
  const ended = addDays(enrolled, draw.between(150, 900));
  const stage =
    stages[Math.min(stages.length - 1, Math.floor((daysTo(enrolled, today) / 420) * stages.length))]?.code ??
    '';
  if (ended <= today && draw.chance(0.7)) {
    return {
      received,
      answered,
      ...waited,
      enrolled,
      ended,
      state: 'helped',
      reason: draw.pick(program.closeReasons).code,
      stage: stages.at(-1)?.code ?? stage,
    };
  }
  return { received, answered, ...waited, enrolled, state: 'in_progress', stage };
}

const daysTo = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The days on which a client is seen, the first soon after enrolment. */
export function contactDays(draw: Draw, course: Course, turn: Turn | undefined, today: string): string[] {
  if (course.enrolled === undefined) return [];
  const [before, after] = turn?.firstContact ?? [9, 9];
  const days: string[] = [];
  const last = course.ended ?? addDays(today, 1);
  const start = addDays(
    course.received,
    draw.between(1, turn && course.received >= turn.from ? after : before),
  );
  for (let day = start; day < last; day = addDays(day, draw.between(5, 16))) days.push(day);
  return days.slice(0, 60);
}

/** Whether a contact says what happens next, which becomes more usual once the site tries it. */
export function saysNextStep(draw: Draw, turn: Turn | undefined, day: string): boolean {
  const [before, after] = turn?.nextStep ?? [0.55, 0.55];
  return draw.chance(turn && day >= turn.from ? after : before);
}
