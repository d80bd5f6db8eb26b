import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Front, front } from '../testing/front.ts';

const proxy = '10.1.2.3';
let at: Front;
let trusting: Front;
beforeAll(async () => {
  at = await front([proxy]);
  trusting = await front(['0.0.0.0/1', '128.0.0.0/1']);
});
afterAll(async () => {
  await at.close();
  await trusting.close();
});

let count = 0;
/** Guesses at ever new accounts, so that only the address can be what is counted; gives how many were looked at before waiting began. */
async function looked(
  by: Front,
  times: number,
  sent: (round: number) => { address: string; forwarded?: string },
): Promise<number> {
  let seen = 0;
  for (let round = 0; round < times; round += 1) {
    const { address, forwarded } = sent(round);
    count += 1;
    const said = await by.ask(
      'signInWithPassword',
      { email: `unknown${count}@example.org`, password: 'not the password' },
      { address, ...(forwarded ? { headers: { 'x-forwarded-for': forwarded } } : {}) },
    );
    if (said.body['outcome'] !== 'wait') seen += 1;
  }
  return seen;
}

describe('behind a proxy that is named', { timeout: 120_000 }, () => {
  test('each visitor has an address of their own: one who guesses does not make others wait', async () => {
    expect(await looked(at, 44, () => ({ address: proxy, forwarded: '198.51.100.7' }))).toBe(40);
    expect(await looked(at, 3, () => ({ address: proxy, forwarded: '198.51.100.8' }))).toBe(3);
  });

  test('what a visitor wrote before the proxy added their address changes nothing', async () => {
    const guess = (round: number) => ({ address: proxy, forwarded: `203.0.113.${round}, 198.51.100.9` });
    expect(await looked(at, 44, guess)).toBe(40);
  });

  test('a header that comes from anybody else is not believed', async () => {
    const guess = (round: number) => ({ address: '198.51.100.10', forwarded: `203.0.113.${round}` });
    expect(await looked(at, 44, guess)).toBe(40);
  });

  test('canary: were every sender believed, a header would talk its way past', async () => {
    const guess = (round: number) => ({ address: '198.51.100.11', forwarded: `203.0.113.${round}` });
    expect(await looked(trusting, 44, guess)).toBe(44);
  });
});
