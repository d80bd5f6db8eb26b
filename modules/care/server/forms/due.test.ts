import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { addDays, dayOf } from '../../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../../tests/world.ts';
import { exampleReferral, exampleScreening } from '../../../pathway/examples.ts';

const today = dayOf(new Date(), worldZone);
let at: World;
let worker: Person;

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
});
afterAll(() => at.close());

const enrolled = async (name: string) => {
  const { id } = await worker.ok<{ id: string }>('people.registerClient', {
    siteId: at.sites.a1.id,
    identity: { name },
  });
  const day = addDays(today, -10);
  const referral = exampleReferral(id, at.sites.a1.id);
  await worker.ok('pathway.referClient', { ...referral, referredAt: `${addDays(day, -2)}T18:00:00Z` });
  await worker.ok('pathway.screenClient', exampleScreening(referral, addDays(day, -1)));
  await worker.ok('pathway.enrol', {
    id: newId(),
    clientId: id,
    referralId: referral.id,
    enrolledOn: day,
  });
  return id;
};
const meets = (who: Person, clientId: string, daysAgo = 0) =>
  who.ok('care.recordContact', {
    id: newId(),
    clientId,
    programCode: 'supported-employment',
    kindCode: 'job-search',
    placeCode: 'community',
    occurredAt: new Date(Date.now() - 3_600_000 - daysAgo * 86_400_000).toISOString(),
  });
const metLately = async (who: Person) => {
  const { value } = await at.database.asActor(who.actor, { id: newId() }, (tx) =>
    tx.many<{ id: string }>(sql`select m.id from care.met_lately(90, 100) as m (id)`),
  );
  return value.map((row) => row.id).sort();
};
const asked = async (who: Person) =>
  (await who.ok<{ rows: { clientId: string }[] }>('care.formsToAsk')).rows.map((row) => row.clientId);

describe('whom somebody met lately', () => {
  test('is everybody of their own contacts once, nobody of a colleague’s, and nobody met long ago', async () => {
    const [mine, other] = [await at.person('worker', at.sites.a1), await at.person('clinician', at.sites.a1)];
    const [seen, colleagues, longAgo] = [
      await enrolled('Seen Probe'),
      await enrolled('Their Probe'),
      await enrolled('Long Probe'),
    ];
    await meets(mine, seen);
    await meets(mine, seen, 1);
    await meets(mine, longAgo, 120);
    await meets(other, colleagues);
    expect(await metLately(mine)).toEqual([seen]);
    expect(await metLately(other)).toEqual([colleagues]);
    expect(await asked(mine)).toEqual([seen]);
  });

  test('is nobody for a role that sees no clients, and what they may no longer see is not asked for', async () => {
    const mine = await at.person('worker', at.sites.a1);
    const clientId = await enrolled('Blocked Probe');
    await meets(mine, clientId);
    expect(await asked(mine)).toEqual([clientId]);
    await worker.ok('people.giveDirective', {
      id: newId(),
      clientId,
      effect: 'deny',
      binds: 'person',
      targetId: mine.actor.accountId,
    });
    expect(await metLately(mine)).toEqual([clientId]);
    expect(await asked(mine)).toEqual([]);
    const lead = await at.person('lead', at.sites.a1);
    expect(await metLately(lead)).toEqual([]);
  });

  test('canary: the role behind it sees one’s own contacts alone, were the function to ask for more', async () => {
    const mine = await at.person('worker', at.sites.a1);
    const other = await at.person('worker', at.sites.a1);
    const [own, theirs] = [await enrolled('Own Probe'), await enrolled('Leak Probe')];
    await meets(mine, own);
    await meets(other, theirs);
    const seenAs = async (role: string) => {
      await at.admin.query('begin');
      await at.admin.query(
        `select set_config('app.community', $1, true), set_config('app.account', $2, true)`,
        [mine.actor.communityId, mine.actor.accountId],
      );
      await at.admin.query(`set local role ${role}`);
      const { rows } = await at.admin.query<{ id: string }>(
        'select distinct client_id as id from care.contact',
      );
      await at.admin.query('rollback');
      return rows.map((row) => row.id);
    };
    expect(await seenAs('tributary_search')).toEqual([own]);
  });
});
