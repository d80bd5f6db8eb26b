import type { Reference } from '../shapes/header.ts';
import type { Definition } from '../model.ts';
import { languageFaults, textsIn } from './languages.ts';
import { profileFaults } from './profiles.ts';
import { programFaults } from './programs.ts';
import { linkFaults, profileCodeFaults, type FindSystem } from './references.ts';
import { scaleFaults } from './scales.ts';
import { repeated, systemFaults } from './systems.ts';

const nameOf = (to: Reference) => `${to.key}@${to.version}`;

/** Every reference from one definition to another. */
function referencesOf(definition: Definition): readonly Reference[] {
  switch (definition.kind) {
    case 'program':
      return [definition.formulary, definition.terms, definition.profiles, ...definition.scales].filter(
        (one) => one !== null && one !== undefined,
      );
    case 'profiles':
      return [definition.terms, definition.formulary];
    case 'themes':
      return [definition.constructs];
    case 'recommendations':
    case 'endorsements':
      return [definition.constructs, definition.strategies];
    default:
      return [];
  }
}

function ownFaults(definition: Definition, find: FindSystem, measures: ReadonlySet<string>): string[] {
  switch (definition.kind) {
    case 'vocabulary':
      return systemFaults(definition);
    case 'scale':
      return scaleFaults(definition);
    case 'program':
      return programFaults(definition, measures);
    case 'profiles':
      return [
        ...profileCodeFaults(definition, find),
        ...profileFaults(definition, find(definition.formulary)?.codes ?? []),
      ];
    case 'measure':
      return [];
    default:
      return linkFaults(definition, find);
  }
}

/** Everything that is wrong with a set of definitions, one sentence each; an empty list means they may be published. */
export function faultsOf(definitions: readonly Definition[]): string[] {
  const names = definitions.map(nameOf);
  const known = new Set(names);
  const measures = new Set(definitions.filter((one) => one.kind === 'measure').map((one) => one.key));
  const find: FindSystem = (to) =>
    definitions.filter((one) => one.kind === 'vocabulary').find((one) => nameOf(one) === nameOf(to));
  const twice = repeated(definitions.map((one) => `${one.kind} ${nameOf(one)}`)).map(
    (name) => `${name} is given twice`,
  );
  return [
    ...twice,
    ...definitions.flatMap((definition) =>
      [
        ...languageFaults(textsIn(definition)),
        ...referencesOf(definition)
          .filter((to) => !known.has(nameOf(to)))
          .map((to) => `${nameOf(to)} is not there`),
        ...ownFaults(definition, find, measures),
      ].map((fault) => `${nameOf(definition)}: ${fault}`),
    ),
  ];
}
