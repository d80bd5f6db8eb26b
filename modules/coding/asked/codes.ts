import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { readers, researchers, StudyAsked } from './who.ts';

const Name = Text(200, 1);
const Rule = Text(4_000);
const Color = z.string().regex(/^#[0-9a-f]{6}$/);

/** A code of the team's own, or what the study says beside a code of its locked codebook (`own` false, no name). */
export const OwnCode = z.object({
  id: Id,
  code: z.string(),
  own: z.boolean(),
  parent: z.string().nullable(),
  name: z.string().nullable(),
  definition: z.string().nullable(),
  include: z.string().nullable(),
  exclude: z.string().nullable(),
  instead: z.array(z.string()),
  color: z.string().nullable(),
  codable: z.boolean(),
  origin: z.enum(['team', 'words', 'import']),
  retired: z.boolean(),
  mergedInto: z.string().nullable(),
  changedAt: Moment,
  version: Version,
});
export type OwnCode = z.infer<typeof OwnCode>;

const guidance = {
  definition: Rule.nullable().optional(),
  include: Rule.nullable().optional(),
  exclude: Rule.nullable().optional(),
  instead: z.array(Code).max(20).optional(),
  color: Color.nullable().optional(),
};

/** What may be asked about the codebook of a study. */
export const codeOperations = {
  listCodes: query({
    about:
      'Lists what a study adds to its locked codebook: codes of its own, retired ones too, and guidance.',
    who: readers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      studyId: Id,
      codebook: z.object({ system: z.string(), version: z.string() }),
      rows: z.array(OwnCode),
    }),
  }),
  countCodes: query({
    about: 'Counts the standing codings of each code of a study.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({ rows: z.array(z.object({ code: z.string(), codings: z.int() })) }),
  }),
  listCodingsOf: query({
    about:
      'Lists the standing codings of one code with their words, to choose among them; the first few hundred.',
    who: researchers,
    input: z.object({ study: StudyAsked, code: Code }),
    output: z.object({
      rows: z.array(
        z.object({ id: Id, version: Version, sourceId: Id, label: z.string(), quote: z.string() }),
      ),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.sourceId),
  }),
  addCode: command({
    about: 'Adds a code of the team’s own to the codebook of a study.',
    who: researchers,
    input: z.object({
      id: Id,
      studyId: Id,
      name: Name,
      parent: Code.nullable().optional(),
      origin: z.enum(['team', 'words']).default('team'),
      ...guidance,
    }),
    output: Saved,
  }),
  changeCode: command({
    about:
      'Renames a code of the team’s own or rewords what it means; a version that has moved on is a conflict.',
    who: researchers,
    input: z.object({
      id: Id,
      version: Version,
      name: Name.optional(),
      codable: z.boolean().optional(),
      ...guidance,
    }),
    output: Saved,
  }),
  guideCode: command({
    about:
      'Says for one study how a code of its locked codebook is used; the code itself stays as published.',
    who: researchers,
    input: z.object({ id: Id, studyId: Id, code: Code, ...guidance }),
    output: Saved,
  }),
  moveCode: command({
    about:
      'Puts a code of the team’s own under another code, before a neighbour or last; its codings count there.',
    who: researchers,
    input: z.object({ id: Id, version: Version, parent: Code.nullable(), before: Id.optional() }),
    output: Saved,
  }),
  mergeCodes: command({
    about: 'Gives the codings of a code of the team’s own to another code and retires it; every memo stays.',
    who: researchers,
    input: z.object({ id: Id, version: Version, into: Code }),
    output: Saved.extend({ codings: z.int() }),
  }),
  splitCode: command({
    about: 'Begins a code of the team’s own with some of the codings of another.',
    who: researchers,
    input: z.object({
      id: Id,
      studyId: Id,
      from: Code,
      name: Name,
      codings: z
        .array(z.object({ id: Id, version: Version }))
        .min(1)
        .max(500),
    }),
    output: Saved.extend({ codings: z.int() }),
  }),
  retireCode: command({
    about:
      'Takes a code of the team’s own out of use, or back into use; what was coded with it stays readable.',
    who: researchers,
    input: z.object({ id: Id, version: Version, retired: z.boolean() }),
    output: Saved,
  }),
  codeHistory: query({
    about: 'Shows what a code was before, and when it was changed.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({
      rows: z.array(
        z.object({
          version: z.int(),
          name: z.string().nullable(),
          definition: z.string().nullable(),
          include: z.string().nullable(),
          exclude: z.string().nullable(),
          parent: z.string().nullable(),
          replacedAt: Moment,
          replacedBy: Id.nullable(),
        }),
      ),
    }),
  }),
};
