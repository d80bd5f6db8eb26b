import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Site } from '../../../../tests/world.ts';
import type { Consequence } from '../../contract.ts';
import { careRoles, dataClasses } from '../../model.ts';
import { drawing } from './cases.ts';
import { type Colleague, desk } from './desk.ts';

let at: Awaited<ReturnType<typeof desk>>;
let asker: Colleague;
let everybody: Colleague[];
beforeAll(async () => {
  at = await desk();
  const { a1, a2, other } = at.sites;
  asker = await at.colleague('worker', a1);
  const others: [string, Site][][] = [
    [['worker', a1]],
    [['clinician', a1]],
    [
      ['coordinator', a1],
      ['worker', a2],
    ],
    [['clinician', a2]],
    [
      ['worker', other],
      ['lead', a1],
    ],
    [['clinician', other]],
  ];
  everybody = [asker];
  for (const places of others)
    everybody.push(await at.colleague(places.map(([role, site]) => ({ role, site }))));
});
afterAll(() => at.close());

const draw = drawing(20_261_123);

/** A client at a1, known at some of the other sites. */
async function client(): Promise<string> {
  const given = { siteId: at.sites.a1.id, identity: { name: 'Random Probe' } };
  const { id } = await asker.get<{ id: string }>('registerClient', given);
  for (const site of draw.some([at.sites.a2, at.sites.other], 2))
    await asker.get('joinCircle', { clientId: id, siteId: site.id, kind: 'site' });
  return id;
}

function directive(clientId: string) {
  const { a1, a2, other } = at.sites;
  const people = everybody.filter((one) => one !== asker).map((one) => one.accountId);
  const sites = [a1, a2, other];
  const whom = draw.pick([
    { binds: 'everyone' },
    { binds: 'role', targetRole: draw.pick(careRoles) },
    { binds: 'person', targetId: draw.pick(people) },
    { binds: 'site', targetId: draw.pick(sites).id },
    { binds: 'organisation', targetId: draw.pick(sites).organisationId },
    { binds: 'everyone_but', targetId: draw.pick([a1.id, asker.accountId, a1.organisationId]) },
  ]);
  const effect =
    whom.binds === 'everyone_but' || whom.binds === 'person' ? draw.pick(['permit', 'deny']) : 'permit';
  const dataClass = draw.pick(['all', 'all', ...dataClasses]);
  return { clientId, effect, ...whom, dataClass, purpose: draw.pick(['all', 'care']) };
}

/** What each person may see in a session of their own: the truth, as the door has it. */
async function truth(clientId: string): Promise<string[]> {
  const home = at.sites.a1.organisationId;
  const seen: string[] = [];
  for (const { accountId, token } of everybody) {
    const { value } = await at.database.asSession(token, { id: newId() }, (tx) =>
      tx.many<{ name: string }>(
        sql`select k as name from unnest(${dataClasses}::text[]) as k where people.may(${clientId}, k, ${home})`,
      ),
    );
    seen.push(...value.map(({ name }) => `${accountId} ${name}`));
  }
  return seen.sort();
}

/** Who sees what after a change, by what was seen before and what the preview says of each team. */
function foretold(before: readonly string[], { teams }: Consequence): string[] {
  const seen = new Set(before);
  for (const team of teams)
    for (const person of everybody) {
      const inTeam = person.actor.roles.some(
        ({ role, siteId }) => role === team.role && siteId === team.siteId,
      );
      if (!inTeam || (team.named && !team.named.some((one) => one.accountId === person.accountId))) continue;
      for (const name of team.loses) seen.delete(`${person.accountId} ${name}`);
      for (const name of team.gains) seen.add(`${person.accountId} ${name}`);
      for (const name of team.keeps) expect(before).toContain(`${person.accountId} ${name}`);
    }
  return [...seen].sort();
}

/** Gives random directives one after another, and ends some; counts where the preview and what came of it differ. */
async function compared(clients: number): Promise<{ differ: number; moved: number }> {
  let differ = 0;
  let moved = 0;
  const compare = async (
    clientId: string,
    preview: () => Promise<Consequence>,
    save: () => Promise<unknown>,
  ) => {
    const before = await truth(clientId);
    const expected = foretold(before, await preview());
    expect(await truth(clientId)).toEqual(before);
    await save();
    const after = await truth(clientId);
    if (JSON.stringify(after) !== JSON.stringify(before)) moved += 1;
    if (JSON.stringify(after) !== JSON.stringify(expected)) differ += 1;
  };
  for (let count = 0; count < clients; count += 1) {
    const clientId = await client();
    for (let more = 0; more < 3; more += 1) {
      const given = directive(clientId);
      const id = newId();
      await compare(
        clientId,
        () => asker.get<Consequence>('previewDirective', given),
        () => asker.get('giveDirective', { ...given, id }),
      );
      if (draw.below(3) > 0) continue;
      await compare(
        clientId,
        () => asker.get<Consequence>('previewEnding', { clientId, id }),
        () => asker.get('endDirective', { clientId, id, version: 1 }),
      );
    }
  }
  return { differ, moved };
}

describe('what a change means', () => {
  test('is foretold, team by team, as it comes about', async () => {
    const { differ, moved } = await compared(25);
    expect(moved).toBeGreaterThan(25);
    expect(differ).toBe(0);
  }, 180_000);

  test('names people where their team is not treated alike, a block by name among them', async () => {
    const clientId = await client();
    const target = everybody[1]?.accountId;
    const block = { clientId, effect: 'deny', binds: 'person', targetId: target };
    const { teams, unchanged } = await asker.get<Consequence>('previewDirective', block);
    expect(teams).toMatchObject([
      {
        siteId: at.sites.a1.id,
        role: 'worker',
        people: 2,
        named: [{ accountId: target }],
        loses: dataClasses,
      },
    ]);
    expect(unchanged).toBe(6);
  });

  test('canary: a preview that forgets where people work is seen', async () => {
    const { rows } = await at.admin.query<{ text: string }>(
      `select pg_get_functiondef('people.sight_of(uuid,uuid,integer)'::regprocedure) as text`,
    );
    const text = rows[0]?.text ?? '';
    const from = `coalesce(person.organisations, '{}')::text`;
    expect(text).toContain(from);
    await at.admin.query(text.replaceAll(from, `'{}'`));
    try {
      const { differ } = await compared(6);
      expect(differ).toBeGreaterThan(0);
    } finally {
      await at.admin.query(text);
    }
  }, 60_000);
});
