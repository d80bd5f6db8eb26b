import { refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { coding } from '../contract.ts';
import { codingAsked, memosOf, mustFit, mustStand, sealedMemo, studiedGround, write } from './code.ts';
import { changed, made, remember } from './deeds/deed.ts';
import { codingsById, insertCodings, updateCodings } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Cuts a coding in two; both parts keep code, valence, strength and memo. */
export const splitCoding: Cases['splitCoding'] = async (tx, input) => {
  const row = await codingAsked(tx, input.id);
  const ground = await studiedGround(tx, row.sourceId);
  mustStand(row, input.version);
  mustFit({ start: row.start, end: input.at }, ground.characters);
  mustFit({ start: input.at, end: row.end }, ground.characters);
  const [memo] = await memosOf(tx, [row]);
  await write(tx, row, { ...row, end: input.at, standsAs: null });
  await insertCodings(tx, [
    {
      ...row,
      id: input.newId,
      start: input.at,
      memo: await sealedMemo(tx, { ...row, id: input.newId }, memo ?? ''),
      fingerprint: null,
    },
  ]);
  remember(tx, { ...row, what: 'splitPassage' }, [changed('coding', row), made('coding', input.newId)]);
  return { id: row.id, version: row.version + 1, sourceId: row.sourceId };
};

/** Joins codings of one code on one text into the first of them; it reaches over all their words and keeps all their memos. */
export const joinCodings: Cases['joinCodings'] = async (tx, input) => {
  const rows = await codingsById(
    tx,
    input.codings.map((one) => one.id),
  );
  const [first, ...rest] = rows;
  if (first === undefined || rows.length !== input.codings.length)
    throw refuse('missing', 'coding.noSuchCoding');
  await studiedGround(tx, first.sourceId);
  const asked = new Map(input.codings.map((one) => [one.id, one.version]));
  for (const row of rows) mustStand(row, asked.get(row.id) ?? 0);
  const alike = rest.every(
    (row) => row.sourceId === first.sourceId && row.code === first.code && row.crossed === first.crossed,
  );
  if (!alike || rest.length === 0) throw refuse('invalid', 'coding.doNotJoin');
  const memos = (await memosOf(tx, rows)).filter((memo) => memo !== null);
  const valences = new Set(rows.map((row) => row.valence));
  const joined = {
    ...first,
    end: Math.max(...rows.map((row) => row.end)),
    valence: valences.size === 1 ? first.valence : ('mixed' as const),
    strength: rows.reduce<number | null>(
      (most, row) => (row.strength === null ? most : Math.max(most ?? 0, row.strength)),
      null,
    ),
    memoSealed: await sealedMemo(tx, first, [...new Set(memos)].join('\n')),
    standsAs: null,
  };
  const written = await updateCodings(tx, [
    joined,
    ...rest.map((row) => ({ ...row, removedAt: tx.now, standsAs: null })),
  ]);
  if (written !== rows.length) throw refuse('conflict', 'coding.changedMeanwhile');
  remember(
    tx,
    { ...first, what: 'joinedPassages' },
    rows.map((row) => changed('coding', row)),
  );
  return { id: first.id, version: first.version + 1, sourceId: first.sourceId };
};
