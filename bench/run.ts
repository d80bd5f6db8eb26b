import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../app/installation.ts';
import { newId } from '../kernel/id.ts';
import { findDefinition } from '../modules/vocabulary/server/index.ts';
import { agreement } from './agreement.ts';
import { clients, fillClients } from './clients.ts';
import { coding } from './coding.ts';
import { type Figure, keep } from './figures.ts';
import { matrix } from './matrix.ts';
import { sizes } from './size.ts';
import { openStage, type Stage } from './stage.ts';
import { writes } from './writes.ts';

const quick = process.argv.includes('--quick');
const sized = (name: string, usual: number) =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const many = sized('clients', quick ? 2_000 : 100_000);
const codings = sized('codings', quick ? 20_000 : 1_000_000);

async function codesOf(stage: Stage) {
  const { value } = await stage.installation.database.asActor(stage.actor, { id: newId() }, (tx) =>
    findDefinition(tx, 'program', { key: 'supported-employment' }),
  );
  return { kindCode: value.contact.kinds[0]?.code ?? '', placeCode: value.contact.places[0]?.code ?? '' };
}

/** Starts the server as people do, on a folder that is set up already, and gives the time to its first answer and its memory at rest. */
async function start(folder: string): Promise<Figure[]> {
  const begun = performance.now();
  const port = '48971';
  const server = spawn(join(root, 'script', 'tributary'), ['serve', '--data', folder, '--port', port], {
    stdio: 'ignore',
  });
  try {
    for (;;) {
      const up = await fetch(`http://127.0.0.1:${port}/health`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (up) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const ready = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const resident =
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
    return [
      {
        what: 'later start: command to first answer, database included',
        value: ready,
        unit: 'ms',
        aim: 'under 5000 ms',
      },
      { what: 'memory of the server at rest', value: resident, unit: 'MB', aim: 'under 150 MB' },
    ];
  } finally {
    server.kill('SIGINT');
    await new Promise((resolve) => server.once('exit', resolve));
  }
}

const stage = await openStage();
let folder = '';
try {
  folder = stage.installation.folders.data;
  keep([
    {
      what: 'server ready after the database is up',
      value: stage.opened.serverMs,
      unit: 'ms',
      aim: 'under 2000 ms',
    },
    ...sizes(),
  ]);
  const filled = await fillClients(stage, many);
  keep([{ what: 'clients registered, sealed and made findable, set-based', value: filled.rate, unit: '/s' }]);
  keep(await clients(stage, many));
  keep(await writes(stage, filled.ids[0] ?? '', await codesOf(stage), quick ? 400 : 4_000));
  keep(await matrix(stage, codings));
  keep(await coding(stage, quick ? 100 : 300));
  keep(await agreement());
  await stage.installation.database.close();
  keep(await start(folder));
} finally {
  await stage.close().catch(() => undefined);
}
