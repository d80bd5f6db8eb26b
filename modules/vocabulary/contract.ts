import { z } from 'zod';
import { contract, query } from '../../kernel/contract.ts';
import { Code, Text } from '../../kernel/fields.ts';
import { drafting } from './operations.ts';
import { CodeSystem, DefinitionVersion, Measure, Profiles, Program, Said, Scale } from './model.ts';

const Asked = z.strictObject({ key: Code, version: DefinitionVersion.optional() });
const Listed = z.object({ key: Code, version: DefinitionVersion, name: Said });
const NameOf = Listed.extend({ kind: z.string() });

/** One code a search found, with the names above it, from the top. */
export const FoundCode = z.object({
  system: Code,
  version: DefinitionVersion,
  code: Code,
  kind: z.string(),
  name: Said,
  path: z.array(Said),
});
export type FoundCode = z.infer<typeof FoundCode>;

/** What may be asked of the published vocabularies and program models; everybody signed in may read them. */
export const vocabulary = contract('vocabulary', {
  ...drafting,
  listSystems: query({
    about: 'Lists the code systems in their latest versions.',
    who: 'signed-in',
    input: z.strictObject({}),
    output: z.object({
      systems: z.array(Listed.extend({ status: z.string(), counts: z.record(z.string(), z.int()) })),
    }),
  }),
  getSystem: query({
    about: 'Shows one code system with all its codes; the latest version unless one is named.',
    who: 'signed-in',
    input: Asked,
    output: z.object({ system: CodeSystem, versions: z.array(DefinitionVersion) }),
  }),
  searchCodes: query({
    about:
      'Finds codes by words of their names and definitions, in English or French, with or without accents.',
    who: 'signed-in',
    input: z.strictObject({
      text: Text(200, 1),
      systems: z.array(Code).max(20).optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({ codes: z.array(FoundCode) }),
  }),
  listPrograms: query({
    about: 'Lists the program models in their latest versions.',
    who: 'signed-in',
    input: z.strictObject({}),
    output: z.object({ programs: z.array(Listed.extend({ summary: Said, own: z.boolean() })) }),
  }),
  getProgram: query({
    about: 'Shows one program model, with the names of what it refers to.',
    who: 'signed-in',
    input: Asked,
    output: z.object({
      program: Program,
      versions: z.array(DefinitionVersion),
      refersTo: z.array(NameOf),
      own: z.boolean(),
    }),
  }),
  listMeasures: query({
    about: 'Lists the measures in their latest versions: what each counts and by which rule.',
    who: 'signed-in',
    input: z.strictObject({}),
    output: z.object({ measures: z.array(Measure) }),
  }),
  getScale: query({
    about: 'Shows one scale: its items where their text may ship, and its scoring.',
    who: 'signed-in',
    input: Asked,
    output: z.object({ scale: Scale }),
  }),
  getProfiles: query({
    about: 'Shows published profiles of anonymous programs with the code systems that explain them.',
    who: 'signed-in',
    input: Asked,
    output: z.object({ profiles: Profiles, terms: CodeSystem, formulary: CodeSystem }),
  }),
});
