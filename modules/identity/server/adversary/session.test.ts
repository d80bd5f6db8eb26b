import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { settleSignIn } from '../settings.ts';
import { type Front, front, type Said } from '../testing/front.ts';

const password = 'violet canoe under thaw';
let at: Front;
beforeAll(async () => {
  settleSignIn({ origins: [], demo: [] });
  at = await front();
});
afterAll(() => at.close());

let count = 0;
/** Somebody new, signed in with their password. */
async function signedIn(role: 'steward' | 'worker' = 'worker') {
  count += 1;
  const email = `person${count}@example.org`;
  const roles = [role === 'steward' ? { role } : { role, siteId: at.sites.a1.id }];
  const accountId = await at.account({ email, password, roles });
  const said = await at.ask('signInWithPassword', { email, password });
  return { accountId, email, token: said.token ?? '' };
}

const whoIs = (token: string) => at.ask('me', {}, { token });
const isOut = (said: Said) => said.status === 401 && said.body['code'] === 'kernel.notSignedIn';

/** Plants a fault in the database for the length of one check. */
async function planted(fault: string, repair: string, check: () => Promise<void>): Promise<void> {
  await at.admin.query(fault);
  try {
    await check();
  } finally {
    await at.admin.query(repair);
  }
}

describe('a session', () => {
  test('opens nothing after sign-out, and a command after it says so too', async () => {
    const { token } = await signedIn();
    expect((await whoIs(token)).status).toBe(200);
    expect((await at.ask('signOut', {}, { token })).status).toBe(200);
    expect(isOut(await whoIs(token))).toBe(true);
    expect(isOut(await at.ask('setLocale', { locale: 'fr' }, { token }))).toBe(true);
  });

  test('canary: were the end of a session forgotten, the replay would be seen', async () => {
    const { token } = await signedIn();
    await at.ask('signOut', {}, { token });
    await planted('update identity.session set ended_at = null', 'select 1', async () => {
      expect(isOut(await whoIs(token))).toBe(false);
    });
  });

  test('is kept as a hash: no token stands in any column', async () => {
    const { token } = await signedIn();
    const { rows } = await at.admin.query('select row_to_json(s)::text as line from identity.session s');
    const bytes = Buffer.from(token, 'base64url');
    const forms = [token, bytes.toString('hex'), bytes.subarray(16).toString('hex')];
    expect(rows.filter(({ line }) => forms.some((form) => String(line).includes(form)))).toEqual([]);
  });

  test('ends after 30 minutes unused and after 12 hours in any case, by the clock of the database', async () => {
    const { token, accountId } = await signedIn();
    const shift = (column: string) =>
      at.admin.query(
        `update identity.session set ${column} = now() - interval '1 second' where account_id = $1`,
        [accountId],
      );
    await shift('idle_until');
    expect(isOut(await whoIs(token))).toBe(true);
    const second = await signedIn();
    await at.admin.query(
      `update identity.session set ends_at = now() - interval '1 second' where account_id = $1`,
      [second.accountId],
    );
    expect(isOut(await whoIs(second.token))).toBe(true);
    const third = await signedIn();
    const { rows } = await at.admin.query(
      `select extract(epoch from ends_at - created_at)::int as whole, extract(epoch from idle_until - created_at)::int as idle from identity.session where account_id = $1`,
      [third.accountId],
    );
    expect(rows).toEqual([{ whole: 43_200, idle: 1_800 }]);
  });

  test('is never longer for being used', async () => {
    const { token, accountId } = await signedIn();
    await at.admin.query(
      `update identity.session set seen_at = now() - interval '5 minutes', ends_at = now() + interval '10 minutes' where account_id = $1`,
      [accountId],
    );
    expect((await whoIs(token)).status).toBe(200);
    const { rows } = await at.admin.query(
      'select idle_until <= ends_at as within from identity.session where account_id = $1',
      [accountId],
    );
    expect(rows).toEqual([{ within: true }]);
  });

  test('gets a token of its own at every sign-in, whatever token the browser brought (fixation)', async () => {
    const { email, token } = await signedIn();
    const again = await at.ask('signInWithPassword', { email, password }, { token });
    expect(again.token).toBeDefined();
    expect(again.token).not.toBe(token);
    const planned = Buffer.alloc(48, 7).toString('base64url');
    const fixed = await at.ask('signInWithPassword', { email, password }, { token: planned });
    expect(fixed.token).not.toBe(planned);
    expect(isOut(await whoIs(planned))).toBe(true);
  });

  test('gets a new token at step-up, and the old one dies', async () => {
    const { token } = await signedIn();
    const up = await at.ask('stepUp', { way: 'password', password }, { token });
    expect(up.body).toEqual({ outcome: 'in' });
    expect(up.token).not.toBe(token);
    expect(isOut(await whoIs(token))).toBe(true);
    expect((await whoIs(up.token ?? '')).status).toBe(200);
  });

  test('of another community, or garbage, opens nothing', async () => {
    const { token } = await signedIn();
    const bytes = Buffer.from(token, 'base64url');
    const moved = Buffer.concat([
      Buffer.from(at.farCommunityId.replaceAll('-', ''), 'hex'),
      bytes.subarray(16),
    ]);
    for (const wrong of [
      moved.toString('base64url'),
      'x',
      '',
      `${token}=`,
      token.toLowerCase(),
      "' or 1=1 --".padEnd(64, 'A'),
    ]) {
      expect(isOut(await whoIs(wrong)), wrong).toBe(true);
    }
  });

  test('can be listed and ended one by one or all at once, but only one’s own', async () => {
    const first = await signedIn();
    const other = await at.ask(
      'signInWithPassword',
      { email: first.email, password },
      { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' } },
    );
    const stranger = await signedIn();
    const list = await at.ask('listSessions', {}, { token: first.token });
    const rows = list.body['rows'] as { id: string; device: string; current: boolean }[];
    expect(rows.map(({ device, current }) => ({ device, current }))).toEqual(
      expect.arrayContaining([
        { device: 'Firefox · Linux', current: false },
        expect.objectContaining({ current: true }),
      ]),
    );
    const id = rows.find((row) => !row.current)?.id ?? '';
    expect((await at.ask('endSession', { id }, { token: stranger.token })).status).toBe(404);
    expect((await whoIs(other.token ?? '')).status).toBe(200);
    expect((await at.ask('endSession', { id }, { token: first.token })).status).toBe(200);
    expect(isOut(await whoIs(other.token ?? ''))).toBe(true);
    const third = await at.ask('signInWithPassword', { email: first.email, password });
    expect((await at.ask('endOtherSessions', {}, { token: first.token })).body).toEqual({ ended: 1 });
    expect(isOut(await whoIs(third.token ?? ''))).toBe(true);
    expect((await whoIs(first.token)).status).toBe(200);
  });
});

describe('a stolen cookie', () => {
  const weighty: [string, object][] = [
    ['invite', { name: 'M', email: 'm@example.org', roles: [], token: 'A'.repeat(64) }],
    ['changePassword', { password: 'entirely new gravel path' }],
    ['removeTotp', {}],
    ['removePasskey', { id: newId() }],
    ['disableAccount', { id: newId(), version: 1 }],
    ['assignRole', { accountId: newId(), role: 'steward' }],
  ];
  test('without a fresh proof does nothing weighty', async () => {
    const { token, accountId } = await signedIn('steward');
    await at.admin.query(
      `update identity.session set stepped_up_at = now() - interval '11 minutes' where account_id = $1`,
      [accountId],
    );
    for (const [operation, input] of weighty) {
      expect(await at.ask(operation, input, { token }), operation).toMatchObject({
        status: 403,
        body: { code: 'kernel.proofNeeded' },
      });
    }
  });

  test('canary: with a fresh proof the same requests go past that check', async () => {
    const { token } = await signedIn('steward');
    for (const [operation, input] of weighty) {
      expect((await at.ask(operation, input, { token })).body['code'], operation).not.toBe(
        'kernel.proofNeeded',
      );
    }
  });

  test('cannot guess the password at step-up for long', async () => {
    const { token } = await signedIn();
    const outcomes = [];
    for (let guess = 0; guess < 7; guess += 1) {
      outcomes.push(
        (await at.ask('stepUp', { way: 'password', password: `guess number ${guess}` }, { token })).body[
          'outcome'
        ],
      );
    }
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'wait', 'wait']);
    expect((await at.ask('stepUp', { way: 'password', password }, { token })).body['outcome']).toBe('wait');
  });
});

describe('access that is taken away', () => {
  test('ends with the very next request: the account, then a role', async () => {
    const steward = await signedIn('steward');
    const worker = await signedIn();
    const list = await at.ask('listAccounts', {}, { token: steward.token });
    const rows = list.body['rows'] as {
      id: string;
      version: number;
      roles: { id: string; version: number }[];
    }[];
    const seen = rows.find((row) => row.id === worker.accountId);
    const [role] = seen?.roles ?? [];
    expect((await whoIs(worker.token)).body['roles']).toHaveLength(1);
    expect(
      (await at.ask('endAssignment', { id: role?.id, version: role?.version }, { token: steward.token }))
        .status,
    ).toBe(200);
    expect((await whoIs(worker.token)).body['roles']).toEqual([]);
    expect(
      (
        await at.ask(
          'disableAccount',
          { id: worker.accountId, version: seen?.version },
          { token: steward.token },
        )
      ).status,
    ).toBe(200);
    expect(isOut(await whoIs(worker.token))).toBe(true);
    expect((await at.ask('signInWithPassword', { email: worker.email, password })).body).toEqual({
      outcome: 'refused',
    });
  });

  test('given back does not bring old sessions back', async () => {
    const steward = await signedIn('steward');
    const worker = await signedIn();
    const { body } = await at.ask(
      'disableAccount',
      { id: worker.accountId, version: 1 },
      { token: steward.token },
    );
    expect(
      (
        await at.ask(
          'enableAccount',
          { id: worker.accountId, version: body['version'] },
          { token: steward.token },
        )
      ).status,
    ).toBe(200);
    expect(isOut(await whoIs(worker.token))).toBe(true);
    expect((await at.ask('signInWithPassword', { email: worker.email, password })).body).toEqual({
      outcome: 'in',
    });
  });

  test('canary: an account that is only marked in another community stays open', async () => {
    const worker = await signedIn();
    await at.admin.query(
      'update identity.account set disabled_at = now(), version = version + 1 where community_id = $1',
      [at.farCommunityId],
    );
    expect((await whoIs(worker.token)).status).toBe(200);
  });

  test('is never the last steward’s own doing', async () => {
    const alone = await at.account({
      email: 'far@example.org',
      password,
      communityId: at.farCommunityId,
      roles: [{ role: 'steward' }],
    });
    const said = await at.ask('signInWithPassword', { email: 'far@example.org', password });
    const token = said.token ?? '';
    expect((await at.ask('disableAccount', { id: alone, version: 1 }, { token })).body['code']).toBe(
      'identity.notYourself',
    );
    const { body } = await at.ask('listAccounts', {}, { token });
    const [role] = (body['rows'] as { roles: { id: string; version: number }[] }[]).flatMap(
      (row) => row.roles,
    );
    expect(
      (await at.ask('endAssignment', { id: role?.id, version: role?.version }, { token })).body['code'],
    ).toBe('identity.lastSteward');
    expect((await whoIs(token)).body['roles']).toHaveLength(1);
  });
});
