import type { Ask, Job, Say } from './message.ts';
import { FileProblem, problemFrom } from './problem.ts';
import { contentOf, openArchive } from './read/archive.ts';
import { readDocument } from './read/document.ts';
import { readTable } from './read/table.ts';
import { shutNetwork } from './shut.ts';

shutNetwork();

const waiting = new Map<number, (go: boolean) => void>();

process.on('disconnect', () => process.exit(0));
process.on('message', (ask: Ask) => {
  if ('bytes' in ask) start(ask);
  else waiting.get(ask.id)?.(ask.task === 'more');
});

function start(job: Job): void {
  const work = job.task === 'unpack' ? unpack(job.id, job) : readOne(job.id, job);
  work.catch((error: unknown) => {
    const { reason, facts } = problemFrom(error);
    tell({ id: job.id, say: 'problem', reason, facts });
  });
}

function tell(message: Say): void {
  process.send?.(message);
}

async function readOne(id: number, job: Job): Promise<void> {
  if (job.task === 'table') tell({ id, say: 'table', result: await readTable(job.bytes, job.limits) });
  else tell({ id, say: 'text', result: await readDocument(job.bytes, job.limits) });
}

/** Sends an archive entry by entry; each chunk waits until the server asks for more, so that nothing piles up. */
async function unpack(id: number, job: Job): Promise<void> {
  const archive = await openArchive(job.bytes, job.limits);
  for (const entry of archive.entries) {
    if (entry.fileName.endsWith('/')) continue;
    tell({ id, say: 'entry', name: entry.fileName });
    if (job.endings && !job.endings.some((ending) => entry.fileName.toLowerCase().endsWith(ending))) continue;
    let first = true;
    for await (const chunk of contentOf(archive, entry)) {
      if (first && isArchive(chunk)) throw new FileProblem('fileNested');
      first = false;
      if (!(await sent(id, chunk))) return;
    }
  }
  tell({ id, say: 'done' });
}

async function sent(id: number, bytes: Buffer): Promise<boolean> {
  const answer = new Promise<boolean>((resolve) => waiting.set(id, resolve));
  tell({ id, say: 'chunk', bytes });
  const go = await answer;
  waiting.delete(id);
  return go;
}

const archiveMarks = [
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  '\x1f\x8b',
  'Rar!',
  '7z\xbc\xaf',
  'BZh',
  '\xfd7zXZ',
];

function isArchive(chunk: Buffer): boolean {
  const head = chunk.subarray(0, 8).toString('latin1');
  return archiveMarks.some((mark) => head.startsWith(mark));
}
