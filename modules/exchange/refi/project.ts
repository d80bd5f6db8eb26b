import type { Element } from './elements.ts';
import type { LossReason } from './losses.ts';

/** A code as an exchange file holds it; `parent` is the GUID of the code above. */
export type CodeRead = {
  readonly guid: string;
  readonly parent: string | undefined;
  readonly name: string;
  readonly description: string | undefined;
  readonly codable: boolean;
  readonly color: string | undefined;
  readonly notes: readonly string[];
  readonly position: number;
};

/** Who worked on a project in the other tool. */
export type UserRead = { readonly guid: string; readonly name: string };

/** A text of a project: its own element, or the text that stands for a PDF, a recording. Its passages come apart. */
export type SourceRead = {
  readonly guid: string;
  readonly element: 'TextSource' | 'Representation' | 'Transcript';
  readonly name: string;
  /** Place among the texts of the file, from 1. */
  readonly row: number;
  readonly path: string | undefined;
  content: string | undefined;
  description: string | undefined;
  notes: readonly string[];
  values: readonly Element[];
};

/** One code on a passage or a whole text. */
export type CodingRead = {
  readonly guid: string;
  readonly code: string;
  readonly notes: readonly string[];
  readonly user: string | undefined;
  readonly madeAt: string | undefined;
};

/** A passage with its codings; offsets as the file writes them, NaN where it writes none. */
export type SelectionRead = {
  readonly guid: string;
  readonly element: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly codings: readonly CodingRead[];
  readonly notes: readonly string[];
};

/** A note with its text, or the path to it. */
export type NoteRead = {
  readonly guid: string;
  readonly name: string;
  readonly text: string | undefined;
  readonly path: string | undefined;
};

/** Everything of a project but its passages. */
export type ProjectRead = {
  readonly form: 'project' | 'codebook';
  readonly name: string;
  readonly origin: string;
  readonly description: string | undefined;
  readonly notesOnAll: readonly string[];
  readonly users: readonly UserRead[];
  readonly codes: readonly CodeRead[];
  readonly sources: readonly SourceRead[];
  readonly notes: ReadonlyMap<string, NoteRead>;
  /** Variables, cases, links, sets and graphs, as they stand in the file. */
  readonly others: readonly Element[];
};

/** What hears the passages of a project as they pass. */
export type Hearer = {
  readonly selection: (source: SourceRead, selection: SelectionRead) => void;
  /** A code on a whole text. */
  readonly whole: (source: SourceRead, coding: CodingRead) => void;
  /** Something that is not carried: the element, and why. */
  readonly lost: (element: string, why: LossReason) => void;
};
