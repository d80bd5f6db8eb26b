import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../../kernel/id.ts';
import { found } from '../../../kernel/refusal.ts';
import type { UseCase } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { identity } from '../contract.ts';
import { deviceName, lasting } from '../model.ts';
import { namesOf } from './names.ts';
import { writeLocale } from './queries/account.ts';
import { allSites, ownCommunity } from './queries/place.ts';
import { endAll, endOne, insertSession, liveSessions, renewSession } from './queries/session.ts';

type Ops = (typeof identity)['operations'];

function newToken(communityId: string): { token: string; hash: Buffer } {
  const bytes = Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  return { token: bytes.toString('base64url'), hash: createHash('sha256').update(bytes).digest() };
}

/** Begins a session of the actor, with a token that was never seen before: 12 hours at most, 30 minutes unused. `device` is a `User-Agent`. */
export async function makeSession(tx: Tx, of: { device: string }): Promise<{ id: string; token: string }> {
  const { token, hash } = newToken(tx.actor.communityId);
  const id = newId();
  const row = {
    id,
    accountId: tx.actor.accountId,
    hash,
    device: deviceName(of.device),
    hours: lasting.sessionHours,
    idle: lasting.idleMinutes,
  };
  await insertSession(tx, row);
  return { id, token };
}

/** Marks a fresh proof in the actor's session and gives its new token; the old one opens nothing any more. */
export async function renew(tx: Tx): Promise<string> {
  const { token, hash } = newToken(tx.actor.communityId);
  await renewSession(tx, tx.actor.sessionId ?? '', hash);
  return token;
}

/** Says who is signed in. Whoever holds no role at a site, but one in the whole community, is shown all its open sites. */
export const me: UseCase<Ops['me']> = async (tx) => {
  const { accountId, locale, roles, siteIds } = tx.actor;
  const [community, all, names] = [
    await ownCommunity(tx),
    await allSites(tx),
    await namesOf(tx, [accountId]),
  ];
  const wide = siteIds.length === 0 && roles.length > 0;
  const mine = all.filter((site) => (wide ? site.closedAt === null : siteIds.includes(site.id)));
  const organisations = new Map(mine.map((site) => [site.organisationId, site.organisationName[locale]]));
  return {
    account: { id: accountId, name: names.get(accountId) ?? '', locale },
    community: { id: community.id, name: community.name[locale] },
    roles: [...roles],
    sites: mine.map((site) => ({
      id: site.id,
      name: site.name[locale],
      organisationId: site.organisationId,
    })),
    organisations: [...organisations].map(([id, name]) => ({ id, name })),
  };
};

/** Chooses the language of the person who asks. */
export const setLocale: UseCase<Ops['setLocale']> = (tx, { locale }) => writeLocale(tx, locale);

/** Ends the session of the person who asks. */
export const signOut: UseCase<Ops['signOut']> = async (tx, _input, around) => {
  const { sessionId } = tx.actor;
  if (sessionId !== null) await endOne(tx, sessionId);
  around.setSession(null);
  return { id: sessionId ?? tx.actor.accountId };
};

/** Lists where the person who asks is signed in. */
export const listSessions: UseCase<Ops['listSessions']> = async (tx) => ({
  rows: (await liveSessions(tx)).map((row) => ({
    id: row.id,
    device: row.device ?? '',
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    current: row.id === tx.actor.sessionId,
  })),
});

/** Signs the person who asks out of one of their browsers. */
export const endSession: UseCase<Ops['endSession']> = async (tx, { id }) => {
  found((await endOne(tx, id)) || undefined, 'identity.sessionGone');
  return { id };
};

/** Signs the person who asks out everywhere but here. */
export const endOtherSessions: UseCase<Ops['endOtherSessions']> = async (tx) => ({
  ended: await endAll(tx, tx.actor.accountId, tx.actor.sessionId),
});
