import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../app/installation.ts';
import { newId } from '../kernel/id.ts';
import { findDefinition } from '../modules/vocabulary/server/index.ts';
import { agreement } from './agreement.ts';
import { clients, fillClients } from './clients.ts';
import { coding } from './coding.ts';
import { directoryImport, directorySearch } from './directory.ts';
import { type Figure, keep } from './figures.ts';
import { large } from './large.ts';
import { matrix } from './matrix.ts';
import { packet } from './packet.ts';
import { fillPathway, pathway } from './pathway.ts';
import { sizes } from './size.ts';
import { openStage, type Stage } from './stage.ts';
import { writes } from './writes.ts';

const quick = process.argv.includes('--quick');
const sized = (name: string, usual: number) =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? usual);

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

const many = sized('clients', quick ? 2_000 : 100_000);
const services = sized('services', quick ? 500 : 5_000);

async function usual(stage: Stage): Promise<void> {
  const serverMs = stage.opened.serverMs;
  const ready = { what: 'server ready after the database is up', value: serverMs, unit: 'ms' };
  keep([{ ...ready, aim: 'under 2000 ms' }, ...sizes()]);
  const filled = await fillClients(stage, many);
  keep([{ what: 'clients registered, sealed and made findable, set-based', value: filled.rate, unit: '/s' }]);
  keep(await clients(stage, many));
  await fillPathway(stage);
  keep(await pathway(stage, many));
  keep(await writes(stage, filled.ids[0] ?? '', await codesOf(stage), quick ? 400 : 4_000));
  keep(await packet(stage));
  await bring(stage);
  keep(await matrix(stage, sized('codings', quick ? 20_000 : 1_000_000)));
  keep(await coding(stage, quick ? 100 : 300));
  keep(await agreement());
}

async function bring(stage: Stage): Promise<void> {
  keep(await directoryImport(stage, services));
  keep(await directorySearch(stage, services));
}

async function grown(stage: Stage): Promise<void> {
  const size = { clients: many, small: sized('small', Math.ceil(many / 10)), each: sized('contacts', 50) };
  keep(await large(stage, size, await codesOf(stage)));
}

/** What can be asked by name; without a name, the usual questions and a later start. `large` takes longest: millions of contacts. */
const parts: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  usual,
  directory: bring,
  pathway: async (stage) => {
    await fillClients(stage, many);
    await fillPathway(stage);
    keep(await pathway(stage, many));
  },
  packet: async (stage) => keep(await packet(stage)),
  coding: async (stage) => keep(await coding(stage, quick ? 100 : 300)),
  writes: async (stage) => {
    const { ids } = await fillClients(stage, 500);
    keep(await writes(stage, ids[0] ?? '', await codesOf(stage), quick ? 400 : 4_000));
  },
  large: grown,
};

const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const unknown = named.filter((one) => parts[one] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `No such question: ${unknown.join(', ')}. There are: pages, ${Object.keys(parts).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const name of named.length > 0 ? named : ['usual']) {
  const stage = await openStage();
  try {
    await parts[name]?.(stage);
    if (name !== 'usual') continue;
    await stage.installation.database.close();
    keep(await start(stage.installation.folders.data));
  } finally {
    await stage.close().catch(() => undefined);
  }
}
