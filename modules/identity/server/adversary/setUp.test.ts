import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeSetUpCode } from '../entry/setUpCode.ts';
import { settleSignIn } from '../settings.ts';
import { type Front, front } from '../testing/front.ts';
import { authenticator } from '../testing/passkey.ts';

const origin = 'http://localhost:4870';
const code = 'ABCD-EFGH-JKMN-PQRS';
let at: Front;
beforeAll(async () => {
  at = await front();
});
beforeEach(async () => {
  settleSignIn({ origins: [], demo: [], setUpCode: code });
  await at.admin.query('truncate identity.community, identity.challenge cascade');
});
afterAll(async () => {
  settleSignIn({ origins: [], demo: [] });
  await at.close();
});

const person = { name: 'Ines Valdivia', email: 'ines@example.org', locale: 'fr' };
const options = (given = code) =>
  at.ask('setUpOptions', { origin, code: given, name: person.name, email: person.email });
const setUp = (way: object, given = code) =>
  at.ask('setUpFirst', {
    code: given,
    community: { name: 'Rivière-aux-Aulnes', timeZone: 'America/Toronto' },
    organisation: 'Centre Été',
    site: 'Le Quai',
    person,
    way,
  });

async function passkeyWay() {
  const offer = (await options()).body['options'] as { challenge: string };
  return { way: 'passkey', origin, answer: authenticator(origin).make(offer) };
}

describe('the first set-up', () => {
  test('makes the community, its first places and its first steward, and signs them in', async () => {
    expect((await at.ask('firstRunState', {})).body).toMatchObject({ needsSetUp: true });
    const said = await setUp(await passkeyWay());
    expect(said.body).toEqual({ outcome: 'in' });
    const token = said.token ?? '';
    expect((await at.ask('me', {}, { token })).body).toMatchObject({
      account: { name: 'Ines Valdivia', locale: 'fr' },
      community: { name: 'Rivière-aux-Aulnes' },
      roles: [{ role: 'steward', siteId: null }],
      sites: [{ name: 'Le Quai' }],
    });
    const { rows } = await at.admin.query('select kind from identity.account order by kind');
    expect(rows.map((row) => row.kind)).toEqual(['console', 'person', 'system']);
    expect((await at.ask('listSites', {}, { token })).body['organisations']).toMatchObject([
      { code: 'centre-ete' },
    ]);
    expect((await at.ask('firstRunState', {})).body).toMatchObject({ needsSetUp: false });
  });

  test('is possible once, also when two try at the same moment', async () => {
    const ways = [await passkeyWay(), await passkeyWay(), await passkeyWay()];
    const all = await Promise.all(ways.map((way) => setUp(way)));
    expect(all.map((said) => said.body['outcome']).sort()).toEqual(['in', 'refused', 'refused']);
    expect((await options()).body).toEqual({ outcome: 'refused' });
  });

  test('canary: were the first community gone, the same code would open again', async () => {
    expect((await setUp(await passkeyWay())).body).toEqual({ outcome: 'in' });
    await at.admin.query('truncate identity.community, identity.challenge cascade');
    expect((await setUp(await passkeyWay())).body).toEqual({ outcome: 'in' });
  });

  test('is not for a passer-by: without the code, or where the server gave none, nothing is set up', async () => {
    const way = await passkeyWay();
    for (const wrong of ['', 'ABCD-EFGH-JKMN-PQRT', 'undefined']) {
      expect((await options(wrong)).body).toEqual({ outcome: 'refused' });
      expect((await setUp(way, wrong)).body).toEqual({ outcome: 'refused' });
    }
    settleSignIn({ origins: [], demo: [] });
    expect((await setUp(way)).body).toEqual({ outcome: 'refused' });
    expect((await setUp(way, '')).body).toEqual({ outcome: 'refused' });
    const { rows } = await at.admin.query('select count(*)::int as made from identity.community');
    expect(rows).toEqual([{ made: 0 }]);
  });

  test('with a password asks for codes too', async () => {
    const password = 'violet canoe under thaw';
    const { body } = await options(code.toLowerCase().replaceAll('-', ' '));
    expect((await setUp({ way: 'password', password })).body['code']).toBe('identity.codeNeeded');
    const { secret } = body['totp'] as { secret: string };
    const totp = { secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() };
    expect((await setUp({ way: 'password', password, totp })).body).toEqual({ outcome: 'in' });
    expect((await at.ask('signInWithPassword', { email: person.email, password })).body).toEqual({
      outcome: 'code',
    });
  });

  test('its code is long, stays the same until it is used, and only the owner of the data folder reads it', async () => {
    const folder = await mkdtemp(join(at.temporary, 'code-'));
    const first = await makeSetUpCode(folder);
    expect(first).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
    expect(await makeSetUpCode(folder)).toBe(first);
    expect((await readFile(join(folder, 'set-up-code'), 'utf8')).trim()).toBe(first);
    expect((await stat(join(folder, 'set-up-code'))).mode & 0o777).toBe(0o600);
    await rm(folder, { recursive: true });
  });
});
