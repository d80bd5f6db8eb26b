import { refuse } from '../../../../kernel/refusal.ts';
import type { Around } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Way } from '../../shapes.ts';
import { writePassword } from '../queries/proof.ts';
import { placeOf } from './origin.ts';
import { keepPasskey, made, type NewPasskey } from './passkey.ts';
import { hashPassword, refuseWeak } from './password.ts';
import { keepSecret } from './totp.ts';

/** A way to sign in that was checked at the door and is kept once its person is known. */
export type CheckedWay = { readonly passkey: NewPasskey } | Extract<Way, { way: 'password' }>;

/** Checks a chosen way; `own` is what the person is called, `twofold` asks for one-time codes beside a password. */
export async function checkWay(
  tx: Tx,
  way: Way,
  of: { own: readonly string[]; twofold: boolean },
): Promise<CheckedWay> {
  if (way.way === 'passkey') {
    const passkey = await made(tx, placeOf(way.origin), way.answer);
    if (!passkey) throw refuse('invalid', 'identity.passkeyNotGood');
    return { passkey };
  }
  refuseWeak(way.password, of.own);
  if (of.twofold && !way.totp) throw refuse('invalid', 'identity.codeNeeded');
  return way;
}

/** Keeps a checked way as the actor's. */
export async function keepWay(tx: Tx, way: CheckedWay, around: Around): Promise<void> {
  if ('passkey' in way) {
    await keepPasskey(tx, way.passkey, around.device);
    return;
  }
  await writePassword(tx, tx.actor.accountId, await hashPassword(way.password));
  if (way.totp && !(await keepSecret(tx, way.totp.secret, way.totp.code)))
    throw refuse('invalid', 'identity.codeWrong');
}
