import { blindEverywhere } from '../../../../kernel/server/keys/index.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import type { ParsedOf } from '../../../../kernel/contract.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { identity } from '../../contract.ts';
import type { Entry } from '../../shapes.ts';
import { ownPasskeys } from '../queries/passkey.ts';
import { ownPassword, ownTotp } from '../queries/proof.ts';
import { admitTry, failTry, forgiveTries } from '../queries/throttle.ts';
import { renew } from '../session.ts';
import { placeOf } from './origin.ts';
import { askPasskey, signedBy, used } from './passkey.ts';
import { matches } from './password.ts';
import { checkCode } from './totp.ts';

type Ops = (typeof identity)['operations'];
type Shown = ParsedOf<Ops['stepUp']>;

/** Wrong passwords in one session before waiting begins. */
const limit = 5;

/** Says how the person who asks can show once more who they are. */
export const stepUpOptions: UseCase<Ops['stepUpOptions']> = async (tx, { origin }) => {
  const place = placeOf(origin);
  const mine = (await ownPasskeys(tx)).filter((row) => row.rpId === place.rpId);
  return {
    options: mine.length > 0 ? { ...(await askPasskey(tx, place, mine)) } : null,
    password: (await ownPassword(tx)) !== undefined,
    code: (await ownTotp(tx)) !== undefined,
  };
};

async function byPasskey(tx: Tx, shown: Extract<Shown, { way: 'passkey' }>): Promise<Entry> {
  const row = (await ownPasskeys(tx)).find(
    (one) => one.credentialId.toString('base64url') === shown.answer.id,
  );
  const counter = row && (await signedBy(tx, placeOf(shown.origin), row, shown.answer));
  if (!row || counter === undefined) return { outcome: 'refused' };
  await used(tx, row, counter);
  return { outcome: 'in' };
}

async function byPassword(tx: Tx, shown: Extract<Shown, { way: 'password' }>): Promise<Entry> {
  const key = await blindEverywhere(tx, 'try', `session|${tx.actor.sessionId ?? ''}`);
  const seconds = await admitTry(tx, [key]);
  if (seconds > 0) return { outcome: 'wait', seconds };
  const right = await matches(shown.password, (await ownPassword(tx))?.hash ?? null);
  const code = right ? await checkCode(tx, shown.code) : 'none';
  if (code === 'needed') return { outcome: 'code' };
  if (!right || code === 'wrong') {
    await failTry(tx, [key], [limit]);
    return { outcome: right ? 'codeRefused' : 'refused' };
  }
  await forgiveTries(tx, key);
  return { outcome: 'in' };
}

/** Shows once more who is acting. The session goes on under a new token; the old one opens nothing any more. */
export const stepUp: UseCase<Ops['stepUp']> = async (tx, shown, around) => {
  const entry = shown.way === 'passkey' ? await byPasskey(tx, shown) : await byPassword(tx, shown);
  if (entry.outcome === 'in') around.setSession(await renew(tx));
  return entry;
};
