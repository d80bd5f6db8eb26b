import type { CodeSystem } from '../shapes/codeSystem.ts';
import type { Reference } from '../shapes/header.ts';
import type { Endorsements, Recommendations, Themes } from '../shapes/links.ts';
import type { Profiles } from '../shapes/profiles.ts';

/** Finds a code system that another definition points at. */
export type FindSystem = (to: Reference) => CodeSystem | undefined;

const codesOf = (system: CodeSystem | undefined) => new Set(system?.codes.map((entry) => entry.code));

function unknown(what: string, codes: readonly string[], known: ReadonlySet<string>): string[] {
  return [...new Set(codes)].filter((code) => !known.has(code)).map((code) => `${what} ${code} is not known`);
}

function themeFaults(links: Themes, constructs: ReadonlySet<string>): string[] {
  const named = links.themes.flatMap((one) => [one.construct, ...one.alternates]);
  const cited = [...links.themes, ...links.statements].map((one) => one.study);
  const studies = new Set(links.studies.map((study) => study.code));
  return [
    ...unknown('construct', named, constructs),
    ...unknown('study', cited, studies),
    ...themeCountFaults(links),
  ];
}

type Known = { readonly constructs: ReadonlySet<string>; readonly strategies: ReadonlySet<string> };

function recommendationFaults({ entries, studies }: Recommendations, known: Known): string[] {
  const named = entries.map((one) => one.construct);
  const chosen = entries.flatMap((one) => one.strategies);
  const cited = entries.map((one) => one.study);
  return [
    ...unknown('construct', named, known.constructs),
    ...unknown('strategy', chosen, known.strategies),
    ...unknown('study', cited, new Set(studies.map((study) => study.code))),
  ];
}

function endorsementFaults(links: Endorsements, known: Known): string[] {
  const pairs = [...links.percentages, ...links.mostTied];
  const named = links.barriers.flatMap((one) => one.constructs);
  const endorsed = pairs.map((one) => one.strategy);
  const hindered = pairs.map((one) => one.barrier);
  const printed = pairs.map((one) => one.source);
  return [
    ...unknown('construct', named, known.constructs),
    ...unknown('strategy', endorsed, known.strategies),
    ...unknown('barrier', hindered, new Set(links.barriers.map((one) => one.code))),
    ...unknown('source', printed, new Set(links.sources.map((one) => one.code))),
    ...(links.percentages.length === links.coverage.pairsKnown
      ? []
      : ['the known pairs are not as many as stated']),
  ];
}

/** Codes of links that no code system, study or source has, and counts that are not the published ones. */
export function linkFaults(links: Recommendations | Themes | Endorsements, find: FindSystem): string[] {
  const constructs = codesOf(find(links.constructs));
  if (links.kind === 'themes') return themeFaults(links, constructs);
  const known = { constructs, strategies: codesOf(find(links.strategies)) };
  return links.kind === 'recommendations'
    ? recommendationFaults(links, known)
    : endorsementFaults(links, known);
}

function themeCountFaults(themes: Themes): string[] {
  return Object.entries(themes.counts).flatMap(([study, counts]) =>
    Object.entries(counts).flatMap(([valence, stated]) => {
      const have = themes.themes.filter((one) => one.study === study && one.valence === valence).length;
      return have === stated ? [] : [`${have} of valence ${valence} in ${study}, ${stated} published`];
    }),
  );
}

/** Codes of profiles that their terms and formulary do not have. */
export function profileCodeFaults(profiles: Profiles, find: FindSystem): string[] {
  const terms = codesOf(find(profiles.terms));
  const formulary = codesOf(find(profiles.formulary));
  const used = profiles.programs.flatMap((program) => [
    program.setting.type,
    program.setting.integration,
    ...program.setting.models,
    program.sufficientDose,
    ...program.medications.map((given) => given.observation),
  ]);
  const given = profiles.programs.flatMap((program) => program.medications.map((one) => one.formulation));
  return [...unknown('term', used, terms), ...unknown('formulation', given, formulary)];
}
