import { sealMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { carriedAlready, type ClearMemo, takeMemos } from '../../../coding/server/index.ts';
import { valences } from '../../../coding/model.ts';
import type { Element } from '../../refi/elements.ts';
import { guidFor, guidOf } from '../../refi/guid.ts';
import { marksByGuid } from '../../refi/marks.ts';
import { insteadLink, isOwn, isOwnCase, isOwnVariable, variableOf } from '../../refi/own.ts';
import { isRatingVariable } from '../../refi/ratings.ts';
import type { NoteRead } from '../../refi/project.ts';
import type { Attached } from './loadCodings.ts';
import { count, idIn, keepOrigins, type Loading, origin, resolveIds } from './loading.ts';
import type { Ground } from './loadTexts.ts';
import { insertKept } from './queries.ts';

type Place = Omit<ClearMemo, 'id' | 'codingId' | 'text'> & {
  readonly codingGuid: string | null;
  /** The place the note stands on: the same note elsewhere is another memo. */
  readonly on: string;
};
type Wanted = Place & { readonly guid: string; readonly text: string };

const batchOf = 2_000;
const nowhere = {
  sourceId: null,
  code: null,
  start: null,
  end: null,
  contentVersion: null,
  codingGuid: null,
};

/** Brings the notes of a file in as memos on what they stand on; a note that stands on nothing is about the study. */
export async function loadNotes(
  tx: Tx,
  loading: Loading,
  grounds: ReadonlyMap<number, Ground>,
  attached: readonly Attached[],
  used: ReadonlySet<string>,
): Promise<void> {
  const wanted = [
    ...onPassages(loading, attached),
    ...onTexts(loading, grounds),
    ...onCodes(loading),
    ...onStudy(loading),
  ];
  const placed = new Set([...wanted.map((one) => one.guid), ...used]);
  const marks = marksByGuid(valences);
  for (const note of loading.plan.notes.values()) {
    if (placed.has(note.guid) || marks.has(note.guid)) continue;
    const text = wordsOf(note);
    if (text === undefined) loading.plan.losses.add('Note', 'empty');
    else wanted.push({ ...nowhere, about: 'study', guid: note.guid, text, on: 'study' });
  }
  for (let at = 0; at < wanted.length; at += batchOf)
    await writeMemos(tx, loading, wanted.slice(at, at + batchOf));
}

/** A note in words: its name first, unless that is only the beginning of what it says. */
export function wordsOf({ name, text }: Pick<NoteRead, 'name' | 'text'>): string | undefined {
  const bare = (words: string) => words.replace(/\s+/g, ' ').trim();
  if (text === undefined) return name === '' ? undefined : name;
  const beginning = bare(name).replace(/…$/, '');
  return name === '' || bare(text).startsWith(beginning) ? text : `${name}\n\n${text}`;
}

function noteAt({ plan }: Loading, guid: string): string | undefined {
  const note = plan.notes.get(guid);
  const text = note === undefined ? undefined : wordsOf(note);
  if (text === undefined) plan.losses.add('NoteRef', 'noSuchNote');
  return text;
}

function onPassages(loading: Loading, attached: readonly Attached[]): Wanted[] {
  return attached.flatMap(({ note, words, about, ground, codingGuid, start, end, guid }) => {
    const text = words ?? noteAt(loading, note);
    if (text === undefined) return [];
    const contentVersion = about === 'passage' ? ground.contentVersion : null;
    const on = codingGuid ?? `${ground.planned.read.guid}/${start}/${end}`;
    return [
      { guid, text, about, sourceId: ground.id, codingGuid, code: null, start, end, contentVersion, on },
    ];
  });
}

function onTexts(loading: Loading, grounds: ReadonlyMap<number, Ground>): Wanted[] {
  return [...grounds.values()].flatMap(({ id, planned: { read } }) => {
    const place = { ...nowhere, about: 'source' as const, sourceId: id, on: read.guid };
    const said: Wanted[] =
      read.description === undefined
        ? []
        : [{ ...place, guid: guidFor('description', read.guid), text: read.description }];
    return [...said, ...read.notes.flatMap((guid) => noted(loading, guid, place))];
  });
}

function onCodes(loading: Loading): Wanted[] {
  return loading.plan.project.codes.flatMap(({ guid: code, notes }) =>
    notes.flatMap((guid) =>
      noted(loading, guid, {
        ...nowhere,
        about: 'code' as const,
        code: loading.codes.get(code) ?? null,
        on: code,
      }),
    ),
  );
}

function onStudy(loading: Loading): Wanted[] {
  const { description, notesOnAll, name } = loading.plan.project;
  const place = { ...nowhere, about: 'study' as const, on: 'study' };
  const said =
    description === undefined || isOwn(loading.plan.project.origin)
      ? []
      : [{ ...place, guid: guidFor('description', name, description), text: description }];
  return [...said, ...notesOnAll.flatMap((guid) => noted(loading, guid, place))];
}

function noted(loading: Loading, guid: string, place: Place): Wanted[] {
  const text = noteAt(loading, guid);
  return text === undefined ? [] : [{ ...place, guid, text }];
}

async function writeMemos(tx: Tx, loading: Loading, wanted: readonly Wanted[]): Promise<void> {
  const { study } = loading;
  const keyOf = (one: Wanted) => guidFor('memo', one.guid, one.on);
  const unique = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
  const guids = unique.flatMap((one) => one.codingGuid ?? []);
  const codings = await resolveIds(tx, loading, 'coding', guids, (asked) =>
    carriedAlready(tx, study.id, 'coding', asked),
  );
  const ids = new Map(unique.map((one) => [one, idIn(study, 'memo', keyOf(one))]));
  const here = await carriedAlready(tx, study.id, 'memo', [
    ...ids.values(),
    ...unique.map((one) => one.guid),
  ]);
  const fresh = unique.filter((one) => !here.has(ids.get(one) ?? '') && !here.has(one.guid));
  const memos = fresh.map(({ guid: _, on: __, codingGuid, ...one }, index) => ({
    ...one,
    id: ids.get(fresh[index] ?? (one as Wanted)) ?? '',
    codingId: codingGuid === null ? null : (codings.get(codingGuid)?.id ?? null),
  }));
  const standing = await carriedAlready(
    tx,
    study.id,
    'coding',
    memos.flatMap((memo) => memo.codingId ?? []),
  );
  const writable = memos.filter((memo) => memo.codingId === null || standing.has(memo.codingId));
  await takeMemos(tx, study.id, writable);
  const written = new Set(writable.map((memo) => memo.id));
  await keepOrigins(
    tx,
    loading,
    fresh.flatMap((one) => {
      const id = ids.get(one) ?? '';
      return written.has(id) ? [origin('memo', id, one.guid)] : [];
    }),
  );
  count(loading, 'memos', writable.length);
  count(loading, 'memosKnown', unique.length - fresh.length);
}

/** Keeps what the study has no place for, as it came, so that it can be given back. What Tributary wrote itself is read, not kept. */
export async function keepOthers(
  tx: Tx,
  loading: Loading,
  grounds: ReadonlyMap<number, Ground>,
): Promise<void> {
  const { plan, study } = loading;
  const own = isOwn(plan.project.origin);
  const others = plan.project.others.filter((element) => !own || !readAlready(element));
  const values = [...grounds.values()].flatMap(({ planned: { read } }) =>
    read.values
      .filter((element) => !own || !isOwnVariable(variableOf(element)))
      .map((element, index) => ({
        element,
        about: read.guid,
        guid: guidFor('value', read.guid, String(index)),
      })),
  );
  const rows = [
    ...others.map((element) => ({ element, about: null, guid: guidOf(element.attributes['guid']) ?? '' })),
    ...values,
  ];
  for (let at = 0; at < rows.length; at += batchOf) {
    const batch = rows
      .slice(at, at + batchOf)
      .map((row, index) => ({ ...row, position: at + index, id: idIn(study, 'kept', row.guid) }));
    const bodies = await sealMany(
      tx,
      batch.map(({ id, element }) => ({
        subjectId: study.id,
        place: 'exchange.kept.body',
        rowId: id,
        text: JSON.stringify(element),
      })),
    );
    const added = await insertKept(
      tx,
      study.id,
      batch.map(({ id, element, guid, about, position }, index) => ({
        id,
        element: element.name,
        guid,
        about,
        position,
        body: bodies[index] ?? Buffer.alloc(0),
      })),
    );
    count(loading, 'kept', added);
    count(loading, 'keptKnown', batch.length - added);
  }
  for (const { element } of rows) plan.losses.add(element.name, 'kept');
}

/** Variables, cases and links of our own making became what they stand for. */
function readAlready(element: Element): boolean {
  if (element.name === 'Variable')
    return isOwnVariable(guidOf(element.attributes['guid'])) || isRatingVariable(element);
  if (element.name === 'Link') return element.attributes['name'] === insteadLink;
  return isOwnCase(element);
}
