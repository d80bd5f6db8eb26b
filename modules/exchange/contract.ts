import { z } from 'zod';
import { contract, download, query, upload } from '../../kernel/contract.ts';
import { Id, Locale } from '../../kernel/fields.ts';
import { StudyCode } from '../evidence/model.ts';
import { conventionNames } from './refi/conventions.ts';

/** What an import of a directory did. `loaded` (by kind) and `refused` together are every record of the input. */
export const ImportedDirectory = z.object({
  loaded: z.record(z.string(), z.int()),
  refused: z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() })),
  notes: z.array(z.object({ file: z.string(), what: z.string(), count: z.int() })),
  changes: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), withdrawn: z.int() }),
});
export type ImportedDirectory = z.infer<typeof ImportedDirectory>;

/** A text of an imported project: its passages, how its offsets were read and how sure that is. */
const ImportedText = z.object({
  row: z.int(),
  guid: Id,
  element: z.string(),
  /** Absent where the answer is kept. */
  name: z.string().optional(),
  id: Id.nullable(),
  characters: z.int(),
  selections: z.int(),
  placed: z.int(),
  /** Placed passages whose words are those the file quotes, or, where it quotes none, those its writer counted out. */
  exact: z.int(),
  /** Passages of which the file tells the words. */
  quoted: z.int(),
  convention: z.enum(conventionNames).nullable(),
  confidence: z.number().nullable(),
  because: z.enum(['same', 'quotes', 'edges', 'habit', 'person', 'writer']).nullable(),
  samples: z
    .array(
      z.object({ before: z.string(), words: z.string(), after: z.string(), said: z.string().nullable() }),
    )
    .optional(),
});
export type ImportedText = z.infer<typeof ImportedText>;

/** What an import of a REFI-QDA project or codebook did, or would do. */
export const ImportedProject = z.object({
  studyId: Id,
  form: z.enum(['project', 'codebook']),
  origin: z.string(),
  loaded: z.record(z.string(), z.int()),
  refused: z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() })),
  /** Refused records that are not listed, because thousands were. */
  refusedBeyond: z.int(),
  sources: z.array(ImportedText),
  losses: z.array(z.object({ element: z.string(), count: z.int(), why: z.string(), reason: z.string() })),
});
export type ImportedProject = z.infer<typeof ImportedProject>;

/** What an export of a study as a REFI-QDA project would hold, and what it would not carry. */
export const LeavingProject = z.object({
  studyId: Id,
  counts: z.record(z.string(), z.int()),
  losses: z.array(z.object({ element: z.string(), count: z.int(), why: z.string(), reason: z.string() })),
});
export type LeavingProject = z.infer<typeof LeavingProject>;

const RefiAsked = z.object({
  /** The study by its id, or by its short name: a new name begins a study. */
  study: z.union([Id, StudyCode]),
  /** How offsets count, for every text; found out when absent. */
  convention: z.enum(conventionNames).optional(),
  /** How offsets count, by the GUID of a text. */
  conventions: z.record(Id, z.enum(conventionNames)).optional(),
  /** Whether coders keep the names they have in the file. */
  coders: z.enum(['pseudonyms', 'names']).default('pseudonyms'),
});

const researchers = ['evaluator', 'steward'] as const;

export const exchange = contract('exchange', {
  importHsds: upload({
    about:
      'Imports a directory of services from HSDS files (1.1 or 3.0: CSV tables, nested JSON, or a ZIP of them), all of it or nothing.',
    who: ['steward'],
    input: z.object({
      /** Names the source; importing under the same name again updates what it brought. */
      source: z.string().trim().min(1).max(80),
      reach: z.enum(['local', 'provincial']).default('local'),
      language: Locale.default('en'),
    }),
    output: ImportedDirectory,
    maxBytes: 50_000_000,
  }),
  exportHsds: download({
    about:
      'Writes one source of the directory as HSDS 3.0.1: JSON of tables, which can be brought back exactly, or CSV tables in a ZIP.',
    who: ['steward', 'coordinator'],
    input: z.object({
      source: z.string().trim().min(1).max(80),
      form: z.enum(['json', 'csv']).default('json'),
      /** Whether its classification leaves too; a licensed one must not be given on. */
      terms: z.boolean().default(false),
    }),
    output: z.unknown(),
  }),
  importRefi: upload({
    about:
      'Brings a REFI-QDA project (.qdpx, or .qde with its texts) or codebook (.qdc) into a study, all of it or nothing; the same file twice changes nothing.',
    who: researchers,
    input: RefiAsked,
    output: ImportedProject,
    subjects: ({ output }) => output.sources.flatMap((one) => one.id ?? []),
    maxBytes: 100_000_000,
  }),
  previewRefi: upload({
    about:
      'Shows what importing a REFI-QDA file would do, with quoted words in their surroundings, and changes nothing.',
    who: researchers,
    input: RefiAsked,
    output: ImportedProject,
    maxBytes: 100_000_000,
    keepsNothing: true,
  }),
  exportRefi: download({
    about:
      'Writes a study as a REFI-QDA project (.qdpx), or its codebook (.qdc): only texts whose consent stands.',
    who: researchers,
    input: z.object({
      study: z.union([Id, StudyCode]),
      form: z.enum(['project', 'codebook']).default('project'),
      /** `windows` counts as NVivo for Windows does: UTF-16, CRLF as two, with a byte-order mark. */
      profile: z.enum(['standard', 'windows']).default('standard'),
    }),
    output: z.unknown(),
  }),
  previewExport: query({
    about: 'Says what a REFI-QDA project of a study would hold, and what it would not carry.',
    who: researchers,
    input: z.object({ study: z.union([Id, StudyCode]) }),
    output: LeavingProject,
  }),
});
