import type { Tx } from '../../../../kernel/server/scope.ts';
import type { StudyRow } from '../../../evidence/server/index.ts';
import { guidFor } from '../../refi/guid.ts';
import type { Plan } from './plan.ts';
import { idsByGuid, insertOrigins, type Origin, type OriginKind } from './queries.ts';

/** Why a record of the file is not loaded; each has its sentence at `refused.<reason>`. */
export type RefusedReason =
  | 'refiNotInFile'
  | 'refiNotText'
  | 'refiTooMuchText'
  | 'refiNoText'
  | 'refiGuidTwice'
  | 'refiTextDiffers'
  | 'refiTextWithdrawn'
  | 'refiOutside'
  | 'refiSplits'
  | 'refiEmpty'
  | 'refiBackwards';

/** A record that is not loaded: its place among its kind in the file, and facts for the sentence. */
export type RefusedRecord = {
  readonly row: number;
  readonly key: RefusedReason;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What one import knows while it runs. */
export type Loading = {
  readonly study: StudyRow;
  readonly plan: Plan;
  readonly loaded: Record<string, number>;
  readonly refused: RefusedRecord[];
  /** Which code of the study each GUID of a code means. */
  readonly codes: Map<string, string>;
  readonly coders: Map<string, string>;
  readonly options: { readonly coders: 'pseudonyms' | 'names' };
};

/** Counts something that was loaded. */
export function count(loading: Loading, kind: string, number = 1): void {
  loading.loaded[kind] = (loading.loaded[kind] ?? 0) + number;
}

/** The id something of a file gets in a study, the same whenever it comes: made of the study, its kind and its GUID. */
export const idIn = (study: Pick<StudyRow, 'id'>, kind: string, guid: string): string =>
  guidFor('id', study.id, kind, guid);

const nothing: Omit<Origin, 'id' | 'kind' | 'guid'> = {
  partOf: null,
  byGuid: null,
  label: null,
  noteGuid: null,
  madeAt: null,
};

/** Writes down which GUID a thing of the study had. */
export function origin(
  kind: OriginKind,
  id: string,
  guid: string,
  more: Partial<typeof nothing> = {},
): Origin {
  return { ...nothing, ...more, kind, id, guid };
}

/** The id each of these GUIDs has in the study: that of what came before, of what began here, or a new one. */
export async function resolveIds(
  tx: Tx,
  loading: Loading,
  kind: 'source' | 'code' | 'coding' | 'memo' | 'participant',
  guids: readonly string[],
  here: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<Map<string, { id: string; known: boolean }>> {
  const kinds: OriginKind[] = kind === 'coding' ? ['coding', 'whole'] : [kind];
  const came = await idsByGuid(tx, loading.study.id, kinds, guids);
  const derived = new Map(guids.map((guid) => [guid, idIn(loading.study, kind, guid)]));
  const known = await here([...guids, ...derived.values(), ...came.values()]);
  return new Map(
    guids.map((guid) => {
      const before = came.get(guid);
      if (before !== undefined) return [guid, { id: before, known: true }];
      if (known.has(guid)) return [guid, { id: guid, known: true }];
      const id = derived.get(guid) ?? guid;
      return [guid, { id, known: known.has(id) }];
    }),
  );
}

/** Writes origins, thousands at a time. */
export async function keepOrigins(tx: Tx, loading: Loading, rows: readonly Origin[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 5_000)
    await insertOrigins(tx, loading.study.id, rows.slice(at, at + 5_000));
}

/** A moment of the file as the database takes it; nothing when it is none. */
export function momentOf(written: string | undefined): string | null {
  const time = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(time) || Math.abs(time) > 8e14 ? null : new Date(time).toISOString();
}
