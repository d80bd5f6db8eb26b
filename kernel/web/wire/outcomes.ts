import type { Facts, Problem } from '../../refusal.ts';

/** The server answered no, or failed: `title` is already in the reader's language. */
export class Refused extends Error {
  readonly kind: Problem['kind'];
  readonly code: string;
  readonly facts: Facts;
  readonly status: number;
  /** Names the event in the server's log; shown for faults only. */
  readonly id: string;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'Refused';
    this.kind = problem.kind;
    this.code = problem.code;
    this.facts = problem.facts;
    this.status = problem.status;
    this.id = problem.id;
  }
  /** True when the same request would be done after the person shows once more who they are. */
  get needsProof(): boolean {
    return this.code.endsWith('.stepUp') || this.code.endsWith('.proofNeeded');
  }
}

/** No answer came: whether the server did it is not known; repeating with the same key is safe. */
export class Offline extends Error {
  constructor() {
    super('offline');
    this.name = 'Offline';
  }
}

/** Reads an answer that is not 2xx; a body that is no problem document becomes a fault. */
export function refusedFrom(status: number, body: unknown): Refused {
  const problem = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  return new Refused({
    type: problem.type ?? 'about:blank',
    title: problem.title ?? '',
    status,
    code: problem.code ?? 'kernel.fault',
    kind: problem.kind ?? (status === 401 ? 'unauthenticated' : status === 503 ? 'unknown' : 'fault'),
    facts: problem.facts ?? {},
    id: problem.id ?? '',
  });
}
