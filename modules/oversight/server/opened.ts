import { hkdfSync } from 'node:crypto';
import { found, refuse } from '../../../kernel/refusal.ts';
import { keyFrom, openBytes, sealBytes } from '../../../kernel/server/keys/ciphertext.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { readToken, type Tx } from '../../../kernel/server/scope.ts';
import { actorOf, enter } from '../../identity/server/index.ts';
import { theClient } from '../../pathway/server/index.ts';
import { partlyLocked } from '../../people/server/index.ts';
import { OpenedLine, type oversight } from '../contract.ts';
import { insertLink, openedOf, takeLink, todayHere } from './openedQueries.ts';

type Cases = UseCases<typeof oversight.operations>;

/** The key of one list, from the secret in its link: without the link nobody opens it, not even this server. */
const keyOf = (token: string, id: string) =>
  keyFrom(id, Buffer.from(hkdfSync('sha256', token, id, 'oversight.opened_link', 32)));

const placed = (communityId: string, rowId: string) => ({
  communityId,
  place: 'oversight.opened_link.content',
  rowId,
});

const isOfficer = (tx: Tx) => tx.actor.roles.some((held) => held.role === 'privacy');

/** The client must be one the actor sees, whole: an incomplete list would be untrue, and a complete one would tell what is locked. */
async function wholeClient(tx: Tx, clientId: string) {
  const client = await theClient(tx, clientId);
  if (await partlyLocked(tx, clientId)) throw refuse('forbidden', 'oversight.partlyLocked');
  return client;
}

/** Who opened a record, as the client is told. */
export const openedForClient: Cases['openedForClient'] = async (tx, { clientId }) => {
  if (!isOfficer(tx)) await wholeClient(tx, clientId);
  return { rows: await openedOf(tx, clientId) };
};

/** Seals the list as it is now with the secret of a link. */
export const giveOpened: Cases['giveOpened'] = async (tx, { id, clientId, token, days }) => {
  const { organisationId } = await wholeClient(tx, clientId);
  const read = readToken(token);
  if (read?.communityId !== tx.actor.communityId) throw refuse('invalid', 'oversight.linkNotGood');
  const list = { madeOn: await todayHere(tx), rows: await openedOf(tx, clientId) };
  const clear = Buffer.from(JSON.stringify(list), 'utf8');
  const content = sealBytes(keyOf(token, id), placed(read.communityId, id), clear);
  if (!(await insertLink(tx, { id, clientId, organisationId, hash: read.hash, content, days })))
    throw refuse('conflict', 'oversight.linkTaken');
  return { id, version: 1 };
};

/** Opens the list once. A link that is unknown, used or too old says the same to whoever holds it. */
export const takeOpened: Cases['takeOpened'] = async (tx, { token }) => {
  const read = readToken(token);
  if (!read) throw refuse('missing', 'oversight.linkNotGood');
  const link = found(await takeLink(tx, read.communityId, read.hash), 'oversight.linkNotGood');
  const clear = openBytes(keyOf(token, link.id), placed(read.communityId, link.id), link.content);
  const { madeOn, rows } = JSON.parse(clear.toString('utf8')) as { madeOn: string; rows: unknown };
  const inside = await enter(tx, actorOf(read.communityId, link.createdBy));
  inside.note({
    operation: 'oversight.takeOpened',
    action: 'read',
    subjects: [link.clientId],
    facts: { link: link.id },
  });
  return { madeOn, rows: OpenedLine.array().parse(rows) };
};
