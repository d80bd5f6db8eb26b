import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Ranking } from '../../contract.ts';

let at: World;
let ann: Person;
let studyId: string;
const canary = 'wrenchallenge';
const construct = 'inner.available-resources.space';

beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'ranked');
});
afterAll(() => at.close());

type Opened = { readonly id: string; readonly items: string[] };

/** Opens a ranking over four challenges to whoever works at the first site. */
async function opened(more: object = {}): Promise<Opened> {
  const [id, items] = [newId(), [newId(), newId(), newId(), newId()]];
  await ann.ok('coding.openRanking', {
    id,
    study: studyId,
    question: { en: 'What is in the way?', fr: '' },
    places: 3,
    asksEase: true,
    openTo: 'staff',
    siteId: at.sites.a1.id,
    challenges: items.map((item, index) => ({
      id: item,
      ...(index === 0 ? { construct } : {}),
      name: { en: `${canary} ${index}`, fr: `${canary} ${index}, en français` },
    })),
    ...more,
  });
  return { id, items };
}

const seen = async (person: Person, id: string) =>
  (await person.ok<{ rows: Ranking[] }>('coding.listRankings', {})).rows.find((row) => row.id === id);

/** A ballot that names challenges by their index, first place first. */
const ballot = ({ id, items }: Opened, weighty: number[], easy: number[] = []) => ({
  id: newId(),
  rankingId: id,
  weighty: weighty.map((index) => items[index]),
  easy: easy.map((index) => items[index]),
});

const staff = (count: number) =>
  Promise.all(Array.from({ length: count }, () => at.person('worker', at.sites.a1)));

const nothingYet = { weighty: null, easy: null };

describe('a group that ranks challenges', () => {
  test('votes, changes its mind, and sees sums with its places once five have voted and it is closed', async () => {
    const one = await opened();
    const people = await staff(5);
    const [first] = people;
    if (!first) throw new Error('nobody');
    const own = ballot(one, [3], []);
    await first.ok('coding.castBallot', own);
    await first.ok('coding.castBallot', { ...own, ...ballot(one, [0, 1, 2], [1]), version: 1 });
    for (const person of people.slice(1)) await person.ok('coding.castBallot', ballot(one, [1, 0], [1]));
    const open = await seen(first, one.id);
    expect(open).toMatchObject({ voted: 5, closedAt: null, own: { version: 2 }, runs: false });
    expect(open?.challenges.map(({ weighty, easy }) => ({ weighty, easy }))).toEqual(
      Array(4).fill(nothingYet),
    );
    await ann.ok('coding.closeRanking', { id: one.id, version: 1 });
    for (const person of [first, ann]) {
      const closed = await seen(person, one.id);
      expect(closed).toMatchObject({ voted: 5, own: null, version: 2 });
      // The first voter gave 3, 2 and 1; four others gave 3 to the second challenge and 2 to the first.
      expect(closed?.challenges.map(({ weighty, easy }) => [weighty, easy])).toEqual([
        [
          { points: 11, people: 5 },
          { points: 0, people: 0 },
        ],
        [
          { points: 14, people: 5 },
          { points: 15, people: 5 },
        ],
        [
          { points: 1, people: 1 },
          { points: 0, people: 0 },
        ],
        [
          { points: 0, people: 0 },
          { points: 0, people: 0 },
        ],
      ]);
    }
    expect(await first.call('coding.castBallot', ballot(one, [0]))).toMatchObject({
      status: 409,
      body: { code: 'coding.rankingClosed' },
    });
    expect((await ann.call('coding.closeRanking', { id: one.id, version: 2 })).status).toBe(409);
  });

  test('is never counted with fewer than five votes; the canary shows that a fifth vote is what was missing', async () => {
    const one = await opened();
    const people = await staff(5);
    for (const person of people.slice(0, 4)) await person.ok('coding.castBallot', ballot(one, [0]));
    expect(await ann.call('coding.closeRanking', { id: one.id, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'coding.tooFewVoted', facts: { voted: 4, fewest: 5 } },
    });
    await people[4]?.ok('coding.castBallot', ballot(one, [0]));
    await ann.ok('coding.closeRanking', { id: one.id, version: 1 });
  });

  test('leaves no trace of who voted what: not for the others, not in the history, and not in the table once it is over', async () => {
    const [counted, off] = [await opened(), await opened()];
    const people = await staff(5);
    for (const person of people) {
      await person.ok('coding.castBallot', ballot(counted, [2, 1]));
      await person.ok('coding.castBallot', ballot(off, [2]));
    }
    const ballots = async (id: string) =>
      (await at.admin.query('select account_id from coding.ballot where ranking_id = $1', [id])).rowCount;
    expect([await ballots(counted.id), await ballots(off.id)]).toEqual([5, 5]);
    for (const other of [ann, await at.person('steward')])
      expect((await seen(other, counted.id))?.own, 'a ballot of somebody else').toBeNull();
    await ann.ok('coding.closeRanking', { id: counted.id, version: 1 });
    await ann.ok('coding.callOffRanking', { id: off.id, version: 1 });
    expect([await ballots(counted.id), await ballots(off.id)]).toEqual([0, 0]);
    expect(await seen(ann, off.id)).toBeUndefined();
    const { rowCount } = await at.admin.query(`select 1 from coding.history where table_name = 'ballot'`);
    expect(rowCount).toBe(0);
    const audit = await at.admin.query<{ said: string }>(
      `select a::text as said from kernel.audit_event a where a.operation = 'coding.castBallot'`,
    );
    expect(audit.rowCount).toBeGreaterThan(9);
    for (const item of counted.items)
      expect(audit.rows.filter(({ said }) => said.includes(item))).toEqual([]);
  });

  test('is asked nobody else: another site, another study, another community, a funder', async () => {
    const one = await opened();
    const inTeam = await opened({ openTo: 'team', siteId: undefined });
    const near = await at.person('worker', at.sites.a1);
    expect((await seen(near, one.id))?.challenges[0]?.name.en).toBe(`${canary} 0`);
    expect(await seen(near, inTeam.id)).toBeUndefined();
    for (const other of [
      await at.person('worker', at.sites.a2),
      await at.person([{ role: 'evaluator', studyId: newId() }]),
      await at.person('evaluator', at.sites.b1),
      await at.person('worker', at.sites.b1),
    ]) {
      expect(JSON.stringify((await other.call('coding.listRankings', {})).body)).not.toContain(canary);
      expect((await other.call('coding.castBallot', ballot(one, [0]))).status).toBe(404);
      expect([404, 403]).toContain(
        (await other.call('coding.closeRanking', { id: one.id, version: 1 })).status,
      );
    }
    expect((await (await at.person('funder')).call('coding.listRankings', {})).status).toBe(403);
    expect((await near.call('coding.closeRanking', { id: one.id, version: 1 })).status).toBe(403);
  });

  test('chooses as many as it was asked for, each once, of its own challenges; and a second device learns of the first', async () => {
    const [one, other] = [await opened(), await opened({ asksEase: false })];
    const [person] = await staff(1);
    const refused = async (input: object) => (await person?.call('coding.castBallot', input))?.body;
    expect(await refused(ballot(one, [0, 1, 2, 3]))).toMatchObject({ code: 'coding.tooManyChosen' });
    expect(await refused(ballot(one, [0, 0]))).toMatchObject({ code: 'coding.challengeTwice' });
    expect(await refused(ballot(other, [0], [1]))).toMatchObject({ code: 'coding.tooManyChosen' });
    expect(await refused({ ...ballot(one, [0]), weighty: other.items.slice(0, 1) })).toMatchObject({
      code: 'coding.noSuchChallenge',
    });
    await person?.ok('coding.castBallot', ballot(one, [0]));
    expect(await refused(ballot(one, [1]))).toMatchObject({
      code: 'coding.ballotChanged',
      facts: { version: 1 },
    });
    const { rows } = await at.admin.query('select version from coding.ballot where ranking_id = $1', [
      one.id,
    ]);
    expect(rows).toEqual([{ version: 1 }]);
  });

  test('is opened with what the codebook has, at least as many challenges as places and one, and words in a language', async () => {
    const challenge = (more: object) => ({ id: newId(), name: { en: 'Time', fr: '' }, ...more });
    const two = [challenge({}), challenge({ name: { en: '', fr: 'Espace' } })];
    const refused = async (more: object) =>
      (
        await ann.call('coding.openRanking', {
          id: newId(),
          study: studyId,
          question: { en: 'What?', fr: '' },
          places: 1,
          asksEase: false,
          openTo: 'team',
          challenges: two,
          ...more,
        })
      ).body;
    expect(await refused({ question: { en: ' ', fr: '' } })).toMatchObject({ code: 'coding.questionUnsaid' });
    expect(await refused({ places: 2 })).toMatchObject({ code: 'coding.tooManyPlaces' });
    expect(await refused({ challenges: [...two, challenge({ construct: 'no.such' })] })).toMatchObject({
      code: 'coding.notInCodebook',
    });
    expect(await refused({ challenges: [...two, challenge({ name: { en: '', fr: '' } })] })).toMatchObject({
      code: 'coding.challengeUnsaid',
    });
    expect(await refused({ openTo: 'staff', siteId: at.sites.b1.id })).toMatchObject({
      code: 'coding.noSuchSite',
    });
    expect(await refused({})).toMatchObject({ version: 1 });
  });
});
