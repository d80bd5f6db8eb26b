import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../../kernel/id.ts';
import { checkKeys } from '../../kernel/server/keys/index.ts';
import { sql } from '../../kernel/server/sql.ts';
import { type Installation, root } from '../installation.ts';
import { command } from './frame/command.ts';

type Finding = { readonly what: string; readonly state: 'ok' | 'warning' | 'wrong'; readonly note: string };

const enoughBytes = 2_000_000_000;

async function disk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return {
    what: 'disk',
    state: free < enoughBytes ? 'warning' : 'ok',
    note: `${Math.round(free / 1_000_000)} MB free for ${folder}`,
  };
}

async function keyFiles(folder: string): Promise<Finding> {
  const mode = (await stat(folder)).mode & 0o077;
  return mode === 0
    ? { what: 'keys', state: 'ok', note: `${folder} is closed to others` }
    : { what: 'keys', state: 'wrong', note: `${folder} can be entered by other users: chmod 700 it` };
}

/** Every community's key opens with the key file beside this data. */
async function keysFit({ database }: Installation): Promise<Finding> {
  return checkKeys(database).then(
    () => ({ what: 'vault', state: 'ok', note: 'the key file fits this database' }),
    (reason: unknown) => ({
      what: 'vault',
      state: 'wrong',
      note: reason instanceof Error ? reason.message : String(reason),
    }),
  );
}

async function pages(): Promise<Finding> {
  const built = await stat(join(root, 'dist', 'web', 'index.html')).catch(() => undefined);
  return built
    ? { what: 'pages', state: 'ok', note: 'built' }
    : { what: 'pages', state: 'warning', note: 'not built: run script/server once' };
}

async function sealing({ database }: Installation): Promise<Finding> {
  const { value } = await database.asWorker({ id: newId() }, (tx) =>
    tx.one<{ waiting: number; late: number }>(sql`select count(*) as waiting,
      count(*) filter (where e.at < now() - interval '1 minute') as late
      from kernel.audit_pending p join kernel.audit_event e on e.community_id = p.community_id and e.id = p.event_id`),
  );
  return {
    what: 'audit',
    state: value.late > 0 ? 'warning' : 'ok',
    note: `${value.waiting} events wait for their seal, ${value.late} of them longer than a minute`,
  };
}

function database({ opened }: Installation): Finding {
  const version = `PostgreSQL ${Math.floor(opened.version / 10_000)}.${opened.version % 10_000}`;
  const note = [version, opened.places ? 'embedded' : 'on a server', ...opened.warnings].join('; ');
  return { what: 'database', state: opened.warnings.length > 0 ? 'warning' : 'ok', note };
}

/** Looks at everything that has to be right for Tributary to run, and says what is not. */
export const doctor = command({
  words: 'doctor',
  about: 'Looks at everything that has to be right, and says what is not.',
  input: z.object({}),
  run: async ({ open }) => {
    const installation = await open();
    const findings: Finding[] = [
      { what: 'node', state: 'ok', note: process.version },
      database(installation),
      await disk(installation.folders.data),
      await keyFiles(installation.folders.keys),
      await keysFit(installation),
      await sealing(installation),
      await pages(),
    ];
    const mark = { ok: '✓', warning: '!', wrong: '✗' };
    const text = findings
      .map(({ what, state, note }) => `${mark[state]} ${what.padEnd(9)} ${note}`)
      .join('\n');
    return { text, json: { findings }, failed: findings.some(({ state }) => state === 'wrong') };
  },
});
