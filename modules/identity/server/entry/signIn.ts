import { blindEverywhere } from '../../../../kernel/server/keys/index.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { identity } from '../../contract.ts';
import { sameEmail } from '../../model.ts';
import { actorOf, enter } from '../enter.ts';
import { type Candidate, candidatesFor } from '../queries/account.ts';
import { passkeyBy } from '../queries/passkey.ts';
import { noteRefused } from '../queries/throttle.ts';
import { arrive } from './arrive.ts';
import { placeOf } from './origin.ts';
import { askPasskey, signedBy, used } from './passkey.ts';
import { matches } from './password.ts';
import { checkCode } from './totp.ts';
import { admit, failed, mayBeNoted, remember, succeeded } from './tries.ts';

type Ops = (typeof identity)['operations'];

/** The keyed hash an e-mail address is looked up by. */
export const emailBlind = (tx: Tx, email: string) => blindEverywhere(tx, 'email', sameEmail(email));

/** The first account the password belongs to. An unknown address takes as long as a known one. */
async function proven(candidates: readonly Candidate[], password: string): Promise<Candidate | undefined> {
  if (candidates.length === 0) await matches(password, null);
  for (const one of candidates) if (await matches(password, one.hash)) return one;
  return undefined;
}

/** Signs somebody in with e-mail address and password, and a one-time code where one is set up. */
export const signInWithPassword: UseCase<Ops['signInWithPassword']> = async (tx, input, around) => {
  const blind = await emailBlind(tx, input.email);
  const candidates = await candidatesFor(tx, blind);
  const from = { address: around.address, device: input.device };
  const one = await admit(tx, { whom: blind, accountIds: candidates.map((each) => each.accountId) }, from);
  if ('wait' in one) return { outcome: 'wait', seconds: one.wait };
  const account = await proven(candidates, input.password);
  if (!account) {
    await failed(tx, one);
    await noteRefused(tx, 'identity.signInWithPassword', blind);
    return { outcome: 'refused' };
  }
  const inside = await enter(tx, actorOf(account.communityId, account.accountId));
  const code = await checkCode(inside, input.code);
  if (code === 'needed') return { outcome: 'code' };
  if (code === 'wrong') {
    await failed(inside, one);
    noteTurnedAway(inside, 'signInWithPassword');
    return { outcome: 'codeRefused' };
  }
  await succeeded(inside, one);
  return arrive(inside, around, 'signInWithPassword');
};

/** Gives the challenge that a passkey signs to get in. */
export const signInOptions: UseCase<Ops['signInOptions']> = async (tx, { origin }) => ({
  options: { ...(await askPasskey(tx, placeOf(origin))) },
});

/** Somebody who is known, and did not get in. */
function noteTurnedAway(tx: Tx, operation: string): void {
  tx.note({ operation: `identity.${operation}`, action: 'refused', subjects: [tx.actor.accountId] });
}

/** Writes a refused passkey down, as often as an address may fail: made-up passkeys must not fill the trail. */
async function notePasskeyRefused(
  tx: Tx,
  credential: string,
  row: { communityId: string; accountId: string } | undefined,
  address: string,
): Promise<void> {
  if (!(await mayBeNoted(tx, address))) return;
  if (row) noteTurnedAway(await enter(tx, actorOf(row.communityId, row.accountId)), 'signInWithPasskey');
  else await noteRefused(tx, 'identity.signInWithPasskey', await blindEverywhere(tx, 'passkey', credential));
}

/** Signs somebody in with a passkey. */
export const signInWithPasskey: UseCase<Ops['signInWithPasskey']> = async (tx, input, around) => {
  const row = await passkeyBy(tx, Buffer.from(input.answer.id, 'base64url'));
  const counter = row && (await signedBy(tx, placeOf(input.origin), row, input.answer));
  if (!row || counter === undefined) {
    await notePasskeyRefused(tx, input.answer.id, row, around.address);
    return { outcome: 'refused' };
  }
  const inside = await enter(tx, actorOf(row.communityId, row.accountId));
  await used(inside, row, counter);
  await remember(inside, { address: around.address, device: input.device });
  return arrive(inside, around, 'signInWithPasskey');
};
