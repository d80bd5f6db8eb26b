import type { Facts } from '../../refusal.ts';
import type { FileLimits, FileReason } from './problem.ts';

/** What kind of document a file turned out to be, by its content. */
export type DocumentKind = 'docx' | 'odt' | 'rtf' | 'txt' | 'html' | 'pdf' | 'vtt' | 'srt';

/** What the reader had to decide or leave out; each has a sentence at `warning.<name>` where it is shown. */
export type ReadWarning =
  | 'windows1252'
  | 'footnotes'
  | 'trackedChanges'
  | 'badCharacters'
  | 'pdfLines'
  | 'pagesWithoutText';

/** One person speaking: `start` and `end` in Unicode code points of the text (end exclusive), `from` and `to` in milliseconds of the recording. */
export type Turn = {
  readonly speaker: string;
  readonly start: number;
  readonly end: number;
  readonly from?: number;
  readonly to?: number;
};

/** The plain text of a document: lines end in LF, nothing else is normalised. */
export type ReadText = {
  readonly text: string;
  readonly kind: DocumentKind;
  readonly warnings: readonly ReadWarning[];
  readonly turns?: readonly Turn[];
};

/** A received file: its name is a label only, never a path and never proof of its kind. */
export type IncomingFile = { readonly name: string; readonly bytes: Uint8Array };

/** What stands in a table, as text: its headings, its rows in their order, numbers and days as they are written plainly (1.5, 2026-03-31). */
export type ReadTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly kind: 'csv' | 'xlsx';
  readonly warnings: readonly ReadWarning[];
};

/** One file to read. */
export type Job = {
  readonly id: number;
  readonly task: 'text' | 'table' | 'unpack';
  readonly bytes: Uint8Array;
  readonly limits: FileLimits;
  /** Which entries of an archive are unpacked, by the endings of their names; of the others only the name is told. All when absent. */
  readonly endings?: readonly string[] | undefined;
};

/** What the server asks of the worker. `more` and `stop` answer a chunk. */
export type Ask = Job | { readonly id: number; readonly task: 'more' | 'stop' };

/** What the worker says. An archive comes entry by entry, each in chunks that wait for `more`. */
export type Say =
  | { readonly id: number; readonly say: 'text'; readonly result: ReadText }
  | { readonly id: number; readonly say: 'table'; readonly result: ReadTable }
  | { readonly id: number; readonly say: 'entry'; readonly name: string }
  | { readonly id: number; readonly say: 'chunk'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly say: 'done' }
  | { readonly id: number; readonly say: 'problem'; readonly reason: FileReason; readonly facts: Facts };
