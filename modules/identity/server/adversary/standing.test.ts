import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { settleSignIn } from '../settings.ts';
import { type Front, front } from '../testing/front.ts';

const password = 'violet canoe under thaw';
let at: Front;
beforeAll(async () => {
  settleSignIn({ origins: [], demo: [] });
  at = await front();
});
afterAll(() => at.close());

let count = 0;
/** Somebody who works at the first site, signed in, whose standing is kept with the session. */
async function atWork() {
  count += 1;
  const email = `standing${count}@example.org`;
  const roles = [{ role: 'worker' as const, siteId: at.sites.a1.id }];
  const accountId = await at.account({ email, password, roles });
  const { token = '' } = await at.ask('signInWithPassword', { email, password });
  const standing = async () => {
    const { value } = await at.database.asSession(token, { id: newId() }, async (tx) => ({
      roles: tx.actor.roles.map((held) => held.role).sort(),
      sites: [...tx.actor.siteIds],
      organisations: [...tx.actor.organisationIds],
      said: await tx.one({
        parts: [
          `select app.roles()::text as roles, app.sites()::text as sites, current_setting('app.care_sites') as care, current_setting('app.studies') as studies`,
        ],
        values: [],
      }),
    }));
    return value;
  };
  const kept = async () =>
    (
      await at.admin.query(
        'select standing is not null as kept from identity.session where account_id = $1',
        [accountId],
      )
    ).rows[0]?.kept === true;
  await standing();
  expect(await kept()).toBe(true);
  return { accountId, standing, kept };
}

const assign = (accountId: string, role: string, times = '') =>
  at.admin.query(
    `insert into identity.assignment (community_id, id, account_id, role ${times ? ', valid_from, valid_to' : ''}) values ($1, $2, $3, $4 ${times})`,
    [at.communityId, newId(), accountId, role],
  );

describe('what somebody holds is worked out once a session, and', () => {
  test('a role that is given, ended or taken away holds from the next request on', async () => {
    const { accountId, standing } = await atWork();
    await assign(accountId, 'privacy');
    expect((await standing()).roles).toEqual(['privacy', 'worker']);
    expect((await standing()).said).toMatchObject({ roles: '{privacy,worker}' });
    await at.admin.query(
      `update identity.assignment set valid_to = now(), version = version + 1 where account_id = $1 and role = 'privacy'`,
      [accountId],
    );
    expect((await standing()).roles).toEqual(['worker']);
    await at.admin.query('delete from identity.assignment where account_id = $1', [accountId]);
    expect(await standing()).toMatchObject({ roles: [], sites: [], said: { care: '{}', roles: '{}' } });
  });

  test('canary: were the change not told, the role would still stand', async () => {
    const { accountId, standing } = await atWork();
    await at.admin.query('alter table identity.assignment disable trigger forget_standing');
    try {
      await at.admin.query('delete from identity.assignment where account_id = $1', [accountId]);
      expect((await standing()).roles).toEqual(['worker']);
    } finally {
      await at.admin.query('alter table identity.assignment enable trigger forget_standing');
    }
  });

  test('a role begins and ends at its hour, though nothing is changed then', async () => {
    const { accountId, standing } = await atWork();
    await assign(accountId, 'lead', `, now() + interval '1 second', now() + interval '2 seconds'`);
    expect((await standing()).roles).toEqual(['worker']);
    const seen: string[] = [];
    for (const until = Date.now() + 3_000; Date.now() < until; ) {
      seen.push((await standing()).roles.join('+'));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect([...new Set(seen)]).toEqual(['worker', 'lead+worker']);
    expect(seen.at(-1)).toBe('worker');
  }, 20_000);

  test('a site that moves to another organisation takes its people with it', async () => {
    const { standing } = await atWork();
    const before = (await standing()).organisations;
    const { rows } = await at.admin.query(
      'select id from identity.organisation where community_id = $1 and id <> all($2::uuid[]) limit 1',
      [at.communityId, before],
    );
    const move = (to: unknown) =>
      at.admin.query('update identity.site set organisation_id = $1, version = version + 1 where id = $2', [
        to,
        at.sites.a1.id,
      ]);
    await move(rows[0]?.id);
    expect((await standing()).organisations).toEqual([rows[0]?.id]);
    await move(before[0]);
    expect((await standing()).organisations).toEqual(before);
  });

  test('a role taken away while a request works it out does not come back with it', async () => {
    const { accountId, standing, kept } = await atWork();
    await at.admin.query('update identity.session set standing = null where account_id = $1', [accountId]);
    await at.admin.query('begin');
    await at.admin.query('delete from identity.assignment where account_id = $1', [accountId]);
    expect((await standing()).roles).toEqual(['worker']);
    expect(await kept()).toBe(false);
    await at.admin.query('commit');
    expect((await standing()).roles).toEqual([]);
  });

  test('a long request of the same session keeps no other waiting', async () => {
    const { accountId, standing } = await atWork();
    await at.admin.query('begin');
    await at.admin.query(
      `update identity.session set seen_at = now() - interval '5 minutes', standing = null where account_id = $1`,
      [accountId],
    );
    expect((await standing()).roles).toEqual(['worker']);
    await at.admin.query('rollback');
  });
});
