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

/** Codes of links that no code system, study or source has. */
export function linkFaults(links: Recommendations | Themes | Endorsements, find: FindSystem): string[] {
  const constructs = codesOf(find(links.constructs));
  if (links.kind === 'themes') {
    const studies = new Set(links.studies.map((study) => study.code));
    return [
      ...unknown(
        'construct',
        links.themes.flatMap((one) => [one.construct, ...one.alternates]),
        constructs,
      ),
      ...unknown(
        'study',
        [...links.themes, ...links.statements].map((one) => one.study),
        studies,
      ),
      ...themeCountFaults(links),
    ];
  }
  const strategies = codesOf(find(links.strategies));
  if (links.kind === 'recommendations') {
    const studies = new Set(links.studies.map((study) => study.code));
    return [
      ...unknown(
        'construct',
        links.entries.map((one) => one.construct),
        constructs,
      ),
      ...unknown(
        'strategy',
        links.entries.flatMap((one) => one.strategies),
        strategies,
      ),
      ...unknown(
        'study',
        links.entries.map((one) => one.study),
        studies,
      ),
    ];
  }
  const barriers = new Set(links.barriers.map((one) => one.code));
  const pairs = [...links.percentages, ...links.mostTied];
  return [
    ...unknown(
      'construct',
      links.barriers.flatMap((one) => one.constructs),
      constructs,
    ),
    ...unknown(
      'strategy',
      pairs.map((one) => one.strategy),
      strategies,
    ),
    ...unknown(
      'barrier',
      pairs.map((one) => one.barrier),
      barriers,
    ),
    ...unknown(
      'source',
      pairs.map((one) => one.source),
      new Set(links.sources.map((one) => one.code)),
    ),
    ...(links.percentages.length === links.coverage.pairsKnown
      ? []
      : ['the known pairs are not as many as stated']),
  ];
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
