import pg from 'pg';
import { type Problem, Refusal, refuse, statusOf } from '../refusal.ts';
import { type Fill, type Locale, say, type Words } from '../words.ts';
import { OutcomeUnknown } from './scope.ts';

/** Where the sentences of refusals are found: each module's words, by module name. */
export type Sentences = ReadonlyMap<string, Words>;

/** Turns what the database says no with into a refusal in the product's terms; anything else stays a fault. */
function fromDatabase(reason: pg.DatabaseError): Refusal | undefined {
  const facts = reason.constraint === undefined ? {} : { rule: reason.constraint };
  switch (reason.code) {
    case '23505':
      return refuse('conflict', 'kernel.alreadyThere', facts);
    case '23503':
      return refuse('invalid', 'kernel.pointsNowhere', facts);
    case '23502':
    case '23514':
    case '22001':
      return refuse('invalid', 'kernel.breaksRule', facts);
    case '42501':
      return /row-level security/.test(reason.message)
        ? refuse('forbidden', 'kernel.rowNotAllowed')
        : undefined;
    case 'TR001':
      return refuse('conflict', 'kernel.changedMeanwhile');
    case 'TR002':
      return refuse('conflict', reason.constraint ?? 'kernel.breaksRule');
    case '40001':
    case '40P01':
    case '55P03':
    case '57014':
      return refuse('busy', 'kernel.databaseBusy');
    case '53100':
      return refuse('busy', 'kernel.diskFull');
    default:
      return reason.code?.startsWith('57P') || reason.code?.startsWith('08')
        ? refuse('busy', 'kernel.databaseBusy')
        : undefined;
  }
}

/** The refusal inside whatever was thrown, if it is one. */
export function refusalIn(reason: unknown): Refusal | undefined {
  if (reason instanceof Refusal) return reason;
  if (reason instanceof pg.DatabaseError) return fromDatabase(reason);
  const message = reason instanceof Error ? reason.message : '';
  return /Connection terminated|connection timeout|Query read timeout|ECONNRE/i.test(message)
    ? refuse('busy', 'kernel.databaseBusy')
    : undefined;
}

function titleOf(code: string, locale: Locale, facts: Refusal['facts'], sentences: Sentences): string {
  const [module = 'kernel', reason = ''] = code.split('.');
  const words = sentences.get(module) ?? {};
  const key = `refusal.${reason}`;
  const kernel = sentences.get('kernel') ?? {};
  const fill = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  ) as Fill;
  return key in words ? say(words, key, locale, fill) : say(kernel, 'refusal.fault', locale, {});
}

/** The answer to whatever was thrown, in the reader's language. A fault gives its id and nothing else. */
export function problemFor(reason: unknown, id: string, locale: Locale, sentences: Sentences): Problem {
  if (reason instanceof OutcomeUnknown) {
    return {
      type: 'about:blank',
      title: titleOf('kernel.outcomeUnknown', locale, {}, sentences),
      status: 503,
      code: 'kernel.outcomeUnknown',
      kind: 'unknown',
      facts: {},
      id,
    };
  }
  const refusal = refusalIn(reason);
  if (!refusal) {
    return {
      type: 'about:blank',
      title: titleOf('kernel.fault', locale, {}, sentences),
      status: 500,
      code: 'kernel.fault',
      kind: 'fault',
      facts: {},
      id,
    };
  }
  const { kind, code, facts } = refusal;
  return {
    type: 'about:blank',
    title: titleOf(code, locale, facts, sentences),
    status: statusOf[kind],
    code,
    kind,
    facts,
    id,
  };
}

/** What may stand in a log about a fault: its class, SQLSTATE, constraint and our own frames; never a message that could hold a value. */
export function traceOf(reason: unknown): Record<string, unknown> {
  if (!(reason instanceof Error)) return { thrown: typeof reason };
  const frames = (reason.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  const database =
    reason instanceof pg.DatabaseError
      ? { sqlstate: reason.code, rule: reason.constraint, table: reason.table, routine: reason.routine }
      : {};
  const own = reason instanceof TypeError || reason instanceof RangeError || reason.constructor === Error;
  return {
    name: reason.name,
    ...database,
    ...(own && !(reason instanceof SyntaxError) ? { message: reason.message.slice(0, 200) } : {}),
    frames,
  };
}
