import type { Tx } from '../../../kernel/server/scope.ts';
import { serve } from '../../../kernel/server/module.ts';
import { vocabulary } from '../contract.ts';
import { fold, type Program } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import * as drafts from './drafts.ts';
import { findDefinition, latestDefinitions } from './find.ts';
import { codesWith, namesOf, ownKeys, versionsOf } from './queries.ts';

export { everyDefinition, findDefinition, latestDefinitions } from './find.ts';
export { loadDefinitions, readDefinitions, type Loaded } from './loader.ts';

/** The names of everything a program model points at. */
async function refersTo(tx: Tx, program: Program) {
  const others = [program.formulary, program.terms, program.profiles, ...program.scales].flatMap(
    (one) => one?.key ?? [],
  );
  const names = await namesOf(tx, [...program.measures, ...others]);
  return names.map(({ kind, key, version, en, fr }) => ({ kind, key, version, name: { en, fr } }));
}

/** The published vocabularies and program models, as the server offers them. */
export const vocabularyServer = serve(
  vocabulary,
  {
    listSystems: async (tx) => ({
      systems: (await latestDefinitions(tx, 'vocabulary')).map(({ key, version, name, status, counts }) => ({
        key,
        version,
        name,
        status,
        counts,
      })),
    }),
    getSystem: async (tx, input) => ({
      system: await findDefinition(tx, 'vocabulary', input),
      versions: await versionsOf(tx, 'vocabulary', input.key),
    }),
    searchCodes: async (tx, input) => {
      const asked = fold(input.text).split(' ').filter(Boolean);
      if (asked.length === 0) return { codes: [] };
      const rows = await codesWith(tx, { words: asked, systems: input.systems, limit: input.limit });
      return {
        codes: rows.map(({ path, ...row }) => ({
          ...row,
          name: path.at(-1) ?? { en: row.code, fr: row.code },
          path: path.slice(0, -1),
        })),
      };
    },
    ...drafts,
    listPrograms: async (tx) => {
      const own = new Set(await ownKeys(tx));
      const programs = await latestDefinitions(tx, 'program');
      return {
        programs: programs.map(({ key, version, name, summary }) => ({
          key,
          version,
          name,
          summary,
          own: own.has(key),
        })),
      };
    },
    getProgram: async (tx, input) => {
      const program = await findDefinition(tx, 'program', input);
      return {
        program,
        versions: await versionsOf(tx, 'program', input.key),
        refersTo: await refersTo(tx, program),
        own: (await ownKeys(tx)).includes(program.key),
      };
    },
    listMeasures: async (tx) => ({ measures: await latestDefinitions(tx, 'measure') }),
    getScale: async (tx, input) => ({ scale: await findDefinition(tx, 'scale', input) }),
    getProfiles: async (tx, input) => {
      const profiles = await findDefinition(tx, 'profiles', input);
      return {
        profiles,
        terms: await findDefinition(tx, 'vocabulary', profiles.terms),
        formulary: await findDefinition(tx, 'vocabulary', profiles.formulary),
      };
    },
  },
  { words },
);
