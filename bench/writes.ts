import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { modules } from '../app/modules.ts';
import { newId } from '../kernel/id.ts';
import { sealPending } from '../kernel/server/audit/seal.ts';
import type { Database } from '../kernel/server/scope.ts';
import { buildDoor } from '../kernel/server/serve.ts';
import { askAs, load, percentile, post } from './ask.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const width = 8;

/** The floor: Node's own server, the driver, one insert with the same durability, and nothing else. */
async function bare(stage: Stage, count: number): Promise<number> {
  await stage.admin.query(
    'create table if not exists public.bare (id uuid primary key, body text not null, at timestamptz not null default now())',
  );
  const pool = new pg.Pool({ ...stage.installation.opened.admin, max: 12 });
  const server = createServer((request, answer) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const { id, text } = JSON.parse(body) as { id: string; text: string };
      pool.query('insert into public.bare (id, body) values ($1, $2)', [id, text]).then(
        () => answer.end('{}'),
        () => answer.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const text = 'A line of text about as long as a suggestion that somebody types between two visits.';
  const once = () => post(url, {}, JSON.stringify({ id: newId(), text }));
  await load(width, count / 4, once);
  const { rate } = await load(width, count, once);
  server.close();
  await pool.end();
  return rate;
}

const text = 'A line of text about as long as a suggestion that somebody types between two visits.';

/** The same suggestion through two doors, one of which drops the audit event before it is kept: what complete audit, sealing included, takes of a write. */
async function auditCost(stage: Stage, count: number): Promise<number> {
  const { database, folders, sealing } = stage.installation;
  const forgetful: Database = {
    ...database,
    asSession: (token, request, work) =>
      database.asSession(token, request, (tx) => work(Object.assign(tx, { note: () => undefined }))),
  };
  const door = await buildDoor({
    database: forgetful,
    modules,
    temporary: folders.temporary,
    secure: false,
    checkAnswers: false,
    log: () => undefined,
  });
  const without: Stage = { ...stage, url: await door.listen({ host: '127.0.0.1', port: 0 }) };
  const suggest = (through: Stage) => () => askAs(through, 'evidence.suggest', { id: newId(), text });
  const waiting = async () =>
    Number((await stage.admin.query('select count(*) as n from kernel.audit_pending')).rows[0]?.n);
  await load(width, count / 4, suggest(without));
  await sealPending(database, sealing);
  const seconds = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < 5; round += 1) {
    seconds.without.push(count / (await load(width, count, suggest(without))).rate);
    if ((await waiting()) !== 0) throw new Error('the door without audit kept audit events');
    const written = count / (await load(width, count, suggest(stage))).rate;
    if ((await waiting()) !== count) throw new Error('the door with audit did not keep every event');
    const begun = performance.now();
    await sealPending(database, sealing);
    seconds.with.push(written + (performance.now() - begun) / 1000);
  }
  await door.close();
  return 1 - percentile(seconds.without, 0.5) / percentile(seconds.with, 0.5);
}

/** Single-record writes through the HTTP door: sign-in, policy, version, idempotency, audit and sealing included. */
export async function writes(
  stage: Stage,
  clientId: string,
  codes: { kindCode: string; placeCode: string },
  count: number,
): Promise<Figure[]> {
  const suggest = () => askAs(stage, 'evidence.suggest', { id: newId(), text });
  const contact = () =>
    askAs(stage, 'care.recordContact', {
      id: newId(),
      clientId,
      siteId: stage.site.id,
      programCode: 'supported-employment',
      ...codes,
      occurredAt: new Date().toISOString(),
      note: text,
    });
  await load(width, count / 4, suggest);
  await load(width, count / 4, contact);
  const floors = [await bare(stage, count)];
  const suggestion = await load(width, count, suggest);
  floors.push(await bare(stage, count));
  const recorded = await load(width, count, contact);
  floors.push(await bare(stage, count));
  const floor = percentile(floors, 0.5);
  return [
    {
      what: 'a suggestion written through the door, 8 at once',
      value: suggestion.rate,
      unit: '/s',
      floor,
      aim: 'at least 0.25×',
    },
    {
      what: 'a contact with a sealed note through the door, 8 at once',
      value: recorded.rate,
      unit: '/s',
      floor,
      aim: 'at least 0.25×',
    },
    { what: 'a contact through the door, p95', value: percentile(recorded.times, 0.95), unit: 'ms' },
    {
      what: 'what complete audit, sealing included, costs a write through the door',
      value: (await auditCost(stage, Math.ceil(count / 2))) * 100,
      unit: '%',
      aim: 'under 20 %',
    },
  ];
}
