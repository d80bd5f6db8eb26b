import type { Tx } from '../../../../kernel/server/scope.ts';
import { codingsToCarry } from '../../../coding/server/index.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import type { Convention } from '../../refi/conventions.ts';
import type { Element } from '../../refi/elements.ts';
import { guidFor } from '../../refi/guid.ts';
import { markNote } from '../../refi/marks.ts';
import { variableGuid } from '../../refi/own.ts';
import { offsetsIn } from '../../refi/place.ts';
import {
  beginningOf,
  type CodingOut,
  noteXml,
  type SelectionOut,
  type SourceOut,
  textValue,
} from '../../refi/writeProject.ts';
import type { Leaving, TextOut } from './gather.ts';
import { type Origin, originsOf } from './queries.ts';

/** For whom a file is written: by the standard, or as NVivo for Windows counts. */
export type Profile = 'standard' | 'windows';

const conventionOf: Readonly<Record<Profile, Convention>> = {
  standard: { unit: 'codepoint', lineEnd: 'one', mark: 'skipped' },
  windows: { unit: 'utf16', lineEnd: 'two', mark: 'skipped' },
};

/** A text of the study as it stands in the file: its element, its words, and the notes its codings point to. */
export type WholeText = {
  readonly source: SourceOut;
  readonly text: string;
  readonly notes: ReadonlySet<string>;
  readonly codings: number;
};

type Row = Awaited<ReturnType<typeof codingsToCarry>>[number];
type Way = {
  readonly profile: Profile;
  readonly places: ReadonlyMap<string, string>;
  readonly valuesOf: (guid: string) => readonly Element[];
};

/** The texts of a study with their passages, one at a time. A text that was withdrawn meanwhile is not among them. */
export async function* textsOut(tx: Tx, leaving: Leaving, way: Way): AsyncGenerator<WholeText> {
  for (const one of leaving.texts) {
    const opened = (await openTexts(tx, [one.id])).get(one.id);
    if (opened === undefined) continue;
    const all = await codingsToCarry(tx, one.id);
    const rows = all.filter((row) => leaving.codeGuids.has(row.code));
    leaving.losses.add('Coding', 'noSuchCode', all.length - rows.length);
    const origins = await originsOf(
      tx,
      leaving.study.id,
      rows.map((row) => row.id),
    );
    yield written(leaving, one, { text: opened.text, rows, origins, way });
  }
}

type Content = {
  readonly text: string;
  readonly rows: readonly Row[];
  readonly origins: ReadonlyMap<string, Origin>;
  readonly way: Way;
};

function written(leaving: Leaving, one: TextOut, { text, rows, origins, way }: Content): WholeText {
  const notes = new Set<string>();
  const outOf = (row: Row): CodingOut => codingOut(leaving, row, origins.get(row.id), notes);
  const isWhole = (row: Row) => origins.get(row.id)?.kind === 'whole' && row.start === 0;
  const wholes = rows.filter(isWhole);
  const passages = groupsOf(
    rows.filter((row) => !isWhole(row)),
    origins,
  );
  const memos = leaving.memos.filter((memo) => memo.about === 'passage' && memo.sourceId === one.id);
  const spans = [
    ...passages.map(({ guid, rows: all }) => ({
      guid,
      start: all[0]?.start ?? 0,
      end: all[0]?.end ?? 0,
      codings: all.map(outOf),
      notes: [],
    })),
    ...memos.map((memo) => ({
      guid: guidFor('selection', memo.guid),
      start: memo.start ?? 0,
      end: memo.end ?? 0,
      codings: [],
      notes: [memo.guid],
    })),
  ];
  const selections = placed(text, spans, conventionOf[way.profile]);
  const site = one.siteId === null ? undefined : way.places.get(one.siteId);
  const source: SourceOut = {
    guid: one.guid,
    name: one.name,
    selections,
    wholes: wholes.map(outOf),
    notes: leaving.memos
      .filter((memo) => memo.about === 'source' && memo.sourceId === one.id)
      .map((memo) => memo.guid),
    values: [
      textValue(variableGuid('kind'), one.kind),
      ...(site === undefined ? [] : [textValue(variableGuid('site'), site)]),
      ...way.valuesOf(one.guid),
    ],
  };
  const bytes = way.profile === 'windows' ? `\ufeff${text.replaceAll('\n', '\r\n')}` : text;
  return { source, text: bytes, notes, codings: rows.length };
}

/** Codings that stood on one passage of a file stand on it again, as long as their stretch is the same. */
function groupsOf(
  rows: readonly Row[],
  origins: ReadonlyMap<string, Origin>,
): { guid: string; rows: Row[] }[] {
  const groups = new Map<string, { guid: string; rows: Row[] }>();
  const taken = new Set<string>();
  for (const row of rows) {
    const origin = origins.get(row.id);
    const key = origin?.partOf == null ? row.id : `${origin.partOf}/${row.start}/${row.end}`;
    const known = groups.get(key);
    if (known !== undefined) {
      known.rows.push(row);
      continue;
    }
    const wanted = origin?.partOf ?? guidFor('selection', origin?.guid ?? row.id);
    const guid = taken.has(wanted) ? guidFor('selection', row.id) : wanted;
    taken.add(guid);
    groups.set(key, { guid, rows: [row] });
  }
  return [...groups.values()];
}

function codingOut(leaving: Leaving, row: Row, origin: Origin | undefined, notes: Set<string>): CodingOut {
  const guid = origin?.guid ?? row.id;
  const refs: string[] = [];
  if (row.valence !== 'neutral' || row.strength !== null) {
    const mark = markNote(row);
    notes.add(noteXml(mark.guid, mark.text, mark.name));
    refs.push(mark.guid);
  }
  if (row.note !== '') {
    const note = origin?.noteGuid ?? guidFor('note', guid);
    notes.add(noteXml(note, row.note));
    refs.push(note);
  }
  refs.push(...(leaving.memosOn.get(row.id) ?? []));
  return {
    guid,
    code: leaving.codeGuids.get(row.code) ?? '',
    crossed: row.crossed === null ? undefined : leaving.codeGuids.get(row.crossed),
    user: origin?.byGuid ?? leaving.userOf(row.coderName, row.createdBy),
    madeAt: origin?.madeAt ?? row.createdAt.toISOString(),
    notes: refs,
  };
}

type Span = Omit<SelectionOut, 'name'>;

function placed(text: string, spans: readonly Span[], convention: Convention): SelectionOut[] {
  const points = spans.flatMap((span) => [span.start, span.end]);
  const offsets = offsetsIn(text, points, convention);
  const units = offsetsIn(text, points, { unit: 'utf16', lineEnd: 'one', mark: 'skipped' });
  return spans.map((span, index) => ({
    ...span,
    name: beginningOf(text.slice(units[index * 2], units[index * 2 + 1]), 80),
    start: offsets[index * 2] ?? 0,
    end: offsets[index * 2 + 1] ?? 0,
  }));
}
