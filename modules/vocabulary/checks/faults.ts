import type { Reference } from '../shapes/header.ts';
import type { Definition } from '../model.ts';
import { bankFaults, type FindQuestion, formFaults } from './forms.ts';
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

type Known = {
  readonly find: FindSystem;
  readonly question: FindQuestion;
  readonly measures: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
};

function ownFaults(definition: Definition, known: Known): string[] {
  const { find, measures } = known;
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
    case 'questions':
      return bankFaults(definition);
    case 'form':
      return formFaults(definition, known.question, known.programs);
    default:
      return linkFaults(definition, find);
  }
}

/** Everything that is wrong with a set of definitions, one sentence each; an empty list means they may be published. */
export function faultsOf(definitions: readonly Definition[]): string[] {
  const names = definitions.map(nameOf);
  const known = new Set(names);
  const keysOf = (kind: Definition['kind']) =>
    new Set(definitions.filter((one) => one.kind === kind).map((one) => one.key));
  const bank = definitions.filter((one) => one.kind === 'questions').flatMap((one) => one.questions);
  const question: FindQuestion = (code, version) =>
    bank.find((one) => one.code === code && one.version === version);
  const find: FindSystem = (to) =>
    definitions.filter((one) => one.kind === 'vocabulary').find((one) => nameOf(one) === nameOf(to));
  const all: Known = { find, question, measures: keysOf('measure'), programs: keysOf('program') };
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
        ...ownFaults(definition, all),
      ].map((fault) => `${nameOf(definition)}: ${fault}`),
    ),
  ];
}
