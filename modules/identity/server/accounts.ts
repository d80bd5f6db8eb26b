import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany } from '../../../kernel/server/keys/index.ts';
import type { UseCase } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { identity } from '../contract.ts';
import { fits } from '../model.ts';
import { keepInvitation } from './entry/invitation.ts';
import { emailBlind } from './entry/signIn.ts';
import { type Given, giveRole, makeAccount } from './found.ts';
import { sealedAt } from './names.ts';
import {
  accountBy,
  allAccounts,
  assignmentBy,
  emailTaken,
  holds,
  stewardsLeft,
  writeAssignmentEnd,
  writeDisabled,
} from './queries/account.ts';
import { revokeInvitations } from './queries/invitation.ts';
import { oneRoleChangeAtATime } from './queries/place.ts';
import { endAll } from './queries/session.ts';

type Ops = (typeof identity)['operations'];

/** Lists the people of the community with the roles they hold. */
export const listAccounts: UseCase<Ops['listAccounts']> = async (tx) => {
  const rows = await allAccounts(tx);
  const open = (which: 'name' | 'email') =>
    openMany(
      tx,
      rows.map((row) => ({ subjectId: row.id, place: sealedAt[which], rowId: row.id, bytes: row[which] })),
    );
  const [names, emails] = [await open('name'), await open('email')];
  return {
    rows: rows.map((row, index) => ({
      id: row.id,
      version: row.version,
      name: names[index] ?? '',
      email: emails[index] ?? '',
      disabledAt: row.disabledAt?.toISOString() ?? null,
      invitedUntil: row.invitedUntil?.toISOString() ?? null,
      seenAt: row.seenAt?.toISOString() ?? null,
      roles: row.roles,
    })),
  };
};

function refuseMisfit(given: Given): void {
  if (!fits(given.role, given.siteId ?? null, given.studyId ?? null))
    throw refuse('invalid', 'identity.roleDoesNotFit');
}

/** Adds somebody with their first roles, and a link for them. */
export const invite: UseCase<Ops['invite']> = async (tx, { token, ...person }) => {
  person.roles.forEach(refuseMisfit);
  if (await emailTaken(tx, await emailBlind(tx, person.email)))
    throw refuse('conflict', 'identity.emailTaken');
  const id = await makeAccount(tx, person);
  await keepInvitation(tx, id, token);
  return { id, version: 1 };
};

/** Gives somebody a new link; earlier links stop working. */
export const inviteAgain: UseCase<Ops['inviteAgain']> = async (tx, { accountId, token }) => {
  const account = found(await accountBy(tx, accountId), 'identity.accountMissing');
  if (account.disabledAt) throw refuse('conflict', 'identity.accountDisabled');
  await keepInvitation(tx, accountId, token);
  return { id: account.id, version: account.version };
};

/** Gives somebody a role. */
export const assignRole: UseCase<Ops['assignRole']> = async (tx, { accountId, ...given }) => {
  refuseMisfit(given);
  found(await accountBy(tx, accountId), 'identity.accountMissing');
  await oneRoleChangeAtATime(tx);
  if (await holds(tx, { accountId, ...given })) throw refuse('conflict', 'identity.roleHeld');
  return { id: await giveRole(tx, accountId, given), version: 1 };
};

/** Makes one change of access at a time, and none that leaves a community without its last steward: nobody could change it again. */
async function keepingASteward<T>(tx: Tx, change: () => Promise<T>): Promise<T> {
  await oneRoleChangeAtATime(tx);
  const before = await stewardsLeft(tx);
  const made = await change();
  if (before > 0 && (await stewardsLeft(tx)) === 0) throw refuse('conflict', 'identity.lastSteward');
  return made;
}

/** Ends a role from now on; the holder's next request is without it. */
export const endAssignment: UseCase<Ops['endAssignment']> = (tx, { id, version }) =>
  keepingASteward(tx, async () => {
    const held = found(await assignmentBy(tx, id), 'identity.roleMissing');
    const saved = await writeAssignmentEnd(tx, id, version);
    if (!saved) throw refuse('conflict', 'identity.roleChanged', { version: held.version });
    return { ...saved, accountId: held.accountId };
  });

const setDisabled = (tx: Tx, { id, version }: { id: string; version: number }, disabled: boolean) =>
  keepingASteward(tx, async () => {
    const account = found(await accountBy(tx, id), 'identity.accountMissing');
    const saved = await writeDisabled(tx, id, version, disabled);
    if (!saved) throw refuse('conflict', 'identity.accountChanged', { version: account.version });
    await endAll(tx, id, null);
    return saved;
  });

/** Ends somebody's access at once: their sessions, their links, their next request. */
export const disableAccount: UseCase<Ops['disableAccount']> = async (tx, input) => {
  if (input.id === tx.actor.accountId) throw refuse('conflict', 'identity.notYourself');
  await revokeInvitations(tx, input.id);
  return setDisabled(tx, input, true);
};

/** Gives somebody their access back; they sign in anew. */
export const enableAccount: UseCase<Ops['enableAccount']> = (tx, input) => setDisabled(tx, input, false);
