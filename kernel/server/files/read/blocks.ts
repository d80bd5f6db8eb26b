import { type FileLimits, FileProblem } from '../problem.ts';

/** Collects the paragraphs and tables of a document into lines; a table row becomes one line with its cells apart by tabs. */
export class Blocks {
  readonly #limits: FileLimits;
  #characters = 0;
  readonly #places: string[][] = [[]];
  readonly #rows: string[][] = [];
  readonly #paragraphs: string[][] = [];

  constructor(limits: FileLimits) {
    this.#limits = limits;
  }

  /** True while a paragraph is open. */
  get writing(): boolean {
    return this.#paragraphs.length > 0;
  }

  openParagraph(): void {
    this.#paragraphs.push([]);
  }

  /** Adds to the paragraph that is open; text outside one is layout and is left out. */
  add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined || text === '') return;
    this.#characters += text.length;
    if (this.#characters > this.#limits.characters) throw tooMuchText(this.#limits);
    paragraph.push(text);
  }

  /** True at the beginning of a paragraph and after white space, where OpenDocument swallows a further space. */
  get afterSpace(): boolean {
    return /[ \n\t]$/.test(this.#paragraphs.at(-1)?.at(-1) ?? ' ');
  }

  closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (paragraph !== undefined) this.#places.at(-1)?.push(paragraph.join(''));
  }

  openRow(): void {
    this.#rows.push([]);
  }

  openCell(): void {
    this.#places.push([]);
  }

  closeCell(): void {
    if (this.#places.length < 2) return;
    this.#rows.at(-1)?.push((this.#places.pop() ?? []).join('\n'));
  }

  closeRow(): void {
    const cells = this.#rows.pop();
    if (cells !== undefined) this.#places.at(-1)?.push(cells.join('\t'));
  }

  /** The whole text, lines apart by LF. */
  text(): string {
    return (this.#places[0] ?? []).join('\n');
  }
}

/** The refusal for a document with more text than any interview has. */
export function tooMuchText(limits: FileLimits): FileProblem {
  return new FileProblem('fileTooMuchText', { limit: limits.characters });
}
