import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Front, front } from './testing/front.ts';

let at: Front;
const password = 'violet canoe under thaw';
beforeAll(async () => {
  at = await front();
  await at.account({
    email: 'odile@example.org',
    password,
    roles: [{ role: 'worker', siteId: at.sites.a1.id }],
  });
});
afterAll(() => at.close());

describe('signing in with a password', () => {
  test('opens a session of the right person', async () => {
    const said = await at.ask('signInWithPassword', { email: ' ODILE@example.org'.trim(), password });
    expect(said).toMatchObject({ status: 200, body: { outcome: 'in' } });
    const who = await at.ask('me', {}, { token: said.token ?? '' });
    expect(who.body).toMatchObject({
      account: { name: 'Odile Brassard', locale: 'en' },
      roles: [{ role: 'worker', siteId: at.sites.a1.id }],
      sites: [{ id: at.sites.a1.id, name: 'Site a1' }],
      organisations: [{ name: 'Organisation own' }],
    });
  });
});
