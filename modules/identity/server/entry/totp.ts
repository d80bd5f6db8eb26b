import { Secret, TOTP } from 'otpauth';
import { open, seal } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { ownTotp, takeStep, writeTotp } from '../queries/proof.ts';

const place = 'identity.totp.secret';
const period = 30;

/** A new secret and the link an authenticator app reads it from. */
export function proposeSecret(name: string): { secret: string; link: string } {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, link: new TOTP({ issuer: 'Tributary', label: name, secret }).toString() };
}

/** The 30-second step a code belongs to, the one before and after the present one included; undefined when it is no code of the secret. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period }).validate({
    token: code,
    timestamp: now.getTime(),
    window: 1,
  });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}

/** Keeps the actor's secret once a code of it was shown; false when the code is not one. */
export async function keepSecret(tx: Tx, secret: string, code: string): Promise<boolean> {
  const step = stepOf(secret, code, tx.now);
  if (step === undefined) return false;
  await writeTotp(tx, await seal(tx, tx.actor.accountId, place, tx.actor.accountId, secret), step);
  return true;
}

/** Checks the actor's one-time code; each works once. `none` when they have not set codes up, `needed` when none was given. */
export async function checkCode(
  tx: Tx,
  code: string | undefined,
): Promise<'none' | 'needed' | 'right' | 'wrong'> {
  const held = await ownTotp(tx);
  if (!held) return 'none';
  if (code === undefined) return 'needed';
  const secret = await open(tx, tx.actor.accountId, place, tx.actor.accountId, held.secret);
  const step = stepOf(secret, code, tx.now);
  return step !== undefined && (await takeStep(tx, step)) ? 'right' : 'wrong';
}
