import { refuse } from '../../refusal.ts';
import { type Reader, type ReaderProcess, startReader } from './child.ts';
import type { IncomingFile, ReadTable, ReadText } from './message.ts';
import { type FileLimits, FileProblem, fileLimits } from './problem.ts';

/** One file of an unpacked archive, read in order; its name is a label, never a path to write to. */
export type UnpackedEntry = { readonly name: string; readonly content: AsyncIterable<Uint8Array> };

/** The one way a foreign file comes into the house. Every method refuses with `kernel.file…` and a sentence. */
export type Intake = {
  /** Reads the text of a document; offsets in the answer are Unicode code points. */
  readonly text: (file: IncomingFile) => Promise<ReadText>;
  /** Reads the first sheet of a table, CSV or Excel, whole. */
  readonly table: (file: IncomingFile) => Promise<ReadTable>;
  /** Unpacks an archive entry by entry; nothing is written to disk and no archive inside is opened. Of entries without one of the `endings` only the name comes. */
  readonly unpack: (file: IncomingFile, endings?: readonly string[]) => AsyncGenerator<UnpackedEntry>;
  /** The process that reads, while there is one. */
  readonly processId: () => number | undefined;
  readonly close: () => void;
};

const waitingAtMost = 32;
const filesAReader = 500;

/** Opens an intake: one reader process, started at the first file, replaced when it dies, stopped when idle. */
export function openIntake(limits: FileLimits = fileLimits): Intake {
  const state: State = {
    reader: undefined,
    served: 0,
    waiting: 0,
    tail: Promise.resolve(),
    idle: undefined,
    limits,
  };
  return {
    text: (file) => inTurn(state, file, readText),
    table: (file) => inTurn(state, file, readTable),
    unpack: (file, endings) => unpackInTurn(state, file, endings),
    processId: () => (state.reader?.alive() ? state.reader.process.pid : undefined),
    close: () => drop(state),
  };
}

/** The intake that every upload of this server goes through. */
export const intake: Intake = openIntake();

type State = {
  reader: ReaderProcess | undefined;
  served: number;
  waiting: number;
  tail: Promise<void>;
  idle: NodeJS.Timeout | undefined;
  readonly limits: FileLimits;
};

async function readText(reader: Reader, file: IncomingFile, limits: FileLimits): Promise<ReadText> {
  reader.tell({ id: 1, task: 'text', bytes: file.bytes, limits });
  for (;;) {
    const said = await reader.next();
    if (said.say === 'text') return said.result;
    if (said.say === 'problem') throw new FileProblem(said.reason, said.facts);
  }
}

async function readTable(reader: Reader, file: IncomingFile, limits: FileLimits): Promise<ReadTable> {
  reader.tell({ id: 1, task: 'table', bytes: file.bytes, limits });
  for (;;) {
    const said = await reader.next();
    if (said.say === 'table') return said.result;
    if (said.say === 'problem') throw new FileProblem(said.reason, said.facts);
  }
}

async function inTurn<T>(
  state: State,
  file: IncomingFile,
  work: (reader: Reader, file: IncomingFile, limits: FileLimits) => Promise<T>,
): Promise<T> {
  const turn = await takeTurn(state, file);
  try {
    return await work(turn.reader, file, state.limits);
  } catch (error) {
    throw asRefusal(error, file);
  } finally {
    turn.done();
  }
}

async function* unpackInTurn(
  state: State,
  file: IncomingFile,
  endings?: readonly string[],
): AsyncGenerator<UnpackedEntry> {
  const turn = await takeTurn(state, file);
  let finished = false;
  try {
    turn.reader.tell({ id: 1, task: 'unpack', bytes: file.bytes, limits: state.limits, endings });
    let said = await turn.reader.next();
    while (said.say === 'entry') {
      const rest: Rest = { said: undefined };
      const chunks = chunksOf(turn.reader, rest, file);
      yield { name: said.name, content: { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) } };
      while (!(await chunks.next()).done);
      said = rest.said ?? (await turn.reader.next());
    }
    finished = true;
    if (said.say === 'problem') throw new FileProblem(said.reason, said.facts);
  } catch (error) {
    throw asRefusal(error, file);
  } finally {
    if (!finished) turn.reader.stop('fileReaderDied');
    turn.done();
  }
}

type Rest = { said: Awaited<ReturnType<Reader['next']>> | undefined };

async function* chunksOf(reader: Reader, rest: Rest, file: IncomingFile): AsyncGenerator<Uint8Array> {
  while (rest.said === undefined) {
    const said = await reader.next().catch((error: unknown) => {
      throw asRefusal(error, file);
    });
    if (said.say !== 'chunk') {
      rest.said = said;
      if (said.say === 'problem') throw asRefusal(new FileProblem(said.reason, said.facts), file);
      return;
    }
    yield said.bytes;
    reader.tell({ id: 1, task: 'more' });
  }
}

async function takeTurn(state: State, file: IncomingFile): Promise<{ reader: Reader; done: () => void }> {
  const limit = Math.round(state.limits.fileBytes / 1_048_576);
  if (file.bytes.length === 0) throw refuse('invalid', 'kernel.fileEmpty', { file: file.name });
  if (file.bytes.length > state.limits.fileBytes)
    throw refuse('invalid', 'kernel.fileTooLarge', { file: file.name, limit });
  if (state.waiting >= waitingAtMost) throw refuse('busy', 'kernel.fileQueue', { file: file.name });
  state.waiting += 1;
  const before = state.tail;
  const { promise, resolve } = Promise.withResolvers<void>();
  state.tail = promise;
  await before;
  clearTimeout(state.idle);
  if (!state.reader?.alive() || state.served >= filesAReader) renew(state);
  state.served += 1;
  const served = (state.reader ?? renew(state)).serve(state.limits);
  const done = () => {
    served.end();
    state.waiting -= 1;
    state.idle = setTimeout(() => drop(state), 15_000).unref();
    resolve();
  };
  return { reader: served, done };
}

function renew(state: State): ReaderProcess {
  drop(state);
  state.reader = startReader();
  state.served = 0;
  return state.reader;
}

function drop(state: State): void {
  clearTimeout(state.idle);
  state.reader?.process.kill('SIGKILL');
  state.reader = undefined;
}

function asRefusal(error: unknown, file: IncomingFile): unknown {
  if (!(error instanceof FileProblem)) return error;
  return refuse('invalid', `kernel.${error.reason}`, { file: file.name, ...error.facts });
}
