import type { Tx } from '../../../../kernel/server/scope.ts';
import {
  carriedAlready,
  type CarryBook,
  type IncomingCoding,
  takeCodings,
} from '../../../coding/server/index.ts';
import { valences } from '../../../coding/model.ts';
import { guidFor } from '../../refi/guid.ts';
import { crossedGuid, marksByGuid } from '../../refi/marks.ts';
import { outside, splits } from '../../refi/place.ts';
import type { CodingRead, Hearer, SelectionRead, SourceRead } from '../../refi/project.ts';
import { quotes, standsIn, withoutSpace } from '../../refi/quotes.ts';
import {
  count,
  keepOrigins,
  type Loading,
  momentOf,
  origin,
  type RefusedReason,
  resolveIds,
} from './loading.ts';
import type { Ground } from './loadTexts.ts';
import { saidOf } from './plan.ts';
import type { Origin } from './queries.ts';

/** A note that stands on something of the study: what, and the GUID of the note. */
export type Attached = {
  readonly note: string;
  readonly about: 'source' | 'passage' | 'coding';
  readonly ground: Ground;
  readonly codingGuid: string | null;
  readonly start: number | null;
  readonly end: number | null;
  /** Words that are no note of their own in the file: the description of a passage. */
  readonly words?: string;
  /** GUID the memo gets when the note has none of its own. */
  readonly guid: string;
};

/** What was found of the passages of one text. */
export type Tally = {
  readonly read: SourceRead;
  selections: number;
  placed: number;
  quoted: number;
  exact: number;
  readonly samples: Sample[];
};

/** A passage in its surroundings, and what the file says it is. */
export type Sample = {
  readonly before: string;
  readonly words: string;
  readonly after: string;
  readonly said: string | null;
};

type Waiting = {
  readonly coding: Omit<IncomingCoding, 'id'>;
  readonly guid: string;
  readonly origin: Partial<Origin>;
  readonly kind: 'coding' | 'whole';
};

const marks = marksByGuid(valences);
const batchOf = 2_000;
const refusedAtMost = 2_000;
const samplesOf = 4;
const around = 36;

/** Puts the passages of a file on the texts of the study as they pass, in batches. */
export class PassageLoader {
  readonly tallies = new Map<number, Tally>();
  readonly attached: Attached[] = [];
  /** Notes that became the note of a coding. */
  readonly used = new Set<string>();
  refusedBeyond = 0;
  readonly #loading: Loading;
  readonly #grounds: ReadonlyMap<number, Ground>;
  readonly #codebook: CarryBook;
  readonly #bare = new Map<number, string>();
  #row = 0;
  #waiting: Waiting[] = [];

  constructor(loading: Loading, grounds: ReadonlyMap<number, Ground>, codebook: CarryBook) {
    this.#loading = loading;
    this.#grounds = grounds;
    this.#codebook = codebook;
  }

  /** What hears the second reading of the file. */
  hearer(): Hearer {
    return {
      selection: (source, selection) => this.#selection(source, selection),
      whole: (source, coding) => this.#whole(source, coding),
      lost: () => {},
    };
  }

  /** Writes what waits, when there is enough of it or at the end. */
  async flush(tx: Tx, end = false): Promise<void> {
    if (this.#waiting.length < (end ? 1 : batchOf)) return;
    const loading = this.#loading;
    const waiting = [...new Map(this.#waiting.map((one) => [one.guid, one])).values()];
    this.#waiting = [];
    const ids = await resolveIds(
      tx,
      loading,
      'coding',
      waiting.map(({ guid }) => guid),
      (asked) => carriedAlready(tx, loading.study.id, 'coding', asked),
    );
    const fresh = waiting.filter(({ guid }) => ids.get(guid)?.known === false);
    const idOf = (guid: string) => ids.get(guid)?.id ?? guid;
    await takeCodings(
      tx,
      loading.study,
      this.#codebook,
      fresh.map(({ coding, guid }) => ({ ...coding, id: idOf(guid) })),
    );
    await keepOrigins(
      tx,
      loading,
      fresh.map((one) => origin(one.kind, idOf(one.guid), one.guid, one.origin)),
    );
    count(loading, 'codings', fresh.length);
    count(loading, 'codingsKnown', waiting.length - fresh.length);
  }

  /** What is found of a text, also of one without passages. */
  tallyOf(read: SourceRead): Tally {
    const known = this.tallies.get(read.row) ?? {
      read,
      selections: 0,
      placed: 0,
      quoted: 0,
      exact: 0,
      samples: [],
    };
    this.tallies.set(read.row, known);
    return known;
  }

  #selection(source: SourceRead, selection: SelectionRead): void {
    this.#row += 1;
    const tally = this.tallyOf(source);
    const index = tally.selections;
    tally.selections += 1;
    const ground = this.#grounds.get(source.row);
    if (ground === undefined) return;
    const { points, units } = ground.planned;
    const [start = outside, end = outside] = [points[index * 2], points[index * 2 + 1]];
    const fault = faultOf(start, end);
    if (fault !== undefined) {
      this.#refuse(fault, { from: shown(selection.start), to: shown(selection.end), text: source.row });
      return;
    }
    tally.placed += 1;
    const words = ground.planned.text.slice(units[index * 2], units[index * 2 + 1]);
    const quoting = this.#compare(tally, ground, selection, words);
    if (tally.samples.length < samplesOf)
      tally.samples.push(
        sampleOf(ground.planned.text, units[index * 2] ?? 0, units[index * 2 + 1] ?? 0, quoting),
      );
    this.#place(ground, selection, { start, end, quoting });
  }

  /** Whether the words at the place are those the file says, or else those its writer counted out. */
  #compare(tally: Tally, ground: Ground, selection: SelectionRead, words: string): string | null {
    const said = saidOf(selection);
    const quoting =
      said.find((one) => quotes(words, one)) ?? said.find((one) => standsIn(this.#bareOf(ground), one));
    if (quoting === undefined) {
      if (ground.planned.reread(selection.start, selection.end) === words) tally.exact += 1;
      return null;
    }
    tally.quoted += 1;
    if (quotes(words, quoting)) tally.exact += 1;
    return quoting;
  }

  #bareOf({ planned }: Ground): string {
    const known = this.#bare.get(planned.read.row);
    if (known !== undefined) return known;
    this.#bare.clear();
    const bare = withoutSpace(planned.text);
    this.#bare.set(planned.read.row, bare);
    return bare;
  }

  #place(
    ground: Ground,
    selection: SelectionRead,
    at: { start: number; end: number; quoting: string | null },
  ): void {
    const { losses } = this.#loading.plan;
    const comment = selection.description === at.quoting ? undefined : selection.description;
    if (selection.name !== undefined && selection.name !== at.quoting)
      losses.add(`${selection.element}@name`, 'label');
    const crossed = new Map(selection.codings.map((one) => [one.guid, one]));
    const main = selection.codings.filter(
      (one) => !selection.codings.some((other) => crossedGuid(other.guid) === one.guid),
    );
    const first = main.findIndex((one) => this.#loading.codes.has(one.code));
    const passage = { ground, start: at.start, end: at.end };
    main.forEach((one, index) => {
      const other = crossed.get(crossedGuid(one.guid));
      this.#code(passage, one, {
        kind: 'coding',
        partOf: selection.guid,
        crossed: other?.code,
        comment: index === first ? comment : undefined,
      });
    });
    const about = { ...passage, about: 'passage' as const, codingGuid: null };
    for (const note of selection.notes) this.attached.push({ ...about, note, guid: note });
    if (first === -1 && comment !== undefined)
      this.attached.push({
        ...about,
        note: '',
        words: comment,
        guid: guidFor('description', selection.guid),
      });
    if (selection.codings.length === 0 && comment === undefined && selection.notes.length === 0)
      losses.add(selection.element, 'empty');
  }

  #code(
    { ground, start, end }: { ground: Ground; start: number; end: number },
    one: CodingRead,
    more: {
      kind: 'coding' | 'whole';
      partOf: string | null;
      crossed?: string | undefined;
      comment?: string | undefined;
    },
  ): void {
    const { codes, coders, plan } = this.#loading;
    const code = codes.get(one.code);
    if (code === undefined || !this.#codebook.has(code)) {
      plan.losses.add('Coding', 'noSuchCode');
      return;
    }
    const mark = one.notes.map((note) => marks.get(note)).find((found) => found !== undefined);
    const notes = one.notes.filter((note) => !marks.has(note));
    const [note, ...others] = notes.filter((guid) => plan.notes.get(guid)?.text !== undefined);
    if (note !== undefined) this.used.add(note);
    const words = [more.comment, note === undefined ? undefined : plan.notes.get(note)?.text];
    const coding: Omit<IncomingCoding, 'id'> = {
      sourceId: ground.id,
      siteId: ground.siteId,
      contentVersion: ground.contentVersion,
      start,
      end,
      code,
      crossed: (more.crossed === undefined ? undefined : codes.get(more.crossed)) ?? null,
      valence: valences.find((valence) => valence === mark?.valence) ?? 'neutral',
      strength: mark?.strength ?? null,
      coderName: one.user === undefined ? null : (coders.get(one.user) ?? null),
      note: words.filter((part) => part !== undefined).join('\n\n'),
    };
    const from = {
      partOf: more.partOf,
      byGuid: one.user ?? null,
      noteGuid: note ?? null,
      madeAt: momentOf(one.madeAt),
    };
    this.#waiting.push({ coding, guid: one.guid, origin: from, kind: more.kind });
    for (const note of others)
      this.attached.push({
        note,
        about: 'coding',
        ground,
        codingGuid: one.guid,
        start: null,
        end: null,
        guid: note,
      });
    if (notes.length > 0 && note === undefined) plan.losses.add('NoteRef', 'noSuchNote', notes.length);
  }

  #whole(source: SourceRead, one: CodingRead): void {
    const ground = this.#grounds.get(source.row);
    if (ground === undefined) return;
    this.#code({ ground, start: 0, end: ground.characters }, one, { kind: 'whole', partOf: null });
  }

  #refuse(key: RefusedReason, facts: Record<string, string | number>): void {
    if (this.#loading.refused.length < refusedAtMost)
      this.#loading.refused.push({ row: this.#row, key, facts });
    else this.refusedBeyond += 1;
  }
}

function faultOf(start: number, end: number): RefusedReason | undefined {
  if (start === splits || end === splits) return 'refiSplits';
  if (start < 0 || end < 0) return 'refiOutside';
  if (end < start) return 'refiBackwards';
  return end === start ? 'refiEmpty' : undefined;
}

const shown = (offset: number): number | string => (Number.isNaN(offset) ? '–' : offset);

function sampleOf(text: string, from: number, to: number, said: string | null): Sample {
  const clip = (words: string, most: number) =>
    words.length > most ? `${words.slice(0, most).toWellFormed()}…` : words;
  return {
    before: text.slice(Math.max(0, from - around), from).toWellFormed(),
    words: clip(text.slice(from, to), 160),
    after: text.slice(to, to + around).toWellFormed(),
    said: said === null ? null : clip(said, 160),
  };
}
