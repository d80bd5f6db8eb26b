import { randomBytes } from 'node:crypto';
import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import { openMany } from '../../../../kernel/server/keys/index.ts';
import { readToken, type Tx } from '../../../../kernel/server/scope.ts';
import type { identity } from '../../contract.ts';
import { lasting } from '../../model.ts';
import { actorOf, enter } from '../enter.ts';
import { sealedAt } from '../names.ts';
import { writeLocale } from '../queries/account.ts';
import {
  insertInvitation,
  type OpenInvitation,
  openInvitationBy,
  revokeInvitations,
  takeInvitation,
} from '../queries/invitation.ts';
import { removePasskeys } from '../queries/passkey.ts';
import { removePassword, removeTotp } from '../queries/proof.ts';
import { endAll } from '../queries/session.ts';
import { arrive } from './arrive.ts';
import { placeOf } from './origin.ts';
import { offerPasskey } from './passkey.ts';
import { proposeSecret } from './totp.ts';
import { remember } from './tries.ts';
import { checkWay, keepWay } from './way.ts';

type Ops = (typeof identity)['operations'];

/** Keeps an invitation for an account of the actor's community; earlier ones stop working. The token is in the link and nowhere else. */
export async function keepInvitation(tx: Tx, accountId: string, token: string): Promise<void> {
  const read = readToken(token);
  if (read?.communityId !== tx.actor.communityId) throw refuse('invalid', 'identity.linkNotGood');
  await revokeInvitations(tx, accountId);
  await insertInvitation(tx, { id: newId(), accountId, hash: read.hash, days: lasting.invitationDays });
}

/** A new token for an invitation's link into a community. */
export function newLinkToken(communityId: string): string {
  return Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString(
    'base64url',
  );
}

type Found = { readonly invitation: OpenInvitation; readonly communityId: string };

async function lookUp(tx: Tx, token: string): Promise<Found | undefined> {
  const read = readToken(token);
  const invitation = read && (await openInvitationBy(tx, read.communityId, read.hash));
  return invitation && { invitation, communityId: read.communityId };
}

async function called(
  inside: Tx,
  { accountId, name, email }: OpenInvitation,
): Promise<{ name: string; email: string }> {
  const [first, second] = await openMany(inside, [
    { subjectId: accountId, place: sealedAt.name, rowId: accountId, bytes: name },
    { subjectId: accountId, place: sealedAt.email, rowId: accountId, bytes: email },
  ]);
  return { name: first ?? '', email: second ?? '' };
}

/** Shows an invitation to the person who holds its link. */
export const openInvitation: UseCase<Ops['openInvitation']> = async (tx, { token, origin }) => {
  const place = placeOf(origin);
  const it = await lookUp(tx, token);
  if (!it) return { open: false };
  const { invitation, communityId } = it;
  const inside = await enter(tx, actorOf(communityId, invitation.accountId));
  const person = await called(inside, invitation);
  await enter(tx, tx.actor, 'tributary_door');
  return {
    open: true,
    ...person,
    community: invitation.community,
    needsCode: invitation.weighty,
    options: { ...(await offerPasskey(tx, place, person)) },
    totp: proposeSecret(person.email),
  };
};

/** Takes an invitation up, once. Earlier ways to sign in and every session of the account end. */
export const acceptInvitation: UseCase<Ops['acceptInvitation']> = async (tx, input, around) => {
  const it = await lookUp(tx, input.token);
  if (!it) return { outcome: 'refused' };
  const { invitation, communityId } = it;
  const who = actorOf(communityId, invitation.accountId);
  const own = await called(await enter(tx, who), invitation);
  await enter(tx, tx.actor, 'tributary_door');
  const way = await checkWay(tx, input.way, { own: [own.name, own.email], twofold: invitation.weighty });
  const inside = await enter(tx, who);
  if (!(await takeInvitation(inside, invitation.id))) return { outcome: 'refused' };
  await removePasskeys(inside, null);
  await removePassword(inside);
  await removeTotp(inside);
  await endAll(inside, who.accountId, null);
  await keepWay(inside, way, around);
  if (input.locale) await writeLocale(inside, input.locale);
  await remember(inside, { address: around.address, device: input.device });
  return arrive(inside, around, 'acceptInvitation');
};
