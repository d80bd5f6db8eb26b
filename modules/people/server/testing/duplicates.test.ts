import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';

type Opened = { links: { id: string; clientId: string; version: number }[] };
type Step = { readonly to: 0 | 1; readonly kind: 'contact' | 'goal' | 'task' | 'directive' };

let at: World;
let worker: Person;
let neighbour: Person;

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const register = async (name: string) =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;

const inputs = {
  contact: (clientId: string, id: string) => ({
    id,
    clientId,
    programCode: 'supported-employment',
    kindCode: 'intake',
    placeCode: 'phone',
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    note: `note ${id}`,
  }),
  goal: (clientId: string, id: string) => ({ id, clientId, words: `goal ${id}`, setOn: '2026-01-05' }),
  task: (clientId: string, id: string) => ({
    clientId,
    programCode: 'supported-employment',
    step: { id, words: `step ${id}` },
  }),
  directive: (clientId: string, id: string) => ({
    id,
    clientId,
    effect: 'permit',
    binds: 'site',
    targetId: at.sites.other.id,
    dataClass: 'employment',
  }),
};
const operations = {
  contact: 'care.recordContact',
  goal: 'care.setGoal',
  task: 'care.addTask',
  directive: 'people.giveDirective',
} as const;

/** Does random work on one of two records and gives which row belongs to whom. */
async function work(pair: readonly [string, string], steps: readonly Step[]): Promise<[string, string][]> {
  const made: [string, string][] = [];
  for (const { to, kind } of steps) {
    const id = newId();
    await worker.ok(operations[kind], inputs[kind](pair[to], id));
    made.push([id, pair[to]]);
  }
  return made;
}

const tables = ['care.contact', 'care.goal', 'care.task', 'people.directive'];

/** Whose each stored row is, whole, as the database keeps it. */
async function whole(pair: readonly string[]): Promise<Map<string, { clientId: string; row: string }>> {
  const all = new Map<string, { clientId: string; row: string }>();
  for (const table of tables) {
    const { rows } = await at.admin.query<{ id: string; clientId: string; row: string }>(
      `select id, client_id as "clientId", to_jsonb(x)::text as row from ${table} x where client_id = any($1)`,
      [pair],
    );
    for (const { id, ...rest } of rows) all.set(id, rest);
  }
  return all;
}

const steps = fc.array(
  fc.record({
    to: fc.constantFrom<0 | 1>(0, 1),
    kind: fc.constantFrom<Step['kind']>('contact', 'goal', 'task', 'directive'),
  }),
  { maxLength: 5 },
);

/** Rows that stand at another person than the one they were recorded for. */
const strays = (stored: Map<string, { clientId: string }>, made: readonly [string, string][]) =>
  made.filter(([id, clientId]) => stored.get(id)?.clientId !== clientId);

describe('two records of one person', () => {
  test('linked, worked on and unlinked, are what each would be alone: every row at the person it was recorded for', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, steps, async (before, while_, after) => {
        const pair = [await register('Double Entry'), await register('Dubble Entry')] as const;
        const made = await work(pair, before);
        const first = await whole(pair);
        const { id } = await worker.ok<{ id: string }>('people.linkDuplicates', {
          clientId: pair[0],
          otherId: pair[1],
        });
        made.push(...(await work(pair, while_)));
        const linked = await worker.ok<Opened>('people.openClient', { clientId: pair[1] });
        expect(linked.links.map((link) => link.clientId)).toEqual([pair[0]]);
        await worker.ok('people.unlinkDuplicates', { clientId: pair[1], id, version: 1 });
        made.push(...(await work(pair, after)));
        const last = await whole(pair);
        expect(strays(last, made)).toEqual([]);
        expect(last.size).toBe(made.length);
        for (const [id_, row] of first) expect(last.get(id_)).toEqual(row);
        for (const clientId of pair)
          expect((await worker.ok<Opened>('people.openClient', { clientId })).links).toEqual([]);
      }),
      { numRuns: 12, seed: 20 },
    );
  });

  test('canary: a merge that moved rows to the kept record would be seen', async () => {
    const pair = [await register('Merged Away'), await register('Merged Into')] as const;
    const made = await work(pair, [
      { to: 0, kind: 'goal' },
      { to: 1, kind: 'goal' },
    ]);
    await at.admin.query(`update care.goal set client_id = $1, version = version + 1 where client_id = $2`, [
      pair[1],
      pair[0],
    ]);
    expect(strays(await whole(pair), made)).toHaveLength(1);
  });

  test('are linked once, by somebody who may see both, and the link shows on both', async () => {
    const [one, two] = [await register('Double Entry'), await register('Dubble Entry')];
    const refused = await neighbour.call('people.linkDuplicates', { clientId: one, otherId: two });
    expect(refused.status).toBe(404);
    const { id } = await worker.ok<{ id: string }>('people.linkDuplicates', { clientId: one, otherId: two });
    expect((await worker.call('people.linkDuplicates', { clientId: two, otherId: one })).status).toBe(409);
    expect((await worker.ok<Opened>('people.openClient', { clientId: two })).links).toMatchObject([
      { clientId: one },
    ]);
    await worker.ok('people.unlinkDuplicates', { clientId: two, id, version: 1 });
    expect((await worker.ok<Opened>('people.openClient', { clientId: one })).links).toEqual([]);
  });

  test('a link shows nobody the other record: who may not see one of the two does not learn of the link', async () => {
    const [one, two] = [await register('Seen Here'), await register('Hidden Twin')];
    await worker.ok('people.joinCircle', { clientId: one, siteId: at.sites.other.id, kind: 'site' });
    await worker.ok('people.giveDirective', {
      clientId: one,
      effect: 'permit',
      binds: 'site',
      targetId: at.sites.other.id,
    });
    await worker.ok('people.linkDuplicates', { clientId: one, otherId: two });
    const opened = await neighbour.ok<Opened>('people.openClient', { clientId: one });
    expect(opened.links).toEqual([]);
    expect(JSON.stringify(opened)).not.toContain(two);
  });
});
