import { blind, openMany, sealNew } from '../../../kernel/server/keys/index.ts';
import { codePoints } from '../../../kernel/server/files/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { matchName, type SourceKind, type Turn } from '../model.ts';
import { blanked } from './speakers/blank.ts';
import { type BodyRow, insertSource, type SourceRow } from './sourceQueries.ts';

/** A text to keep, in clear. */
export type ToKeep = {
  readonly id: string;
  readonly kind: SourceKind;
  readonly text: string;
  readonly studyId: string | null;
  readonly siteId: string | null;
  readonly participantId?: string | null;
  readonly name?: string | undefined;
  readonly turns?: readonly Turn[] | undefined;
  readonly documentKind?: string | undefined;
  readonly warnings?: readonly string[];
  readonly screen?: string | undefined;
};

/** Where the words of a text stand; they are sealed under a key of its own. */
export const bodyPlace = 'evidence.source.body';

/** Where the turns of a text stand. */
export const turnsPlace = 'evidence.source.turns';

const place = (column: string) => `evidence.source.${column}`;

/** Seals a text, its name and its speakers under a key of its own, and keeps it. */
export async function keepSource(tx: Tx, one: ToKeep): Promise<void> {
  const clear = [
    { column: 'body', text: one.text },
    ...(one.name === undefined ? [] : [{ column: 'name', text: one.name }]),
    ...(one.turns === undefined ? [] : [{ column: 'turns', text: JSON.stringify(one.turns) }]),
  ];
  const sealed = await sealNew(
    tx,
    one.id,
    clear.map(({ column, text }) => ({ place: place(column), rowId: one.id, text })),
  );
  const of = (column: string) => sealed[clear.findIndex((item) => item.column === column)] ?? null;
  insertSource(tx, {
    id: one.id,
    kind: one.kind,
    studyId: one.studyId,
    siteId: one.siteId,
    participantId: one.participantId ?? null,
    name: of('name'),
    tokens: one.name === undefined ? null : await nameTokens(tx, one.name),
    body: sealed[0] ?? Buffer.alloc(0),
    turns: of('turns'),
    characters: codePoints(one.text),
    documentKind: one.documentKind ?? null,
    warnings: one.warnings ?? [],
    screen: one.screen ?? null,
  });
}

/** The keyed hashes that a file is found by: its whole name, and its name without the extension. */
export async function nameTokens(tx: Tx, name: string): Promise<readonly [bigint, bigint]> {
  const { name: whole, stem } = matchName(name);
  const [one = 0n, two = 0n] = await blind(tx, 'evidence.source.name', [whole, stem]);
  return [one, two];
}

/** The texts of sources as anybody may read them, in their order: the turns of people who withdrew are blank. Nothing where a key was destroyed. */
export async function bodiesOf(tx: Tx, rows: readonly BodyRow[]): Promise<(string | null)[]> {
  const whole = await wholeBodiesOf(tx, rows);
  return whole.map((text, index) => (text === null ? null : blanked(text, rows[index]?.silent ?? [])));
}

/** The texts of sources with every word, in their order: to be written again, never to be shown. */
export async function wholeBodiesOf(tx: Tx, rows: readonly BodyRow[]): Promise<(string | null)[]> {
  return openMany(
    tx,
    rows.map((row) => ({ subjectId: row.id, place: place('body'), rowId: row.id, bytes: row.bodySealed })),
  );
}

/** The file names of sources, in their order. */
export async function namesOf(tx: Tx, rows: readonly SourceRow[]): Promise<(string | null)[]> {
  return openMany(
    tx,
    rows.map((row) => ({ subjectId: row.id, place: place('name'), rowId: row.id, bytes: row.nameSealed })),
  );
}

/** Who speaks where in a text, people who withdrew left out. */
export async function turnsOf(tx: Tx, row: BodyRow): Promise<Turn[]> {
  return (await allTurns(tx, [row]))[0] ?? [];
}

/** Who speaks where in texts, in their order; people who withdrew left out. */
export async function allTurns(tx: Tx, rows: readonly BodyRow[]): Promise<Turn[][]> {
  const whole = await wholeTurns(tx, rows);
  return whole.map((turns, index) => {
    const gone = new Set(rows[index]?.silent?.map(([start]) => start));
    return turns.filter((turn) => !gone.has(turn.start));
  });
}

/** Who speaks where in texts, everybody: to be written again, never to be shown. */
export async function wholeTurns(tx: Tx, rows: readonly BodyRow[]): Promise<Turn[][]> {
  const opened = await openMany(
    tx,
    rows.map((row) => ({ subjectId: row.id, place: place('turns'), rowId: row.id, bytes: row.turnsSealed })),
  );
  return opened.map((json) => (json === null ? [] : (JSON.parse(json) as Turn[])));
}
