import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { keepSecret, proposeSecret } from '../entry/totp.ts';
import { actorOf } from '../enter.ts';
import { type Front, front } from '../testing/front.ts';

const password = 'violet canoe under thaw';
const device = 'd'.repeat(43);
let at: Front;
beforeAll(async () => {
  at = await front();
});
afterAll(() => at.close());

let count = 0;
async function somebody() {
  count += 1;
  const email = `guess${count}@example.org`;
  return {
    email,
    accountId: await at.account({ email, password, roles: [{ role: 'worker', siteId: at.sites.a1.id }] }),
  };
}

let net = 0;
/** Network addresses nobody has used in this file before. */
const freshAddress = () => {
  net += 1;
  return `198.18.${Math.floor(net / 250)}.${(net % 250) + 1}`;
};

type Try = {
  email: string;
  password?: string;
  address?: string;
  device?: string;
  code?: string;
  headers?: Record<string, string>;
};

const signIn = async (one: Try) => {
  const { address, headers, ...typed } = one;
  const said = await at.ask(
    'signInWithPassword',
    { password: 'not the password', ...typed },
    { address: address ?? freshAddress(), ...(headers ? { headers } : {}) },
  );
  return String(said.body['outcome']);
};

/** Repeats a try and gives how often it was looked at before waiting began. */
async function lookedAt(times: number, one: (round: number) => Try): Promise<number> {
  let looked = 0;
  for (let round = 0; round < times; round += 1) if ((await signIn(one(round))) !== 'wait') looked += 1;
  return looked;
}

describe('guessing a password', () => {
  test('one account from ever new addresses is slowed after five', async () => {
    const { email } = await somebody();
    expect(await lookedAt(9, () => ({ email }))).toBe(5);
  });

  test('many accounts from one address are slowed after forty', async () => {
    const address = freshAddress();
    expect(await lookedAt(44, (round) => ({ email: `nobody${round}@example.org`, address }))).toBe(40);
  }, 60_000);

  test('headers do not change the address', async () => {
    const { email } = await somebody();
    const address = freshAddress();
    const names = [
      'x-forwarded-for',
      'forwarded',
      'x-real-ip',
      'cf-connecting-ip',
      'true-client-ip',
      'x-client-ip',
    ];
    const looked = await lookedAt(9, (round) => ({
      email,
      address,
      headers: Object.fromEntries(
        names.map((name) => [name, name === 'forwarded' ? `for=10.9.8.${round}` : `10.9.8.${round}`]),
      ),
    }));
    expect(looked).toBe(5);
  });

  test('a volley at the same moment counts as its number', async () => {
    const { email } = await somebody();
    const address = freshAddress();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => signIn({ email, address })));
    expect(outcomes.filter((outcome) => outcome !== 'wait').length).toBeLessThanOrEqual(5);
    expect(await lookedAt(9, () => ({ email, address }))).toBeLessThanOrEqual(5);
  });

  test('canary: were failures forgotten, every guess would be looked at', async () => {
    const { email } = await somebody();
    let looked = 0;
    for (let round = 0; round < 9; round += 1) {
      if ((await signIn({ email })) !== 'wait') looked += 1;
      await at.admin.query('delete from identity.throttle');
    }
    expect(looked).toBe(9);
  });

  test('waiting is kept by the database: another server process knows of it', async () => {
    const { email } = await somebody();
    await lookedAt(6, () => ({ email }));
    const { rows } = await at.admin.query(
      `select count(*)::int as waiting from identity.throttle where blocked_until > now() and failures >= 5`,
    );
    expect(Number(rows[0]?.waiting)).toBeGreaterThan(0);
  });

  test('waiting ends, doubles with each further failure, and is never over a quarter of an hour', async () => {
    const { email } = await somebody();
    await lookedAt(5, () => ({ email }));
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const { rows } = await at.admin.query(
        'select extract(epoch from blocked_until - last_at)::int as wait from identity.throttle where failures >= 5 order by last_at desc limit 1',
      );
      waits.push(Number(rows[0]?.wait));
      await at.admin.query(`update identity.throttle set blocked_until = now() - interval '1 second'`);
      await at.admin.query(`delete from identity.throttle where failures < 5`);
      await signIn({ email });
      await at.admin.query(`delete from identity.throttle where failures < 5`);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  });
});

describe('locking somebody else out', () => {
  test('does not work: whoever signed in from this browser or address before still gets in', async () => {
    const { email } = await somebody();
    const home = freshAddress();
    expect(await signIn({ email, password, address: home, device })).toBe('in');
    await lookedAt(12, () => ({ email }));
    expect(await signIn({ email, password })).toBe('wait');
    expect(await signIn({ email, password, address: home })).toBe('in');
    expect(await signIn({ email, password, device })).toBe('in');
  });

  test('does not work from the same address either, once the browser is known', async () => {
    const { email } = await somebody();
    const office = freshAddress();
    expect(await signIn({ email, password, address: office, device })).toBe('in');
    await lookedAt(15, () => ({ email, address: office }));
    expect(await signIn({ email, password, address: office, device })).toBe('in');
  });

  test('canary: to a stranger’s browser the door stays slow', async () => {
    const { email } = await somebody();
    expect(await signIn({ email, password, device })).toBe('in');
    await lookedAt(6, () => ({ email }));
    expect(await signIn({ email, password, device: 'e'.repeat(43) })).toBe('wait');
  });

  test('a known browser has its own limit: it is no free pass', async () => {
    const { email } = await somebody();
    await signIn({ email, password, device });
    expect(await lookedAt(13, () => ({ email, device }))).toBe(10);
  });

  test('an attacker’s own sign-ins do not wipe what they did to others from there', async () => {
    const mine = await somebody();
    const address = freshAddress();
    let looked = 0;
    for (let round = 0; round < 44; round += 1) {
      if ((await signIn({ email: `victim${round}@example.org`, address })) !== 'wait') looked += 1;
      if (round % 5 === 0) await signIn({ email: mine.email, password, address });
    }
    expect(looked).toBe(40);
  }, 60_000);
});

describe('finding out who has an account', () => {
  const answers = async (email: string, typed = 'not the password') => {
    const said = await at.ask('signInWithPassword', { email, password: typed }, { address: freshAddress() });
    return { status: said.status, body: said.body, cookie: said.token !== undefined };
  };

  test('is not possible by what is answered: unknown, wrong, disabled, without password', async () => {
    const known = await somebody();
    const disabled = await somebody();
    await at.admin.query(
      'update identity.account set disabled_at = now(), version = version + 1 where id = $1',
      [disabled.accountId],
    );
    const bare = `bare${newId()}@example.org`;
    await at.account({ email: bare });
    const expected = { status: 200, body: { outcome: 'refused' }, cookie: false };
    expect(await answers('nobody-at-all@example.org')).toEqual(expected);
    expect(await answers(known.email)).toEqual(expected);
    expect(await answers(disabled.email, password)).toEqual(expected);
    expect(await answers(bare)).toEqual(expected);
  });

  test('canary: an answer that differs, as for the right password, is seen by the same comparison', async () => {
    const known = await somebody();
    expect(await answers(known.email, password)).not.toEqual(
      await answers('nobody-at-all@example.org', password),
    );
  });

  test('is not possible by how waiting begins', async () => {
    const known = await somebody();
    expect(await lookedAt(8, () => ({ email: known.email }))).toBe(
      await lookedAt(8, () => ({ email: 'truly-nobody@example.org' })),
    );
  });

  test('is not possible by work: an unknown address costs a hash too', async () => {
    const { matches } = await import('../entry/password.ts');
    const time = async (hashed: string | null) => {
      const from = performance.now();
      await matches('some password', hashed);
      return performance.now() - from;
    };
    const { hashPassword } = await import('../entry/password.ts');
    const real = await hashPassword('another one here');
    await time(null);
    const pairs: number[][] = [];
    for (let round = 0; round < 8; round += 1) pairs.push([await time(real), await time(null)]);
    const median = (at: 0 | 1) => pairs.map((pair) => pair[at] ?? 0).sort((a, b) => a - b)[4] ?? 0;
    expect(median(1)).toBeGreaterThan(median(0) / 3);
  });
});

test('a storm of sign-ins is told to wait rather than take every connection of the database', async () => {
  const storm = await Promise.all(
    Array.from({ length: 40 }, (_, number) =>
      at.ask(
        'signInWithPassword',
        { email: `storm${number}@example.org`, password },
        { address: freshAddress() },
      ),
    ),
  );
  const statuses = new Set(storm.map((said) => said.status));
  expect([...statuses].every((status) => status === 200 || status === 429)).toBe(true);
  expect(storm.some((said) => said.status === 200)).toBe(true);
});

describe('a one-time code', () => {
  async function withCodes() {
    const one = await somebody();
    const { secret } = proposeSecret(one.email);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const earlier = Date.now() - 60_000;
    await at.database.asActor(actorOf(at.communityId, one.accountId), { id: newId() }, (tx) =>
      keepSecret(
        {
          ...tx,
          actor: tx.actor,
          now: new Date(earlier),
          many: (q) => tx.many(q),
          run: (q) => tx.run(q),
        } as typeof tx,
        secret,
        totp.generate({ timestamp: earlier }),
      ),
    );
    return {
      ...one,
      code: () => totp.generate(),
      next: () => totp.generate({ timestamp: Date.now() + 30_000 }),
    };
  }

  test('is asked for, works, and never works twice', async () => {
    const { email, code, next } = await withCodes();
    expect(await signIn({ email, password, device })).toBe('code');
    const used = code();
    expect(await signIn({ email, password, code: used, device })).toBe('in');
    expect(await signIn({ email, password, code: used, device })).toBe('codeRefused');
    expect(await signIn({ email, password, code: next(), device })).toBe('in');
    expect(await signIn({ email, password, code: used, device })).toBe('codeRefused');
  });

  test('canary: were the last step forgotten, the replay would get in', async () => {
    const { email, accountId, code } = await withCodes();
    const used = code();
    expect(await signIn({ email, password, code: used })).toBe('in');
    await at.admin.query('update identity.totp set last_step = 0 where id = $1', [accountId]);
    expect(await signIn({ email, password, code: used })).toBe('in');
  });

  test('sent twice at the same moment lets one in', async () => {
    const { email, code } = await withCodes();
    const used = code();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        signIn({ email, password, code: used, device: String(number).repeat(43) }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(1);
  });

  test('cannot be guessed for long, and the secret stands sealed', async () => {
    const { email, accountId, code } = await withCodes();
    const wrong = String((Number(code()) + 500_001) % 1_000_000).padStart(6, '0');
    expect(await lookedAt(9, () => ({ email, password, code: wrong }))).toBe(5);
    const { rows } = await at.admin.query(
      'select length(secret_sealed) as bytes from identity.totp where id = $1',
      [accountId],
    );
    expect(rows).toEqual([{ bytes: 32 + 45 }]);
  });
});
