import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { identity } from '../../contract.ts';
import { ownFacts } from '../names.ts';
import { ownPasskeys, removePasskeys } from '../queries/passkey.ts';
import { ownPassword, ownTotp, removeTotp as takeTotpAway, writePassword } from '../queries/proof.ts';
import { endAll } from '../queries/session.ts';
import { placeOf } from './origin.ts';
import { keepPasskey, made, offerPasskey } from './passkey.ts';
import { hashPassword, refuseWeak } from './password.ts';
import { keepSecret, proposeSecret } from './totp.ts';

type Ops = (typeof identity)['operations'];

const self = (tx: Tx) => ({ id: tx.actor.accountId });

/** Lists the ways the person who asks can sign in. */
export const listWays: UseCase<Ops['listWays']> = async (tx) => ({
  passkeys: (await ownPasskeys(tx)).map(({ id, label, createdAt, usedAt }) => ({
    id,
    label,
    createdAt: createdAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  })),
  password: (await ownPassword(tx)) !== undefined,
  code: (await ownTotp(tx)) !== undefined,
});

/** Gives the challenge for a new passkey. */
export const passkeyOptions: UseCase<Ops['passkeyOptions']> = async (tx, { origin }) => ({
  options: {
    ...(await offerPasskey(tx, placeOf(origin), { ...(await ownFacts(tx)), has: await ownPasskeys(tx) })),
  },
});

/** Adds a passkey. */
export const addPasskey: UseCase<Ops['addPasskey']> = async (tx, { origin, answer }, around) => {
  const passkey = await made(tx, placeOf(origin), answer);
  if (!passkey) throw refuse('invalid', 'identity.passkeyNotGood');
  return { id: await keepPasskey(tx, passkey, around.device), version: 1 };
};

/** Takes a passkey away, unless it is the last way in. */
export const removePasskey: UseCase<Ops['removePasskey']> = async (tx, { id }) => {
  const mine = await ownPasskeys(tx);
  if (mine.length <= 1 && !(await ownPassword(tx))) throw refuse('conflict', 'identity.lastWay');
  found((await removePasskeys(tx, id)) || undefined, 'identity.passkeyGone');
  return { id };
};

/** Sets the password and ends every other session. */
export const changePassword: UseCase<Ops['changePassword']> = async (tx, { password }) => {
  const own = await ownFacts(tx);
  refuseWeak(password, [own.name, own.email]);
  await writePassword(tx, tx.actor.accountId, await hashPassword(password));
  await endAll(tx, tx.actor.accountId, tx.actor.sessionId);
  return self(tx);
};

/** Proposes a secret for one-time codes; nothing is kept until a first code is shown. */
export const proposeTotp: UseCase<Ops['proposeTotp']> = async (tx) =>
  proposeSecret((await ownFacts(tx)).email);

/** Sets one-time codes up. */
export const confirmTotp: UseCase<Ops['confirmTotp']> = async (tx, { secret, code }) => {
  if (!(await keepSecret(tx, secret, code))) throw refuse('invalid', 'identity.codeWrong');
  return self(tx);
};

/** Takes one-time codes away; stewards and privacy officers who have a password keep theirs. */
export const removeTotp: UseCase<Ops['removeTotp']> = async (tx) => {
  const weighty = tx.actor.roles.some(({ role }) => role === 'steward' || role === 'privacy');
  if (weighty && (await ownPassword(tx))) throw refuse('conflict', 'identity.codeNeeded');
  await takeTotpAway(tx);
  return self(tx);
};
