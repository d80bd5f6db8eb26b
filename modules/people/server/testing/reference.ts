import type { Circle, Circumstance, Directive, Lock, Override, Question } from './cases.ts';

const holds = (period: { from: number; to: number | null }): boolean =>
  0 >= period.from && (period.to === null || 0 < period.to);

function isBound(directive: Directive, by: Circumstance): boolean {
  const mine = new Set([by.account, ...by.sites, ...by.organisations]);
  const target = directive.target ?? '';
  const answers: Record<Directive['binds'], () => boolean> = {
    everyone: () => true,
    organisation: () => by.organisations.includes(target),
    site: () => by.sites.includes(target),
    role: () => by.roles.includes(directive.role ?? ''),
    person: () => by.account === target,
    everyone_but: () => !mine.has(target),
  };
  return answers[directive.binds]();
}

const concerns = (said: string, asked: string): boolean => said === 'all' || said === asked;

/** A lock covers its record; a lock on a program covers what its organisation recorded in it, and for others whatever was recorded. */
function covers(lock: Lock, by: Circumstance, question: Question): boolean {
  if (lock.record !== null) return lock.record === question.record;
  if (lock.program !== question.program && !lock.classes.includes(question.dataClass)) return false;
  const ownElsewhere =
    question.organisation !== lock.organisation &&
    question.organisation !== null &&
    by.organisations.includes(question.organisation);
  return !ownElsewhere;
}

/** Those a lock spares: by name, or by their role at the site of the lock. */
const isSpared = (lock: Lock, by: Circumstance): boolean =>
  lock.accounts.includes(by.account) ||
  by.held.some(
    (place) =>
      lock.team !== null && place.site === lock.site && (lock.team === 'all' || lock.team === place.role),
  );

/** What the decision must be, worked out the slow way from the words of the rule; times are hours from now. */
export function mayByTheBook(
  known: {
    circle: readonly Circle[];
    directives: readonly Directive[];
    overrides: readonly Override[];
    locks: readonly Lock[];
  },
  by: Circumstance,
  question: Question,
): boolean {
  const inForce = known.directives.filter(
    (directive) =>
      holds(directive) &&
      concerns(directive.dataClass, question.dataClass) &&
      concerns(directive.purpose, by.purpose) &&
      isBound(directive, by),
  );
  const worksWithClients = by.roles.some(
    (role) => role === 'worker' || role === 'clinician' || role === 'coordinator',
  );
  if (by.roles.includes('system')) return true;
  if (!worksWithClients) return false;
  for (const directive of inForce) {
    if (directive.effect === 'deny' && directive.binds === 'person') return false;
  }
  for (const override of known.overrides) {
    if (override.account === by.account && holds(override)) return true;
  }
  let related = false;
  for (const circle of known.circle) {
    if (!holds(circle)) continue;
    if (circle.account === by.account || (circle.site !== null && by.sites.includes(circle.site)))
      related = true;
  }
  if (!related) return false;
  if (known.locks.some((lock) => holds(lock) && covers(lock, by, question) && !isSpared(lock, by)))
    return false;
  if (inForce.some((directive) => directive.effect === 'deny')) return false;
  if (question.organisation !== null && by.organisations.includes(question.organisation)) return true;
  return inForce.some((directive) => directive.effect === 'permit');
}
