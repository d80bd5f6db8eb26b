import { type Because, chooseConvention, type Said } from '../../refi/chooseConvention.ts';
import { type CameAs, type ConventionName, conventionNamed } from '../../refi/conventions.ts';
import { Losses } from '../../refi/losses.ts';
import { keptText } from '../../refi/place.ts';
import type { Hearer, NoteRead, ProjectRead, SelectionRead, SourceRead } from '../../refi/project.ts';
import { ownConvention } from '../../refi/own.ts';
import { rereader } from '../../refi/reread.ts';
import { type Beside, lastOf, passThrough, type Sent, textAt } from './openProject.ts';

/** How a person wants offsets read: one way for the whole file, or by the GUID of a text. */
export type Asked = {
  readonly all?: ConventionName | undefined;
  readonly bySource?: Readonly<Record<string, ConventionName>> | undefined;
};

/** Why a text cannot be taken; each has its sentence at `refused.<reason>`. */
export type TextFault = 'notInFile' | 'notText' | 'tooMuchText' | 'noText' | 'guidTwice';

/** A text with its passages placed: starts and ends in turn, in the order of the file. */
export type PlannedText = {
  readonly read: SourceRead;
  readonly text: string;
  /** The words between two offsets as the writer counts them, for a second look. */
  readonly reread: (start: number, end: number) => string;
  readonly convention: ConventionName;
  readonly confidence: number;
  readonly because: Because;
  readonly points: Int32Array;
  readonly units: Int32Array;
};

/** What one look through the files brought: everything but the passages themselves. */
export type Plan = {
  readonly project: ProjectRead;
  readonly texts: ReadonlyMap<SourceRead['row'], PlannedText>;
  readonly faults: readonly {
    readonly read: SourceRead;
    readonly fault: TextFault;
    readonly selections: number;
  }[];
  readonly notes: ReadonlyMap<string, NoteRead>;
  readonly losses: Losses;
  /** Texts of notes that lie beside the XML but are not there. */
};

type Gathered = { readonly offsets: number[]; readonly said: Said[] };
const saidAtMost = 500;

/** Looks through the files once: collects texts, codes and notes, and finds out how the offsets of each text count. */
export async function planImport(sent: Sent, asked: Asked, rest: () => Promise<void>): Promise<Plan> {
  const beside: Beside = { texts: new Map(), unread: [] };
  const gathered = new Map<SourceRead, Gathered>();
  const losses = new Losses();
  const hear: Hearer = {
    selection: (source, selection) => gather(gatheredOf(gathered, source), selection),
    whole: () => {},
    lost: (element, why) => losses.add(element, why),
  };
  const project = await passThrough(sent, hear, { beside, rest });
  const texts = new Map<number, PlannedText>();
  const faults: { read: SourceRead; fault: TextFault; selections: number }[] = [];
  const met = new Set<string>();
  for (const read of project.sources) {
    await rest();
    const { offsets, said } = gatheredOf(gathered, read);
    const came = met.has(read.guid) ? 'guidTwice' : cameAs(beside, read);
    met.add(read.guid);
    if (typeof came === 'string') {
      faults.push({ read, fault: came, selections: offsets.length / 2 });
      continue;
    }
    const wanted = asked.bySource?.[read.guid] ?? asked.all;
    const evidence = { offsets, said, origin: project.origin };
    const told = wanted ?? ownConvention(project.origin);
    const by = wanted === undefined ? 'writer' : 'person';
    const chosen = chooseConvention(came, evidence, told && conventionNamed(told), by);
    const { name, confidence, because, points, units } = chosen;
    const reread = rereader(came, chosen.convention);
    texts.set(read.row, {
      read,
      text: keptText(came.text),
      reread,
      convention: name,
      confidence,
      because,
      points,
      units,
    });
  }
  countUnread(project, beside, losses);
  return { project, texts, faults, notes: notesOf(project, beside), losses };
}

function gatheredOf(all: Map<SourceRead, Gathered>, source: SourceRead): Gathered {
  const known = all.get(source) ?? { offsets: [], said: [] };
  all.set(source, known);
  return known;
}

function gather({ offsets, said }: Gathered, selection: SelectionRead): void {
  const words = saidOf(selection);
  if (words.length > 0 && said.length < saidAtMost) said.push({ index: offsets.length / 2, words });
  offsets.push(
    Number.isNaN(selection.start) ? -1 : selection.start,
    Number.isNaN(selection.end) ? -1 : selection.end,
  );
}

/** What may be the words of a passage: its name, or its description. */
export function saidOf({ name, description }: SelectionRead): string[] {
  return [name, description].flatMap((one) => (one === undefined ? [] : [one]));
}

function cameAs(beside: Beside, read: SourceRead): CameAs | TextFault {
  const came: CameAs | TextFault =
    read.path !== undefined
      ? textAt(beside, read.path)
      : read.content !== undefined
        ? { text: read.content, marked: false, inline: true }
        : 'notInFile';
  if (typeof came === 'string') return came;
  return came.text.trim() === '' ? 'noText' : came;
}

function notesOf(project: ProjectRead, beside: Beside): ReadonlyMap<string, NoteRead> {
  return new Map(
    [...project.notes].map(([guid, note]) => {
      const came = note.path === undefined ? undefined : textAt(beside, note.path);
      const read = came === undefined || typeof came === 'string' ? undefined : keptText(came.text).trim();
      const text = [note.text, read].filter((part) => part !== undefined && part !== '').join('\n\n');
      return [guid, { ...note, text: text || undefined }];
    }),
  );
}

/** Rich copies of texts that are there in plain form are no loss; other files beside the XML are. */
function countUnread(project: ProjectRead, beside: Beside, losses: Losses): void {
  const plain = new Set([...beside.texts.keys()].map((name) => name.replace(/\.txt$/, '')));
  const rich = beside.unread.map(lastOf).filter((name) => !plain.has(name.replace(/\.[^.]*$/, '')));
  const documents = rich.filter((name) => /\.(docx|rtf|odt|html?)$/.test(name)).length;
  losses.add('richTextPath', 'unread', Math.min(documents, project.sources.length));
}
