import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { closings, purposes, trades, ways } from '../model.ts';

const care = [...careRoles];

/** An employer of the team's register. */
export const EmployerLine = z.object({
  id: Id,
  version: Version,
  name: z.string(),
  place: z.string(),
  note: z.string(),
  trade: z.enum(trades).nullable(),
  closed: z.boolean(),
  meetings: z.int(),
  lastMetOn: Day.nullable(),
  openings: z.int(),
});
export type EmployerLine = z.infer<typeof EmployerLine>;

/** A meeting with an employer that is about no client. */
export const MeetingLine = z.object({
  id: Id,
  metOn: Day,
  way: z.enum(ways),
  purpose: z.enum(purposes),
  person: z.string(),
  note: z.string(),
  by: z.string(),
});
export type MeetingLine = z.infer<typeof MeetingLine>;

/** Work that an employer offers. */
export const OpeningLine = z.object({
  id: Id,
  version: Version,
  employerId: Id,
  title: z.string(),
  trade: z.enum(trades),
  weeklyHours: z.number().nullable(),
  hourlyWage: z.number().nullable(),
  note: z.string(),
  openedOn: Day,
  closedOn: Day.nullable(),
  closing: z.enum(closings).nullable(),
});
export type OpeningLine = z.infer<typeof OpeningLine>;

/** A dated table of a benefit with its source. */
export const BenefitTable = z.object({
  id: Id,
  name: z.string(),
  source: z.string(),
  sourceOn: Day,
  validFrom: Day,
  validTo: Day.nullable(),
  lines: z.array(z.object({ text: z.string(), amount: z.string() })),
});
export type BenefitTable = z.infer<typeof BenefitTable>;

const about = { name: Text(200, 1), place: Text(200).default(''), note: Text(2_000).default('') };

/** One item of a fidelity scale beside what the records show for it. `score` is there only where a published anchor is a number. */
export const ItemShown = z.object({
  code: Code,
  number: z.int(),
  name: Bilingual,
  rule: Bilingual,
  figure: Code,
  unit: z.enum(['percent', 'days', 'ratio']),
  value: z.number().nullable(),
  records: z.int(),
  people: z.int(),
  missing: z.enum(['staff', 'records']).nullable(),
  score: z.int().nullable(),
  anchors: z.array(z.object({ score: z.int(), text: Bilingual })),
});
export type ItemShown = z.infer<typeof ItemShown>;

const Window = z.object({ siteId: Id, from: Day, to: Day });

/** The employer register, dated benefit tables, and what the records show of a fidelity scale. */
export const registerOperations = {
  listEmployers: query({
    about: 'The employers the team knows, with when each was last met and what is open there.',
    who: care,
    input: z.object({ closed: z.boolean().default(false) }),
    output: z.object({ rows: z.array(EmployerLine), openings: z.array(OpeningLine) }),
  }),
  openEmployer: query({
    about: 'One employer with its meetings and openings.',
    who: care,
    input: z.object({ id: Id }),
    output: z.object({
      employer: EmployerLine,
      meetings: z.array(MeetingLine),
      openings: z.array(OpeningLine),
    }),
  }),
  addEmployer: command({
    about: 'Adds an employer to the team’s register.',
    who: care,
    input: z.object({ id: Id, siteId: Id, ...about, trade: z.enum(trades).optional() }),
    output: Saved,
  }),
  reviseEmployer: command({
    about: 'Corrects an employer, or puts it away.',
    who: care,
    input: z.object({
      id: Id,
      version: Version,
      ...about,
      trade: z.enum(trades).optional(),
      closed: z.boolean().default(false),
    }),
    output: Saved,
  }),
  meetEmployer: command({
    about: 'Records a meeting with an employer that is about no one client.',
    who: care,
    input: z.object({
      id: Id,
      employerId: Id,
      siteId: Id,
      metOn: Day,
      way: z.enum(ways),
      purpose: z.enum(purposes),
      person: Text(200).default(''),
      note: Text(2_000).default(''),
    }),
    output: Saved,
  }),
  addOpening: command({
    about: 'Records work that an employer offers.',
    who: care,
    input: z.object({
      id: Id,
      employerId: Id,
      title: Text(200, 1),
      trade: z.enum(trades),
      weeklyHours: z.number().min(0).max(168).optional(),
      hourlyWage: z.number().min(0).max(10_000).optional(),
      note: Text(2_000).default(''),
      openedOn: Day,
    }),
    output: Saved,
  }),
  closeOpening: command({
    about: 'Records that an opening is gone, and how.',
    who: care,
    input: z.object({ id: Id, version: Version, closedOn: Day, closing: z.enum(closings) }),
    output: Saved,
  }),
  listBenefitTables: query({
    about: 'The dated benefit tables, those in force first.',
    who: [...care, 'steward'],
    input: z.object({}),
    output: z.object({ today: Day, rows: z.array(BenefitTable) }),
  }),
  addBenefitTable: command({
    about: 'Adds a dated benefit table with its source; a table never changes afterwards.',
    who: ['coordinator', 'steward'],
    input: z.object({
      id: Id,
      name: Text(200, 1),
      source: Text(500, 1),
      sourceOn: Day,
      validFrom: Day,
      validTo: Day.optional(),
      lines: z
        .array(z.object({ text: Text(300, 1), amount: Text(100, 1) }))
        .min(1)
        .max(60),
    }),
    output: Saved,
  }),
  fidelityOfRecords: query({
    about: 'What the records of a site show for the items of a fidelity scale, each with its rule.',
    who: [...care, 'lead'],
    input: Window.extend({ scale: Code.optional() }),
    output: z.object({
      scale: z.object({ key: Code, version: z.string(), name: Bilingual, note: Bilingual }),
      items: z.array(ItemShown),
      unseen: z.array(z.object({ number: z.int(), name: Bilingual })),
    }),
  }),
  openFidelityItem: query({
    about: 'The people behind one item, for those who may see them.',
    who: care,
    input: Window.extend({ scale: Code, item: Code }),
    output: z.object({
      rows: z.array(z.object({ clientId: Id, day: Day.nullable(), value: z.number().nullable() })),
      more: z.boolean(),
    }),
    subjects: ({ output }: { output: { rows: { clientId: string }[] } }) =>
      output.rows.map((row) => row.clientId),
  }),
};
