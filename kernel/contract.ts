import type { z } from 'zod';

/** Who may ask: everybody, everybody signed in, or people who hold one of the named roles somewhere. Rows are guarded by the database. */
export type Who = 'public' | 'signed-in' | readonly string[];

/** Any zod schema; constrained on its inferred types only, which keeps type checking fast. */
export type Schema = z.ZodType;

type Facts<I extends Schema, O extends Schema> = {
  readonly input: z.output<I>;
  readonly output: z.output<O>;
};

export type OperationKind = 'command' | 'query' | 'upload' | 'download';

/** One thing that may be asked of a module. It is reached at `POST /api/<module>.<name>`. */
export type Operation<I extends Schema = Schema, O extends Schema = Schema> = {
  readonly kind: OperationKind;
  /** One sentence: what it means in the field. */
  readonly about: string;
  readonly who: Who;
  readonly input: I;
  readonly output: O;
  /** The clients (or other named persons) whose record was read or written; each becomes a subject of the audit event. */
  readonly subjects?: ((facts: Facts<I, O>) => readonly string[]) | undefined;
  /** Asks for a fresh proof of who is acting (a passkey or password given in the last few minutes). */
  readonly stepUp?: true | undefined;
  /** The largest file an upload may bring, in bytes. */
  readonly maxBytes?: number | undefined;
  /** An upload that only looks: its answer, which may hold what people said, is not kept for a second sending. */
  readonly keepsNothing?: true | undefined;
};

export type Operations = Readonly<Record<string, Operation>>;

/** What a module may be asked, by name. */
export type Contract<Ops extends Operations = Operations> = {
  readonly module: string;
  readonly operations: Ops;
};

type Described<I extends Schema, O extends Schema> = Omit<Operation<I, O>, 'kind'>;

/** Changes something: needs an idempotency key, is audited, answers ids and versions only. */
export function command<I extends Schema, O extends Schema>(of: Described<I, O>) {
  return { kind: 'command', ...of } as const;
}

/** Reads: audited whenever it names subjects. */
export function query<I extends Schema, O extends Schema>(of: Described<I, O>) {
  return { kind: 'query', ...of } as const;
}

/** A command that brings files: multipart, the JSON part `input` first. */
export function upload<I extends Schema, O extends Schema>(of: Described<I, O>) {
  return { kind: 'upload', ...of } as const;
}

/** A query whose answer is a file. */
export function download<I extends Schema>(of: Omit<Described<I, Schema>, 'output'> & { output: Schema }) {
  return { kind: 'download', ...of } as const;
}

/** Names a module's operations. */
export function contract<const Ops extends Operations>(module: string, operations: Ops): Contract<Ops> {
  return { module, operations };
}

/** What a caller sends to an operation. */
export type InputOf<O extends Operation> = z.input<O['input']>;

/** What an operation's use case receives. */
export type ParsedOf<O extends Operation> = z.output<O['input']>;

/** What a caller gets back. */
export type OutputOf<O extends Operation> = z.output<O['output']>;
