import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, functionManifest, grantManifest, policyManifest } from './fence/catalogue.ts';
import { type World, world } from './world.ts';

let at: World;
beforeAll(async () => {
  at = await world();
});
afterAll(() => at.close());

test('the catalogue shows every table guarded, every key within its community, every column with its class', async () => {
  expect(await faultsOf(at.admin)).toEqual([]);
});

test('policies, rights and reviewed functions are the ones that were read and agreed', async () => {
  await expect(await policyManifest(at.admin)).toMatchFileSnapshot('./manifests/policies.txt');
  await expect(await grantManifest(at.admin)).toMatchFileSnapshot('./manifests/grants.txt');
  await expect(await functionManifest(at.admin)).toMatchFileSnapshot('./manifests/functions.txt');
});

/** Breaks the guard inside a transaction that is rolled back, and gives what the checks then say. */
async function broken(
  statement: string,
): Promise<{ faults: string[]; policies: string; grants: string; functions: string }> {
  await at.admin.query('begin');
  try {
    await at.admin.query(statement);
    return {
      faults: await faultsOf(at.admin),
      policies: await policyManifest(at.admin),
      grants: await grantManifest(at.admin),
      functions: await functionManifest(at.admin),
    };
  } finally {
    await at.admin.query('rollback');
  }
}

async function policiesAfter(statement: string): Promise<string> {
  await at.admin.query('begin');
  try {
    await at.admin.query(statement);
    return await policyManifest(at.admin);
  } finally {
    await at.admin.query('rollback');
  }
}

describe('the guard is itself guarded', () => {
  test('dropping any one policy, or loosening it, is seen', async () => {
    const before = await policyManifest(at.admin);
    const all = (
      await at.admin.query(
        `select n.nspname, c.relname, p.polname, p.polcmd from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname <> 'jobs'`,
      )
    ).rows;
    expect(all.length).toBeGreaterThan(40);
    for (const { nspname, relname, polname, polcmd } of all) {
      const name = `${nspname}.${relname}.${polname}`;
      expect(await policiesAfter(`drop policy "${polname}" on ${nspname}.${relname}`), name).not.toBe(before);
      const loose = `alter policy "${polname}" on ${nspname}.${relname} ${polcmd === 'a' ? 'with check' : 'using'} (1 = 1)`;
      expect(await policiesAfter(loose), name).not.toBe(before);
    }
  }, 120_000);

  test.each([
    ['security switched off', 'alter table identity.account disable row level security'],
    ['security not forced', 'alter table identity.account no force row level security'],
    ['a new table', 'create table identity.planted (id uuid primary key)'],
    ['a key without the community', 'create unique index planted on identity.account (id)'],
    ['a policy for everybody', 'create policy planted on identity.account using (true)'],
    ['a second permissive policy', 'create policy planted on identity.account to tributary_app using (true)'],
    ['a view that runs as its owner', 'create view identity.planted as select * from identity.account'],
    ['a materialised view', 'create materialized view identity.planted as select 1 as one'],
    [
      'a function with an open path',
      `create function identity.planted() returns int security definer language sql as 'select 1'`,
    ],
    ['a role that bypasses', 'alter role tributary_app bypassrls'],
    ['a right to empty a table', 'grant truncate on identity.account to tributary_app'],
    ['a column without a class', 'alter table identity.account add column planted text'],
  ])('%s is a fault', async (_what, statement) => {
    expect((await broken(statement)).faults).not.toEqual([]);
  });

  test('a changed reviewed function and a new right are seen', async () => {
    const [functions, grants] = [await functionManifest(at.admin), await grantManifest(at.admin)];
    const changed =
      await broken(`create or replace function identity.open_session(p_community uuid, p_hash bytea, p_key uuid, p_operation text, p_input bytea)
      returns table ("accountId" uuid, "sessionId" uuid, locale text, "steppedUpAt" timestamptz, now timestamptz, roles jsonb, "siteIds" uuid[], "organisationIds" uuid[], same boolean, answer jsonb)
      language sql security definer set search_path = pg_catalog, pg_temp as 'select null::uuid, null::uuid, null, null::timestamptz, null::timestamptz, null::jsonb, null::uuid[], null::uuid[], null::boolean, null::jsonb'`);
    expect(changed.functions).not.toBe(functions);
    expect((await broken('grant delete on identity.account to tributary_app')).grants).not.toBe(grants);
  });
});
