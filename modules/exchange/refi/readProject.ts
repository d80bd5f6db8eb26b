import { type FileLimits, readXml } from '../../../kernel/server/files/index.ts';
import { childrenOf, type Element, elementsTo, textOf } from './elements.ts';
import { guidOf } from './guid.ts';
import type { LossReason } from './losses.ts';
import type { CodeRead, Hearer, NoteRead, ProjectRead, SourceRead, UserRead } from './project.ts';
import { readCoding, readSelection, refsOf, textSelections } from './readSelection.ts';

/** Why a project cannot be read at all; each has its sentence at `refusal.<reason>`. */
export class ProjectProblem extends Error {
  readonly reason: 'refiNotAProject' | 'refiCodeTwice' | 'refiTooMany';
  readonly facts: Readonly<Record<string, string | number>>;
  constructor(reason: ProjectProblem['reason'], facts: ProjectProblem['facts'] = {}) {
    super(reason);
    this.name = 'ProjectProblem';
    this.reason = reason;
    this.facts = facts;
  }
}

const atMost: Readonly<Record<string, number>> = {
  User: 10_000,
  Code: 20_000,
  TextSource: 20_000,
  Note: 200_000,
};
const othersAtMost = 200_000;
const textElements = new Set(['TextSource', 'Representation', 'Transcript']);
const otherElements = new Set(['Variable', 'Case', 'Link', 'Set', 'Graph']);
const mediaElements = new Set(['PictureSource', 'PDFSource', 'AudioSource', 'VideoSource']);
const notes = new Set(['Note']);
const known = new Set(
  `Users CodeBook Codes Variables Cases Sources Notes Links Sets Graphs Description NoteRef CodeRef SourceRef SelectionRef VariableRef
  MemberCode MemberSource MemberNote VariableValue TextValue BooleanValue IntegerValue FloatValue DateValue DateTimeValue PlainTextContent
  Variable Case Link Set Graph Vertex Edge Note Coding TextDescription TextSource Representation Transcript`.split(
    /\s+/,
  ),
);
const mediaSelections = new Set(['PictureSelection', 'PDFSelection', 'AudioSelection', 'VideoSelection']);

/** Reads the XML of a project or a codebook in one pass; passages go to `hear` and are not held. Refuses what is no such file. */
export async function readProject(
  chunks: AsyncIterable<Buffer>,
  limits: FileLimits,
  hear: Hearer,
): Promise<ProjectRead> {
  const state = new Reading(hear);
  const listener = elementsTo({
    open: (one, above) => state.open(one, above),
    close: (one, above) => state.close(one, above),
  });
  try {
    await readXml(chunks, limits, listener);
  } catch (error) {
    throw state.problem ?? error;
  }
  return state.read();
}

class Reading {
  root: Element | undefined;
  /** What stopped the reading; the XML reader itself only knows that something did. */
  problem: ProjectProblem | undefined;
  readonly #hear: Hearer;
  readonly #counts = new Map<string, number>();
  readonly #users: UserRead[] = [];
  readonly #codes = new Map<string, CodeRead>();
  readonly #opened = new Set<string>();
  readonly #places = new Map<Element, number>();
  readonly #sources: SourceRead[] = [];
  readonly #openSources = new Map<Element, SourceRead>();
  readonly #syncPoints = new Map<string, number>();
  readonly #notes = new Map<string, NoteRead>();
  readonly #others: Element[] = [];
  constructor(hear: Hearer) {
    this.#hear = hear;
  }

  open(element: Element, above: readonly Element[]): void {
    const { name } = element;
    if (above.length === 0) {
      if (name !== 'Project' && name !== 'CodeBook') throw this.#stop('refiNotAProject');
      this.root = element;
      return;
    }
    this.#count(name);
    if (name === 'Code') this.#openCode(element);
    if (textElements.has(name) && !above.some((one) => mediaSelections.has(one.name)))
      this.#openSource(element, above);
  }

  close(element: Element, above: readonly Element[]): boolean {
    const { name } = element;
    const parent = above.at(-1);
    if (parent === undefined) return true;
    if (name === 'User') return this.#takeUser(element);
    if (name === 'Code') return this.#takeCode(element, above);
    if (name === 'SyncPoint') return this.#takeSyncPoint(element);
    if (name === 'Note' && parent.name === 'Notes') return this.#takeNote(element);
    const source = this.#openSources.get(parent);
    if (textSelections.has(name)) return this.#takeSelection(element, source, above);
    if (name === 'Coding' && source !== undefined) return this.#takeWhole(element, source);
    if (name === 'Coding' && mediaElements.has(parent.name)) return this.#lose('Coding', 'onMedia');
    if (mediaSelections.has(name)) return this.#loseMediaSelection(element);
    if (this.#openSources.has(element)) return this.#closeSource(element);
    if (mediaElements.has(name)) return this.#lose(name, 'media');
    if (!known.has(name)) return this.#lose(name.slice(0, 40), 'unknown');
    if (otherElements.has(name) && /^(Variables|Cases|Links|Sets|Graphs)$/.test(parent.name))
      return this.#takeOther(element);
    return false;
  }

  read(): ProjectRead {
    const { root } = this;
    if (root === undefined) throw new ProjectProblem('refiNotAProject');
    const codes = [...this.#codes.values()].toSorted((left, right) => left.position - right.position);
    return {
      form: root.name === 'CodeBook' ? 'codebook' : 'project',
      name: root.attributes['name'] ?? '',
      origin: root.attributes['origin'] ?? '',
      description: textOf(root, 'Description'),
      notesOnAll: refsOf(root),
      users: this.#users,
      codes,
      sources: this.#sources,
      notes: this.#notes,
      others: this.#others,
    };
  }

  #stop(reason: ProjectProblem['reason'], facts?: ProjectProblem['facts']): ProjectProblem {
    this.problem = new ProjectProblem(reason, facts);
    return this.problem;
  }

  #count(name: string): void {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const limit = atMost[name];
    if (limit !== undefined && count > limit) throw this.#stop('refiTooMany', { what: name, limit });
  }

  #lose(element: string, why: LossReason): true {
    this.#hear.lost(element, why);
    return true;
  }

  #takeUser({ attributes }: Element): boolean {
    const guid = guidOf(attributes['guid']);
    if (guid === undefined) return this.#lose('User', 'noGuid');
    this.#users.push({ guid, name: attributes['name'] ?? '' });
    return true;
  }

  #openCode(element: Element): void {
    const guid = guidOf(element.attributes['guid']);
    if (guid === undefined) return;
    if (this.#opened.has(guid))
      throw this.#stop('refiCodeTwice', { name: (element.attributes['name'] ?? '').slice(0, 80) });
    this.#opened.add(guid);
    this.#places.set(element, this.#opened.size);
  }

  #takeCode(element: Element, above: readonly Element[]): boolean {
    const { attributes } = element;
    const guid = guidOf(attributes['guid']);
    const name = (attributes['name'] ?? '').trim();
    if (guid === undefined) return this.#lose('Code', 'noGuid');
    const parent = above.findLast(
      (one) => one.name === 'Code' && guidOf(one.attributes['guid']) !== undefined,
    );
    const color = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((attributes['color'] ?? '').trim())?.[0];
    if (attributes['color'] !== undefined && color === undefined) this.#hear.lost('Code@color', 'notAColor');
    this.#codes.set(guid, {
      guid,
      parent: guidOf(parent?.attributes['guid']),
      name,
      description: textOf(element, 'Description'),
      codable: !/^\s*(false|0)\s*$/i.test(attributes['isCodable'] ?? 'true'),
      color: color === undefined ? undefined : longColor(color.toLowerCase()),
      notes: refsOf(element),
      position: this.#places.get(element) ?? 0,
    });
    this.#places.delete(element);
    return true;
  }

  #openSource(element: Element, above: readonly Element[]): void {
    const { attributes, name } = element;
    const guid = guidOf(attributes['guid']);
    if (guid === undefined) return;
    const host = above.findLast((one) => mediaElements.has(one.name));
    const source: SourceRead = {
      guid,
      element: name as SourceRead['element'],
      name: attributes['name'] ?? host?.attributes['name'] ?? '',
      row: this.#sources.length + 1,
      path: attributes['plainTextPath']?.trim() || undefined,
      content: undefined,
      description: undefined,
      notes: [],
      values: [],
    };
    this.#sources.push(source);
    this.#openSources.set(element, source);
    this.#syncPoints.clear();
  }

  #closeSource(element: Element): boolean {
    const source = this.#openSources.get(element);
    this.#openSources.delete(element);
    if (source === undefined) return true;
    const content = element.children.find((child) => child.name === 'PlainTextContent');
    source.content = content?.text;
    source.description = textOf(element, 'Description');
    source.notes = refsOf(element);
    source.values = childrenOf(element, 'VariableValue');
    return true;
  }

  #takeSyncPoint({ attributes }: Element): boolean {
    const guid = guidOf(attributes['guid']);
    const position = Number(attributes['position'] ?? Number.NaN);
    if (guid !== undefined && Number.isInteger(position)) this.#syncPoints.set(guid, position);
    return this.#lose('SyncPoint', 'media');
  }

  #takeSelection(element: Element, source: SourceRead | undefined, above: readonly Element[]): boolean {
    const within = (names: ReadonlySet<string>) => above.some((one) => names.has(one.name));
    if (source === undefined)
      return this.#lose(element.name, within(notes) ? 'inNote' : within(mediaElements) ? 'media' : 'noGuid');
    const selection = readSelection(element, this.#syncPoints, this.#hear);
    if (selection === undefined) return this.#lose(element.name, 'noGuid');
    this.#hear.selection(source, selection);
    return true;
  }

  #takeWhole(element: Element, source: SourceRead): boolean {
    const coding = readCoding(element);
    if (coding === undefined) return this.#lose('Coding', 'noGuid');
    this.#hear.whole(source, coding);
    return true;
  }

  #loseMediaSelection(element: Element): boolean {
    for (const _ of childrenOf(element, 'Coding')) this.#hear.lost('Coding', 'onMedia');
    return this.#lose(element.name, 'media');
  }

  #takeNote(element: Element): boolean {
    const { attributes } = element;
    const guid = guidOf(attributes['guid']);
    if (guid === undefined) return this.#lose('Note', 'noGuid');
    const content = element.children.find((child) => child.name === 'PlainTextContent')?.text;
    const description = textOf(element, 'Description');
    const text = [description, content?.trim()]
      .filter((part) => part !== undefined && part !== '')
      .join('\n\n');
    const path = attributes['plainTextPath']?.trim() || undefined;
    this.#notes.set(guid, { guid, name: (attributes['name'] ?? '').trim(), text: text || undefined, path });
    for (const _ of childrenOf(element, 'Coding')) this.#hear.lost('Coding', 'inNote');
    for (const _ of childrenOf(element, 'VariableValue')) this.#hear.lost('VariableValue', 'inNote');
    return true;
  }

  #takeOther(element: Element): boolean {
    if (guidOf(element.attributes['guid']) === undefined) return this.#lose(element.name, 'noGuid');
    if (this.#others.push(element) > othersAtMost)
      throw this.#stop('refiTooMany', { what: element.name, limit: othersAtMost });
    return true;
  }
}

function longColor(color: string): string {
  return color.length === 7 ? color : `#${[...color.slice(1)].map((digit) => digit + digit).join('')}`;
}
