import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleSignIn } from '../settings.ts';
import { type Front, front } from '../testing/front.ts';
import { authenticator } from '../testing/passkey.ts';

const password = 'violet canoe under thaw';
const origin = 'http://localhost:4870';
let at: Front;
beforeAll(async () => {
  settleSignIn({ origins: ['https://tributary.example.org'], demo: [] });
  at = await front();
});
afterAll(() => at.close());

let count = 0;
/** Somebody who has a passkey, and the session they made it in. */
async function withPasskey() {
  count += 1;
  const email = `key${count}@example.org`;
  const accountId = await at.account({ email, password });
  const { token = '' } = await at.ask('signInWithPassword', { email, password });
  const key = authenticator(origin);
  const offer = await at.ask('passkeyOptions', { origin }, { token });
  const answer = key.make(offer.body['options'] as { challenge: string });
  const added = await at.ask('addPasskey', { origin, answer }, { token });
  return { accountId, token, key, added, answer };
}

const challenge = async () =>
  (await at.ask('signInOptions', { origin })).body['options'] as { challenge: string };
const enter = (answer: object, from = origin) => at.ask('signInWithPasskey', { origin: from, answer });

describe('a passkey', () => {
  test('is added, and signs its owner in', async () => {
    const { key, added, accountId } = await withPasskey();
    expect(added.status).toBe(200);
    const said = await enter(key.prove(await challenge()));
    expect(said.body).toEqual({ outcome: 'in' });
    const me = await at.ask('me', {}, { token: said.token ?? '' });
    expect(me.body).toMatchObject({ account: { id: accountId } });
  });

  test('answers a challenge once: the same signature sent again opens nothing', async () => {
    const { key } = await withPasskey();
    const answer = key.prove(await challenge());
    expect((await enter(answer)).body).toEqual({ outcome: 'in' });
    expect((await enter(answer)).body).toEqual({ outcome: 'refused' });
  });

  test('canary: with its challenge back in place and its counter forgotten, the replay would get in', async () => {
    const { key, accountId } = await withPasskey();
    const asked = await challenge();
    const answer = key.prove(asked);
    const { rows } = await at.admin.query(
      'select * from identity.challenge where account_id is null order by created_at desc limit 1',
    );
    expect((await enter(answer)).body).toEqual({ outcome: 'in' });
    const kept = rows[0] as { community_id: string; id: string; purpose: string; hash: Buffer };
    await at.admin.query(
      `insert into identity.challenge (community_id, id, purpose, hash, expires_at) values ($1, $2, $3, $4, now() + interval '1 minute')`,
      [kept.community_id, kept.id, kept.purpose, kept.hash],
    );
    await at.admin.query(
      'update identity.passkey set counter = 0, version = version + 1 where account_id = $1',
      [accountId],
    );
    expect((await enter(answer)).body).toEqual({ outcome: 'in' });
  });

  test('does nothing with a challenge that was made up, has run out, or was made for something else', async () => {
    const { key, token } = await withPasskey();
    expect((await enter(key.prove({ challenge: 'bWFkZSB1cA' }))).body).toEqual({ outcome: 'refused' });
    const late = await challenge();
    await at.admin.query(`update identity.challenge set expires_at = now() - interval '1 second'`);
    expect((await enter(key.prove(late))).body).toEqual({ outcome: 'refused' });
    const offer = await at.ask('passkeyOptions', { origin }, { token });
    expect((await enter(key.prove(offer.body['options'] as { challenge: string }))).body).toEqual({
      outcome: 'refused',
    });
  });

  test('signed for another site, or a page at another address, opens nothing', async () => {
    const { key } = await withPasskey();
    expect((await enter(key.prove(await challenge(), 'https://tributary.example.com'))).body).toEqual({
      outcome: 'refused',
    });
    const elsewhere = authenticator('https://tributary.example.org');
    expect((await enter(elsewhere.prove(await challenge()), 'https://tributary.example.org')).body).toEqual({
      outcome: 'refused',
    });
    for (const wrong of [
      'https://evil.example',
      'http://localhost.evil.example',
      'http://127.0.0.1:4870',
      'null',
      'https://tributary.example.org/x',
    ]) {
      expect((await at.ask('signInOptions', { origin: wrong })).body['code'], wrong).toBe(
        'identity.originUnknown',
      );
    }
  });

  test('of a disabled account, taken away, or signed by another key, opens nothing', async () => {
    const first = await withPasskey();
    await at.admin.query(
      'update identity.account set disabled_at = now(), version = version + 1 where id = $1',
      [first.accountId],
    );
    expect((await enter(first.key.prove(await challenge()))).body).toEqual({ outcome: 'refused' });
    const second = await withPasskey();
    const { body } = await at.ask('listWays', {}, { token: second.token });
    const [row] = body['passkeys'] as { id: string }[];
    expect((await at.ask('removePasskey', { id: row?.id }, { token: second.token })).status).toBe(200);
    expect((await enter(second.key.prove(await challenge()))).body).toEqual({ outcome: 'refused' });
    const [third, other] = [await withPasskey(), authenticator(origin)];
    const forged = { ...other.prove(await challenge()), id: third.answer.id, rawId: third.answer.rawId };
    expect((await enter(forged)).body).toEqual({ outcome: 'refused' });
  });

  test('of somebody else does not step a session up; one’s own does', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    const options = async () =>
      (await at.ask('stepUpOptions', { origin }, { token: mine.token })).body['options'] as {
        challenge: string;
      };
    const wrong = theirs.key.prove(await options());
    expect(
      (await at.ask('stepUp', { way: 'passkey', origin, answer: wrong }, { token: mine.token })).body,
    ).toEqual({ outcome: 'refused' });
    const right = mine.key.prove(await options());
    const up = await at.ask('stepUp', { way: 'passkey', origin, answer: right }, { token: mine.token });
    expect(up.body).toEqual({ outcome: 'in' });
    expect((await at.ask('me', {}, { token: mine.token })).status).toBe(401);
  });

  test('that is the last way in stays', async () => {
    const { token, accountId } = await withPasskey();
    await at.admin.query('delete from identity.password where id = $1', [accountId]);
    const { body } = await at.ask('listWays', {}, { token });
    const [row] = body['passkeys'] as { id: string }[];
    expect((await at.ask('removePasskey', { id: row?.id }, { token })).body['code']).toBe('identity.lastWay');
  });
});
