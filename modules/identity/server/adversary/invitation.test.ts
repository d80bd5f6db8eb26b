import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newLinkToken } from '../entry/invitation.ts';
import { settleSignIn } from '../settings.ts';
import { type Front, front } from '../testing/front.ts';
import { authenticator } from '../testing/passkey.ts';

const password = 'violet canoe under thaw';
const origin = 'http://localhost:4870';
let at: Front;
let steward = '';
beforeAll(async () => {
  settleSignIn({ origins: [], demo: [] });
  at = await front();
  await at.account({ email: 'steward@example.org', password, roles: [{ role: 'steward' }] });
  steward = (await at.ask('signInWithPassword', { email: 'steward@example.org', password })).token ?? '';
});
afterAll(() => at.close());

let count = 0;
async function invited(role: string = 'worker') {
  count += 1;
  const token = newLinkToken(at.communityId);
  const email = `invited${count}@example.org`;
  const roles = [role === 'worker' ? { role, siteId: at.sites.a1.id } : { role }];
  const said = await at.ask('invite', { name: 'Tamsin Okoro', email, roles, token }, { token: steward });
  return { token, email, said, accountId: String(said.body['id']) };
}

const way = { way: 'password', password };
const accept = (token: string, chosen: object = way) => at.ask('acceptInvitation', { token, way: chosen });
const shown = (token: string) => at.ask('openInvitation', { token, origin });

describe('an invitation', () => {
  test('shows whom it is for, and lets them in once', async () => {
    const { token, email } = await invited();
    expect((await shown(token)).body).toMatchObject({
      open: true,
      name: 'Tamsin Okoro',
      email,
      needsCode: false,
    });
    const said = await accept(token);
    expect(said.body).toEqual({ outcome: 'in' });
    expect((await at.ask('me', {}, { token: said.token ?? '' })).body).toMatchObject({
      account: { name: 'Tamsin Okoro' },
      roles: [{ role: 'worker' }],
    });
    expect((await accept(token)).body).toEqual({ outcome: 'refused' });
    expect((await shown(token)).body).toEqual({ open: false });
    expect((await at.ask('signInWithPassword', { email, password })).body).toEqual({ outcome: 'in' });
  });

  test('canary: were its use forgotten, it would open a second time', async () => {
    const { token } = await invited();
    await accept(token);
    await at.admin.query('update identity.invitation set accepted_at = null');
    expect((await accept(token)).body).toEqual({ outcome: 'in' });
  });

  test('taken up twice at the same moment lets one in', async () => {
    const { token } = await invited();
    const all = await Promise.all([1, 2, 3, 4].map(() => accept(token)));
    expect(all.filter((said) => said.body['outcome'] === 'in')).toHaveLength(1);
  });

  test('works with a passkey, which is bound to the offer', async () => {
    const { token } = await invited();
    const key = authenticator(origin);
    const { body } = await shown(token);
    const strange = key.make({ challenge: 'c3RyYW5nZXI' });
    expect((await accept(token, { way: 'passkey', origin, answer: strange })).body['code']).toBe(
      'identity.passkeyNotGood',
    );
    const answer = key.make(body['options'] as { challenge: string });
    expect((await accept(token, { way: 'passkey', origin, answer })).body).toEqual({ outcome: 'in' });
    const options = (await at.ask('signInOptions', { origin })).body['options'] as { challenge: string };
    expect((await at.ask('signInWithPasskey', { origin, answer: key.prove(options) })).body).toEqual({
      outcome: 'in',
    });
  });

  test('that ran out, was replaced, or belongs to somebody without access, opens nothing', async () => {
    const [old, replaced, disabled] = [await invited(), await invited(), await invited()];
    await at.admin.query(
      `update identity.invitation set expires_at = now() - interval '1 second' where account_id = $1`,
      [old.accountId],
    );
    await at.ask(
      'inviteAgain',
      { accountId: replaced.accountId, token: newLinkToken(at.communityId) },
      { token: steward },
    );
    await at.ask('disableAccount', { id: disabled.accountId, version: 1 }, { token: steward });
    for (const { token } of [old, replaced, disabled]) {
      expect((await shown(token)).body).toEqual({ open: false });
      expect((await accept(token)).body).toEqual({ outcome: 'refused' });
    }
  });

  test('stands as a hash only, and its token into another community is refused', async () => {
    const { token } = await invited();
    const { rows } = await at.admin.query(
      `select row_to_json(i)::text as line from identity.invitation i union all select row_to_json(k)::text from kernel.idempotency k`,
    );
    const hex = Buffer.from(token, 'base64url').subarray(16).toString('hex');
    expect(rows.filter(({ line }) => String(line).includes(token) || String(line).includes(hex))).toEqual([]);
    const far = await at.ask(
      'invite',
      { name: 'A', email: 'a.b@example.org', roles: [], token: newLinkToken(at.farCommunityId) },
      { token: steward },
    );
    expect(far.body['code']).toBe('identity.linkNotGood');
  });

  test('given again begins anew: the old password, passkeys and sessions end', async () => {
    const { token, email, accountId } = await invited();
    const first = await accept(token);
    const again = newLinkToken(at.communityId);
    await at.ask('inviteAgain', { accountId, token: again }, { token: steward });
    expect((await accept(again, { way: 'password', password: 'quite another long phrase' })).body).toEqual({
      outcome: 'in',
    });
    expect((await at.ask('me', {}, { token: first.token ?? '' })).status).toBe(401);
    expect((await at.ask('signInWithPassword', { email, password })).body).toEqual({ outcome: 'refused' });
  });

  test('of a steward asks for codes beside a password', async () => {
    const { token } = await invited('steward');
    const { body } = await shown(token);
    expect(body['needsCode']).toBe(true);
    expect((await accept(token)).body['code']).toBe('identity.codeNeeded');
    const { secret } = body['totp'] as { secret: string };
    const totp = { secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() };
    expect((await accept(token, { ...way, totp: { ...totp, code: '000000' } })).body['code']).toBe(
      'identity.codeWrong',
    );
    expect((await accept(token, { ...way, totp })).body).toEqual({ outcome: 'in' });
  });

  test('takes no password that guessers try first', async () => {
    const { token, email } = await invited();
    const weak = [
      'Password1234',
      'passwordpassword',
      'qwertyuiop123',
      '123456789012',
      'aaaaaaaaaaaaa',
      'Welcome2026!!',
      'motdepasse2026',
      'TamsinOkoro2026',
      'abcabcabcabc',
      email,
    ];
    for (const typed of weak) {
      expect(['identity.passwordCommon', 'identity.passwordShort'], typed).toContain(
        (await accept(token, { way: 'password', password: typed })).body['code'],
      );
    }
    expect((await accept(token, { way: 'password', password: 'short' })).body['code']).toBe(
      'identity.passwordShort',
    );
    expect((await accept(token)).body).toEqual({ outcome: 'in' });
  });
});

describe('stewards', () => {
  test('alone invite, assign and see accounts; the privacy officer sees them', async () => {
    const worker = await at.account({
      email: 'plain@example.org',
      password,
      roles: [{ role: 'worker', siteId: at.sites.a1.id }],
    });
    await at.account({ email: 'privacy@example.org', password, roles: [{ role: 'privacy' }] });
    const plain = (await at.ask('signInWithPassword', { email: 'plain@example.org', password })).token ?? '';
    const privacy =
      (await at.ask('signInWithPassword', { email: 'privacy@example.org', password })).token ?? '';
    for (const token of [plain, privacy]) {
      expect((await at.ask('assignRole', { accountId: worker, role: 'steward' }, { token })).status).toBe(
        403,
      );
      expect((await at.ask('disableAccount', { id: worker, version: 1 }, { token })).status).toBe(403);
      expect(
        (await at.ask('addSite', { organisationId: worker, name: { en: 'x', fr: 'x' } }, { token })).status,
      ).toBe(403);
    }
    expect((await at.ask('listAccounts', {}, { token: plain })).status).toBe(403);
    expect((await at.ask('listAccounts', {}, { token: privacy })).status).toBe(200);
  });

  test('give roles where they fit, once, in their own community', async () => {
    const { accountId } = await invited();
    const give = (input: object) => at.ask('assignRole', { accountId, ...input }, { token: steward });
    expect((await give({ role: 'worker' })).body['code']).toBe('identity.roleDoesNotFit');
    expect((await give({ role: 'steward', siteId: at.sites.a1.id })).body['code']).toBe(
      'identity.roleDoesNotFit',
    );
    expect((await give({ role: 'worker', siteId: at.sites.a1.id })).body['code']).toBe('identity.roleHeld');
    expect((await give({ role: 'worker', siteId: at.sites.b1.id })).status).toBe(422);
    expect((await give({ role: 'coordinator', siteId: at.sites.a2.id })).status).toBe(200);
    const far = await at.account({ email: 'far2@example.org', communityId: at.farCommunityId });
    expect((await at.ask('assignRole', { accountId: far, role: 'privacy' }, { token: steward })).status).toBe(
      404,
    );
    expect(
      (
        await at.ask(
          'inviteAgain',
          { accountId: far, token: newLinkToken(at.communityId) },
          { token: steward },
        )
      ).status,
    ).toBe(404);
  });

  test('every change leaves an audit event that names whose access it was', async () => {
    const { accountId } = await invited();
    await at.ask('disableAccount', { id: accountId, version: 1 }, { token: steward });
    const { rows } = await at.admin.query(
      'select operation from kernel.audit_event where $1 = any (subjects) order by at',
      [accountId],
    );
    expect(rows.map((row) => row.operation)).toEqual(
      expect.arrayContaining(['identity.invite', 'identity.disableAccount']),
    );
    const { rows: earlier } = await at.admin.query(
      'select row_version from identity.history where row_id = $1',
      [accountId],
    );
    expect(earlier).toEqual([{ row_version: 1 }]);
  });
});
