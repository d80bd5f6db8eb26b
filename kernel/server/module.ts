import type { FastifyInstance } from 'fastify';
import type { Contract, Operation, Operations, OutputOf, ParsedOf } from '../contract.ts';
import type { Words } from '../words.ts';
import type { Heard } from './events.ts';
import type { Database, Tx } from './scope.ts';

/** A file that came with an upload, already on disk, size-limited; it is removed when the request ends. */
export type ReceivedFile = { readonly name: string; readonly path: string; readonly bytes: number };

/** A file that leaves. `render` runs after the transaction has committed. */
export type LeavingFile = {
  readonly name: string;
  readonly type: string;
  readonly render: () => Promise<Uint8Array | NodeJS.ReadableStream>;
};

/** What a use case knows of the request besides its input: files of an upload, a way to set or clear the session cookie, the caller's address. */
export type Around = {
  readonly files: readonly ReceivedFile[];
  readonly address: string;
  readonly device: string;
  setSession(token: string | null): void;
};

type Answer<O extends Operation> = O['kind'] extends 'download' ? LeavingFile : OutputOf<O>;

/** The use case behind an operation: one function, in one transaction, as one person. */
export type UseCase<O extends Operation> = (tx: Tx, input: ParsedOf<O>, around: Around) => Promise<Answer<O>>;

/** One use case for each operation of a contract. */
export type UseCases<Ops extends Operations> = { readonly [Name in keyof Ops]: UseCase<Ops[Name]> };

/** Code that needs more than one transaction: runs beside the operations with the door itself (jobs, streams, standard read APIs). */
export type Extra = (app: FastifyInstance, database: Database) => void;

/** A module as the server sees it. */
export type ServerModule = {
  readonly contract: Contract;
  readonly useCases: Readonly<Record<string, (tx: Tx, input: never, around: Around) => Promise<unknown>>>;
  readonly words: Words;
  readonly listeners: readonly Heard[];
  readonly extra?: Extra | undefined;
};

/** Joins a contract with its use cases; a missing or surplus use case does not compile. */
export function serve<Ops extends Operations>(
  contract: Contract<Ops>,
  useCases: UseCases<Ops>,
  more: { readonly words: Words; readonly listeners?: readonly Heard[]; readonly extra?: Extra },
): ServerModule {
  return {
    contract,
    useCases: useCases as ServerModule['useCases'],
    words: more.words,
    listeners: more.listeners ?? [],
    extra: more.extra,
  };
}
