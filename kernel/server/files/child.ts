import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ask, Say } from './message.ts';
import { type FileLimits, FileProblem, type FileReason } from './problem.ts';

/** The reader process while it serves one file: what it says arrives through `next`, its end as a problem. */
export type Reader = {
  readonly tell: (ask: Ask) => void;
  readonly next: () => Promise<Say>;
  readonly stop: (reason: FileReason) => void;
};

/** A process that reads foreign files, and nothing else: no network, no environment, no file but our own code, bounded memory. */
export type ReaderProcess = {
  readonly process: ChildProcess;
  readonly serve: (limits: FileLimits) => Reader & { readonly end: () => void };
  readonly alive: () => boolean;
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const entry = fileURLToPath(new URL('./worker.ts', import.meta.url));
const flags = [
  '--permission',
  `--allow-fs-read=${root}kernel/*`,
  `--allow-fs-read=${root}node_modules/*`,
  `--allow-fs-read=${realpathSync(`${root}node_modules`)}/*`,
  `--allow-fs-read=${root}package.json`,
  '--max-old-space-size=256',
  '--no-warnings',
];

/** Starts a reader process; it ends by itself when its parent does. */
export function startReader(): ReaderProcess {
  const child = fork(entry, [], {
    execArgv: flags,
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined);
  rest(child, true);
  return {
    process: child,
    alive: () => !child.killed && child.exitCode === null && child.signalCode === null && child.connected,
    serve: (limits) => serve(child, limits),
  };
}

function serve(child: ChildProcess, limits: FileLimits): Reader & { end: () => void } {
  const heard: Say[] = [];
  let wake: (() => void) | undefined;
  let over: FileReason | undefined;
  const finish = (reason: FileReason) => {
    over ??= reason;
    wake?.();
  };
  const stop = (reason: FileReason) => {
    finish(reason);
    child.kill('SIGKILL');
  };
  const onMessage = (said: Say) => {
    heard.push(said);
    wake?.();
  };
  const onExit = (code: number | null, signal: string | null) =>
    finish(signal === 'SIGABRT' || code === 134 ? 'fileTooHeavy' : 'fileReaderDied');
  child.on('message', onMessage).on('exit', onExit);
  rest(child, false);
  const clock = setTimeout(() => stop('fileTooSlow'), limits.wallClock);
  const scale = setInterval(() => residentBytes(child) > limits.memory && stop('fileTooHeavy'), 40);
  const next = async (): Promise<Say> => {
    while (heard.length === 0 && over === undefined) await new Promise<void>((resolve) => (wake = resolve));
    const said = heard.shift();
    if (said === undefined) throw new FileProblem(over ?? 'fileReaderDied');
    return said;
  };
  const end = () => {
    clearTimeout(clock);
    clearInterval(scale);
    child.off('message', onMessage).off('exit', onExit);
    rest(child, true);
  };
  return { tell: (ask) => void child.send(ask, () => undefined), next, stop, end };
}

/** A resting reader does not keep the server from ending. */
function rest(child: ChildProcess, resting: boolean): void {
  if (resting) child.unref();
  else child.ref();
  if (resting) child.channel?.unref();
  else child.channel?.ref();
}

/** The memory a process holds, in bytes; 0 where the system does not tell (the heap limit still holds there). */
export function residentBytes(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
