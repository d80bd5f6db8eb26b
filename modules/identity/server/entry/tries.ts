import { blindEverywhere } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { addressBlock } from '../../model.ts';
import { admitTry, failTry, forgiveTries, knownAmong, rememberPlaces } from '../queries/throttle.ts';

/** Failures in a row before waiting begins: from a place the account knows, from strangers to it, and from one address whomever it names. */
export const limits = { known: 10, stranger: 5, address: 40 } as const;

/** Where a try comes from: the socket's address (never a header), and the browser's own token, if it sent one. */
export type From = { readonly address: string; readonly device?: string | undefined };

/** A try that may be looked at, and what to do when it fails or succeeds. */
export type Try = {
  readonly keys: readonly Buffer[];
  readonly limits: readonly number[];
  readonly from: From;
};

type Named = { readonly whom: Buffer; readonly accountIds: readonly string[] };

const addressHash = (tx: Tx, from: From) => blindEverywhere(tx, 'address', addressBlock(from.address));
const deviceHash = (tx: Tx, from: From) => blindEverywhere(tx, 'device', from.device ?? '');

/**
 * Admits a try to get in as `whom` (a keyed hash), or says how many seconds to wait. Failures are counted apart for a browser
 * or address the account has signed in from, for strangers to it, and for the address of a stranger; so nobody is kept out of
 * their own account by what others try from elsewhere.
 */
export async function admit(
  tx: Tx,
  { whom, accountIds }: Named,
  from: From,
): Promise<Try | { wait: number }> {
  const [address, device] = [await addressHash(tx, from), await deviceHash(tx, from)];
  const asked = from.device === undefined ? [address] : [device, address];
  const known = await knownAmong(tx, accountIds, asked);
  const kind = known.some((place) => place.kind === 'device')
    ? 'device'
    : known.length > 0
      ? 'address'
      : 'stranger';
  const where = kind === 'device' ? device : kind === 'address' ? address : Buffer.alloc(0);
  const place = await blindEverywhere(tx, 'try', `${kind}|${whom.toString('hex')}|${where.toString('hex')}`);
  const one: Try =
    kind === 'stranger'
      ? {
          keys: [place, await blindEverywhere(tx, 'try', `address|${address.toString('hex')}`)],
          limits: [limits.stranger, limits.address],
          from,
        }
      : { keys: [place], limits: [limits.known], from };
  const wait = await admitTry(tx, one.keys);
  return wait > 0 ? { wait } : one;
}

/** Counts a try as failed. */
export const failed = (tx: Tx, one: Try) => failTry(tx, one.keys, one.limits);

/** Counts a refused passkey of an address; false once there have been so many that no further one is written down for a while. */
export async function mayBeNoted(tx: Tx, address: string): Promise<boolean> {
  const key = await blindEverywhere(tx, 'try', `passkey|${addressBlock(address)}`);
  if ((await admitTry(tx, [key])) > 0) return false;
  await failTry(tx, [key], [limits.address]);
  return true;
}

/** Forgets the failures counted where the actor got in, and remembers the place. What an address did to others stays counted. */
export async function succeeded(tx: Tx, one: Try): Promise<void> {
  const [place] = one.keys;
  if (place) await forgiveTries(tx, place);
  await remember(tx, one.from);
}

/** Remembers the actor's browser and address. */
export async function remember(tx: Tx, from: From): Promise<void> {
  const address = { hash: await addressHash(tx, from), kind: 'address' as const };
  const device =
    from.device === undefined ? [] : [{ hash: await deviceHash(tx, from), kind: 'device' as const }];
  await rememberPlaces(tx, [address, ...device]);
}
