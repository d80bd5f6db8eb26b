/** The six ways Tributary says no. Anything else that goes wrong is a fault (500) and tells nothing. */
export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'busy';

/** Facts travel to the reader's screen: plain values that fill the holes of the sentence, never personal data of others. */
export type Facts = Readonly<Record<string, unknown>>;

/** A refusal is an answer, not an error: `code` is `<module>.<reason>` and `refusal.<reason>` in that module's words. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly facts: Facts;
  constructor(kind: RefusalKind, code: string, facts: Facts = {}) {
    super(`${kind} ${code}`);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }
}

/** The one table that turns a refusal into an HTTP status. */
export const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  busy: 429,
};

/** Makes a refusal: `throw refuse('conflict', 'care.noteChanged', { version: 3 })`. */
export function refuse(kind: RefusalKind, code: string, facts: Facts = {}): Refusal {
  return new Refusal(kind, code, facts);
}

/** Gives the value, or refuses as `missing`: a hidden row and an absent row look the same. */
export function found<T>(value: T | undefined | null, code: string): T {
  if (value === undefined || value === null) throw refuse('missing', code);
  return value;
}

/** The body of an answer that refuses (RFC 9457, problem details). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly kind: RefusalKind | 'fault' | 'unknown';
  readonly facts: Facts;
  readonly id: string;
};
