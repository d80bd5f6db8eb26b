import { found, refuse } from '../../../kernel/refusal.ts';
import { blindEverywhere, seal } from '../../../kernel/server/keys/index.ts';
import type { Around, UseCases } from '../../../kernel/server/module.ts';
import { readToken, type Tx } from '../../../kernel/server/scope.ts';
import { addressBlock } from '../../identity/model.ts';
import {
  actorOf,
  admitTry,
  enter,
  failTry,
  newLinkToken,
  siteCatalogue,
} from '../../identity/server/index.ts';
import type { pathway } from '../contract.ts';
import { betrays, referenceOf } from '../model.ts';
import {
  closeEntrance,
  entranceBy,
  entranceById,
  entrancesAt,
  insertEntrance,
  insertSelfReferral,
} from './queries/selfReferral.ts';
import { known, programAt, settlesAt } from './record.ts';

type Cases = UseCases<typeof pathway.operations>;

/** How often one address may ask in a quarter of an hour, and all of them at one page, before waiting begins. */
const limits = [10, 100];

async function pageOf(tx: Tx, token: string) {
  const read = readToken(token);
  const entrance = read && (await entranceBy(tx, read.communityId, token));
  return read && entrance ? { entrance, communityId: read.communityId } : undefined;
}

/** Shows who asks; a page that is closed or never was looks the same. */
export const openEntrance: Cases['openEntrance'] = async (tx, { token }) => {
  const page = await pageOf(tx, token);
  return { open: page !== undefined, name: page?.entrance.name ?? null, phone: page?.entrance.phone ?? null };
};

/** Counts what comes from an address and to a page; refuses for a while when it is too much. */
async function throttle(tx: Tx, around: Around, entranceId: string): Promise<void> {
  const keyOf = (text: string) => blindEverywhere(tx, 'ask', text);
  const keys = [
    await keyOf(`address|${addressBlock(around.address)}|${entranceId}`),
    await keyOf(`page|${entranceId}`),
  ];
  const seconds = await admitTry(tx, keys);
  if (seconds > 0) throw refuse('busy', 'pathway.tooMany', { seconds });
  await failTry(tx, keys, limits);
}

/** Keeps what somebody asks, sealed, for the people of the site alone. Whether they are known here is neither looked up nor told. */
export const askForContact: Cases['askForContact'] = async (tx, input, around) => {
  const { entrance, communityId } = found(await pageOf(tx, input.token), 'pathway.pageClosed');
  await throttle(tx, around, entrance.id);
  const inside = await enter(tx, actorOf(communityId, tx.actor.accountId), 'tributary_door');
  const { id, language, way, whoMayAnswer } = input;
  const sealed = async (column: string, text: string | undefined) =>
    text ? seal(inside, id, `pathway.self_referral.${column}`, id, text) : null;
  await insertSelfReferral(inside, {
    id,
    entranceId: entrance.id,
    siteId: entrance.siteId,
    programCode: entrance.programCode,
    language,
    way,
    whoMayAnswer,
    called: found(await sealed('called', input.called), 'pathway.pageClosed'),
    details: found(await sealed('details', input.details), 'pathway.pageClosed'),
    bestTime: await sealed('best_time', input.bestTime),
    note: await sealed('note', input.note),
  });
  await enter(tx, tx.actor, 'tributary_door');
  return { reference: referenceOf(id) };
};

/** The pages of my sites; stewards see those of every site. */
export const listEntrances: Cases['listEntrances'] = async (tx) => {
  const steward = tx.actor.roles.some((held) => held.role === 'steward');
  const siteIds = steward ? (await siteCatalogue(tx)).map((site) => site.id) : tx.actor.siteIds;
  const rows = await entrancesAt(tx, siteIds);
  return { rows: rows.map(({ sourceCode: _, ...row }) => row) };
};

/** Opens a page; a name that says a word of the program's own name would betray it, and is refused. */
export const openPage: Cases['openPage'] = async (tx, input) => {
  const { id, siteId, programCode, sourceCode, name } = input;
  await settlesAt(tx, siteId);
  const program = await programAt(tx, siteId, programCode);
  known(program.referralSources, sourceCode);
  const word = betrays(name, program.name);
  if (word !== undefined) throw refuse('invalid', 'pathway.nameBetrays', { word });
  const token = newLinkToken(tx.actor.communityId);
  await insertEntrance(tx, { id, siteId, programCode, sourceCode, token, name, phone: input.phone || null });
  tx.emit('pathway.pageOpened', id, { siteId });
  return { id, version: 1 };
};

/** Closes a page. */
export const closePage: Cases['closePage'] = async (tx, at) => {
  const page = found(await entranceById(tx, at.id), 'pathway.noSuchPage');
  await settlesAt(tx, page.siteId);
  if (!(await closeEntrance(tx, at))) throw refuse('conflict', 'pathway.pageClosedAlready');
  tx.emit('pathway.pageClosed', at.id, { siteId: page.siteId });
  return { id: at.id, version: at.version + 1 };
};
