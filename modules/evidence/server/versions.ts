import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { evidence } from '../contract.ts';
import { bodyPlace } from './keep.ts';
import { type BodyRow, sourceById } from './sourceQueries.ts';
import { bodyBefore, shiftsSince } from './textQueries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Changes shown at once, and the code points around each. */
const most = 100;
const around = 40;

async function standing(tx: Tx, id: string): Promise<BodyRow> {
  const row = found(await sourceById(tx, id), 'evidence.noSuchText');
  if (row.consent === 'withdrawn') throw refuse('missing', 'evidence.noSuchText');
  return row;
}

/** Earlier versions stay shut before names were taken out, and while somebody who speaks in the text has withdrawn. */
const isOpen = (row: BodyRow, contentVersion: number) =>
  row.silent === null && (row.redactedIn === null || contentVersion >= row.redactedIn);

/** Lists the corrections of a text. */
export const listTextVersions: Cases['listTextVersions'] = async (tx, { id }) => {
  const row = await standing(tx, id);
  const rows = await shiftsSince(tx, id, 0);
  const names = await namesOf(
    tx,
    rows.map((one) => one.createdBy),
  );
  return {
    contentVersion: row.contentVersion,
    rows: rows.map(({ contentVersion, createdAt, createdBy }) => ({
      contentVersion,
      correctedAt: createdAt.toISOString(),
      correctedBy: createdBy,
      name: names.get(createdBy) ?? null,
      open: isOpen(row, contentVersion - 1),
    })),
  };
};

/** The words of a text in one of its versions; refuses those from before names were taken out. */
async function wordsIn(tx: Tx, row: BodyRow, contentVersion: number): Promise<string> {
  if (row.silent !== null) throw refuse('forbidden', 'evidence.versionsShut');
  if (!isOpen(row, contentVersion)) throw refuse('forbidden', 'evidence.keptApart');
  const kept =
    contentVersion === row.contentVersion
      ? row
      : found(await bodyBefore(tx, row.id, contentVersion), 'evidence.noSuchText');
  const { id } = row;
  const [text] = await openMany(tx, [{ subjectId: id, place: bodyPlace, rowId: id, bytes: kept.bodySealed }]);
  return found(text, 'evidence.noSuchText');
}

/** Reads a text as it was in an earlier version. */
export const readTextVersion: Cases['readTextVersion'] = async (tx, { id, contentVersion }) => ({
  id,
  contentVersion,
  text: await wordsIn(tx, await standing(tx, id), contentVersion),
});

/** Shows what a correction changed. */
export const showCorrection: Cases['showCorrection'] = async (tx, { id, contentVersion }) => {
  const row = await standing(tx, id);
  const shift = (await shiftsSince(tx, id, contentVersion - 1))[0];
  const { hunks } = found(
    shift?.contentVersion === contentVersion ? shift : undefined,
    'evidence.noSuchText',
  );
  const before = [...(await wordsIn(tx, row, contentVersion - 1))];
  const after = [...(await wordsIn(tx, row, contentVersion))];
  let moved = 0;
  const changes = hunks.slice(0, most).map(({ at, removed, added }) => {
    const from = at + moved;
    moved += added - removed;
    return {
      before: before.slice(at, at + removed).join(''),
      after: after.slice(from, from + added).join(''),
      lead: after.slice(Math.max(0, from - around), from).join(''),
      tail: after.slice(from + added, from + added + around).join(''),
    };
  });
  return { id, contentVersion, changes, more: Math.max(0, hunks.length - most) };
};
