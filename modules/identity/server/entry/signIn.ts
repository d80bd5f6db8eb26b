import { blindEverywhere } from '../../../../kernel/server/keys/index.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { identity } from '../../contract.ts';
import { sameEmail } from '../../model.ts';
import { actorOf, enter } from '../enter.ts';
import { makeSession } from '../session.ts';
import { type Candidate, candidatesFor } from '../queries/account.ts';
import { matches } from './password.ts';
import { checkCode } from './totp.ts';
import { admit, failed, succeeded } from './tries.ts';

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
    return { outcome: 'refused' };
  }
  const inside = await enter(tx, actorOf(account.communityId, account.accountId));
  const code = await checkCode(inside, input.code);
  if (code === 'needed') return { outcome: 'code' };
  if (code === 'wrong') {
    await failed(inside, one);
    return { outcome: 'codeRefused' };
  }
  await succeeded(inside, one);
  around.setSession((await makeSession(inside, { device: around.device })).token);
  inside.note({ operation: 'identity.signInWithPassword', action: 'execute', subjects: [account.accountId] });
  return { outcome: 'in' };
};
