import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { coding } from '../contract.ts';
import { sumOf } from '../listing.ts';
import { faultOf, type Stretch } from '../model.ts';
import { type Codebook, codebookOf, codedAs } from './codebook.ts';
import { changed, made, remember } from './deeds/deed.ts';
import {
  type Changed,
  codingById,
  type CodingRow,
  codingsOf,
  codingsSince,
  earlier,
  type Ground,
  groundOf,
  keepCodings,
  sumOfCodings,
  updateCodings,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Where the memo of a coding is sealed. */
export const memoPlace = 'coding.coding.memo';

/** Lists the codings of a text whose consent stands, or what changed among them. */
export const listCodings: Cases['listCodings'] = async (tx, { sourceId, since }) => {
  await studiedGround(tx, sourceId);
  const asOf = tx.now.toISOString();
  if (since === undefined) {
    const rows = await codingsOf(tx, sourceId);
    return { rows: await withMemos(tx, rows), gone: [], sum: sumOf(rows), asOf };
  }
  const changed = await codingsSince(tx, sourceId, since);
  const { sum } = await sumOfCodings(tx, sourceId);
  return {
    rows: await withMemos(
      tx,
      changed.filter((row) => row.listed),
    ),
    gone: changed.filter((row) => !row.listed).map((row) => row.id),
    sum,
    asOf,
  };
};

async function withMemos(tx: Tx, rows: readonly CodingRow[]) {
  const memos = await memosOf(tx, rows);
  return rows.map((row, index) => shown(tx, row, memos[index] ?? null));
}

/** Puts a code on a passage. */
export const addCoding: Cases['addCoding'] = async (tx, input) => {
  const ground = await studiedGround(tx, input.sourceId);
  if (input.contentVersion !== undefined && input.contentVersion !== ground.contentVersion)
    throw refuse('conflict', 'coding.textCorrected', { contentVersion: ground.contentVersion });
  const codebook = await codebookFor(tx, ground);
  mustFit(input, ground.characters);
  keepCodings(tx, [
    {
      id: input.id,
      sourceId: input.sourceId,
      studyId: ground.studyId,
      siteId: ground.siteId,
      contentVersion: ground.contentVersion,
      start: input.start,
      end: input.end,
      ...codedAs(codebook, input.code, input.crossed ?? null),
      valence: input.valence,
      strength: input.strength ?? null,
      coderName: null,
      memo: await sealedMemo(tx, { sourceId: input.sourceId, id: input.id }, input.memo),
      fingerprint: null,
    },
  ]);
  remember(tx, { studyId: ground.studyId, sourceId: input.sourceId, what: 'coded' }, [
    made('coding', input.id),
  ]);
  tx.emit('coding.coded', input.id, { code: input.code, valence: input.valence });
  return { id: input.id, version: 1 };
};

/** Changes a coding; what is not named stays. */
export const changeCoding: Cases['changeCoding'] = async (tx, input) => {
  const row = await codingAsked(tx, input.id);
  const ground = await studiedGround(tx, row.sourceId);
  mustStand(row, input.version);
  const stretch = { start: input.start ?? row.start, end: input.end ?? row.end };
  mustFit(stretch, ground.characters);
  const code = input.code ?? row.code;
  const crossed =
    input.crossed === undefined ? (input.code === undefined ? row.crossed : null) : input.crossed;
  const recoded = code !== row.code || crossed !== row.crossed;
  await write(tx, row, {
    ...row,
    ...stretch,
    ...(recoded ? codedAs(await codebookFor(tx, ground), code, crossed) : {}),
    valence: input.valence ?? row.valence,
    strength: input.strength === undefined ? row.strength : input.strength,
    memoSealed: input.memo === undefined ? row.memoSealed : await sealedMemo(tx, row, input.memo ?? ''),
    standsAs: null,
  });
  const moved = stretch.start !== row.start || stretch.end !== row.end;
  remember(tx, { ...row, what: moved ? 'moved' : 'recoded' }, [changed('coding', row)]);
  return { id: row.id, version: input.version + 1, sourceId: row.sourceId };
};

/** Takes a coding away. */
export const removeCoding: Cases['removeCoding'] = async (tx, { id, version }) => {
  const row = await codingAsked(tx, id);
  await studiedGround(tx, row.sourceId);
  mustStand(row, version);
  await write(tx, row, { ...row, removedAt: tx.now, standsAs: null });
  remember(tx, { ...row, what: 'uncoded' }, [changed('coding', row)]);
  return { id, version: version + 1, sourceId: row.sourceId };
};

/** Shows what a coding was before. */
export const codingHistory: Cases['codingHistory'] = async (tx, { id }) => {
  const row = await codingAsked(tx, id);
  await studiedGround(tx, row.sourceId);
  const rows = await earlier(tx, id);
  return {
    sourceId: row.sourceId,
    rows: rows.map((one) => ({ ...one, replacedAt: one.replacedAt.toISOString() })),
  };
};

/** The ground of a text of a study whose consent stands; refuses any other text. */
export async function studiedGround(tx: Tx, sourceId: string): Promise<Ground & { studyId: string }> {
  const ground = found(await groundOf(tx, sourceId), 'coding.noSuchText');
  return { ...ground, studyId: found(ground.studyId, 'coding.notInStudy') };
}

/** The codebook of the study a text belongs to. */
export function codebookFor(tx: Tx, ground: Ground & { studyId: string }): Promise<Codebook> {
  return codebookOf(tx, { ...ground, id: ground.studyId });
}

/** A coding by its id; refuses as missing. */
export async function codingAsked(tx: Tx, id: string): Promise<CodingRow> {
  return found(await codingById(tx, id), 'coding.noSuchCoding');
}

/** Refuses a coding that was taken off or changed since it was read at `version`, and says what it is now. */
export function mustStand(row: CodingRow, version: number): void {
  if (row.version !== version || row.removedAt !== null) throw changedMeanwhile(row);
}

/** Writes one content over the row it was made from; refuses when somebody was first. */
export async function write(tx: Tx, row: CodingRow, content: Changed): Promise<void> {
  if ((await updateCodings(tx, [content])) === 0) throw changedMeanwhile(row);
}

/** Seals a memo under its text; nothing for an empty one. */
export async function sealedMemo(
  tx: Tx,
  row: { sourceId: string; id: string },
  memo: string | undefined,
): Promise<Buffer | null> {
  return memo === undefined || memo === '' ? null : seal(tx, row.sourceId, memoPlace, row.id, memo);
}

/** The memos of codings, in their order. */
export function memosOf(tx: Tx, rows: readonly CodingRow[]): Promise<(string | null)[]> {
  return openMany(
    tx,
    rows.map((row) => ({ subjectId: row.sourceId, place: memoPlace, rowId: row.id, bytes: row.memoSealed })),
  );
}

/** Refuses a passage that is empty or lies outside its text. */
export function mustFit(stretch: Stretch, characters: number): void {
  const fault = faultOf(stretch, characters);
  if (fault === 'empty') throw refuse('invalid', 'coding.emptyPassage');
  if (fault === 'outside') throw refuse('invalid', 'coding.outsideText', { characters });
}

/** The refusal that somebody changed a coding meanwhile, with what it is now. */
export function changedMeanwhile({ version, code, valence, strength, start, end, removedAt }: CodingRow) {
  return refuse('conflict', 'coding.changedMeanwhile', {
    version,
    current: { code, valence, strength, start, end, removed: removedAt !== null },
  });
}

function shown(tx: Tx, row: CodingRow, memo: string | null) {
  const { id, start, end, code, crossed, system, systemVersion, valence, strength, coderName, version } = row;
  const own = row.createdBy === tx.actor.accountId && coderName === null;
  const changedAt = row.changedAt.toISOString();
  return {
    id,
    start,
    end,
    code,
    crossed,
    system,
    systemVersion,
    valence,
    strength,
    memo,
    coderId: row.createdBy,
    coderName,
    own,
    changedAt,
    version,
  };
}
