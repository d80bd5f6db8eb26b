import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { sealingKey, sealPending } from '../../../../kernel/server/audit/seal.ts';
import { verifyAudit } from '../../../../kernel/server/audit/verify.ts';
import { type Front, front } from '../testing/front.ts';
import { authenticator } from '../testing/passkey.ts';

const nobodys = '00000000-0000-0000-0000-000000000000';
const password = 'violet canoe under thaw';
let at: Front;
beforeAll(async () => {
  at = await front();
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.admin.query('delete from identity.throttle');
});

type Noted = {
  id: string;
  community: string;
  account: string | null;
  operation: string;
  subjects: string[];
  facts: { whom?: string };
};

let last = newId();
/** The failures written down since the last look. */
async function noted(): Promise<Noted[]> {
  const { rows } = await at.admin.query<Noted>(
    `select id, community_id as community, account_id as account, operation, subjects, facts from kernel.audit_event
     where action = 'refused' and at > coalesce((select e.at from kernel.audit_event e where e.id = $1), '-infinity') order by at`,
    [last],
  );
  last = rows.at(-1)?.id ?? last;
  return rows;
}

const signIn = (email: string, typed = 'not the password') =>
  at.ask('signInWithPassword', { email, password: typed });

describe('a failed sign-in', () => {
  test('is written down: for the privacy officer where the name is somebody’s, for nobody where it is not', async () => {
    const email = 'odile@example.org';
    const accountId = await at.account({ email, password });
    expect((await signIn(email)).body).toEqual({ outcome: 'refused' });
    expect((await signIn('stranger@example.org')).body).toEqual({ outcome: 'refused' });
    const [known, unknown] = await noted();
    expect(known).toMatchObject({ community: at.communityId, account: null, subjects: [accountId] });
    expect(unknown).toMatchObject({ community: nobodys, account: null, subjects: [] });
    expect([known?.operation, known?.facts.whom?.length]).toEqual([
      unknown?.operation,
      unknown?.facts.whom?.length,
    ]);
  });

  test('names nobody: a typed address stands as a keyed hash, the same each time', async () => {
    await signIn('Somebody@Example.org');
    await signIn('somebody@example.org');
    const rows = await noted();
    expect(rows.map((row) => row.facts.whom)).toEqual([rows[0]?.facts.whom, rows[0]?.facts.whom]);
    expect(JSON.stringify(rows)).not.toMatch(/somebody/i);
  });

  test('is seen by the privacy officer of that community and no other', async () => {
    const accountId = await at.account({ email: 'seen@example.org', password });
    await signIn('seen@example.org');
    const lines = async (site?: typeof at.sites.b1) => {
      const privacy = await at.person('privacy', site);
      const { rows } = await privacy.ok<{ rows: { subjects: string[]; action: string }[] }>(
        'oversight.readTrail',
        { operation: 'identity.signInWithPassword' },
      );
      return rows.filter((row) => row.action === 'refused' && row.subjects.includes(accountId)).length;
    };
    expect([await lines(), await lines(at.sites.b1)]).toEqual([1, 0]);
  });

  test('of somebody whose access has ended is written down too', async () => {
    const accountId = await at.account({ email: 'left@example.org', password });
    await at.admin.query(
      'update identity.account set disabled_at = now(), version = version + 1 where id = $1',
      [accountId],
    );
    await noted();
    expect((await signIn('left@example.org', password)).body).toEqual({ outcome: 'refused' });
    expect(await noted()).toMatchObject([{ community: at.communityId, subjects: [accountId] }]);
  });

  test('that is not looked at is not written down: guessing cannot fill the trail', async () => {
    await noted();
    for (let round = 0; round < 9; round += 1) await signIn('often@example.org');
    expect(await noted()).toHaveLength(5);
  });

  test('with a passkey nobody has is written down, and only so often', async () => {
    await noted();
    const { origin, prove } = authenticator();
    const { body } = await at.ask('signInOptions', { origin });
    const answer = prove(body['options'] as { challenge: string });
    for (let round = 0; round < 44; round += 1) await at.ask('signInWithPasskey', { origin, answer });
    const rows = await noted();
    expect(rows).toHaveLength(40);
    expect(rows[0]).toMatchObject({
      community: nobodys,
      operation: 'identity.signInWithPasskey',
      subjects: [],
    });
  });

  test('is sealed with the rest, also nobody’s', async () => {
    const key = await sealingKey(at.temporary);
    await sealPending(at.database, key);
    const { value } = await at.database.asWorker({ id: newId() }, (tx) => verifyAudit(tx, key.publicKey, []));
    expect(value).toMatchObject({ waiting: 0, faults: [] });
    const { rows } = await at.admin.query('select 1 from kernel.audit_block where community_id = $1', [
      nobodys,
    ]);
    expect(rows.length).toBeGreaterThan(0);
  });
});

test('the door writes down refusals of its own and nothing else', async () => {
  const write = (operation: string, action: string, account: string | null) =>
    at.database.asDoor({ id: newId() }, (tx) =>
      tx.run({
        parts: [
          `insert into kernel.audit_event (community_id, id, account_id, operation, action) values ('${at.communityId}', '${newId()}', ${account === null ? 'null' : `'${account}'`}, '${operation}', '${action}')`,
        ],
        values: [],
      }),
    );
  await write('identity.planted', 'refused', null);
  await expect(write('care.listContacts', 'refused', null)).rejects.toMatchObject({ code: '42501' });
  await expect(write('identity.me', 'read', null)).rejects.toMatchObject({ code: '42501' });
  await expect(write('identity.planted', 'refused', newId())).rejects.toMatchObject({ code: '42501' });
});
