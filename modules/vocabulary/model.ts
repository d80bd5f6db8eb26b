import { z } from 'zod';
import { CodeSystem } from './shapes/codeSystem.ts';
import { FormModel, QuestionBank } from './shapes/form.ts';
import { Endorsements, Recommendations, Themes } from './shapes/links.ts';
import { Measure } from './shapes/measure.ts';
import { Profiles } from './shapes/profiles.ts';
import { Program } from './shapes/program.ts';
import { Scale } from './shapes/scale.ts';

export { type DraftFault, type DraftPart, draftFaults, draftParts } from './checks/drafts.ts';
export { faultsOf } from './checks/faults.ts';
export { type FindQuestion, type ItemFault, itemFaults } from './checks/forms.ts';
export { figuresOf } from './checks/profiles.ts';
export { CodeEntry, CodeSystem } from './shapes/codeSystem.ts';
export { ProgramDraft } from './shapes/draft.ts';
export { type DraftHeader, draftOf, programOf } from './shapes/ofDraft.ts';
export { eligibilityOn } from './shapes/eligibility.ts';
export { fold } from './shapes/fold.ts';
export { FormDue, FormItem, FormModel, Question, QuestionBank, ShownWhen } from './shapes/form.ts';
export { formClasses, type QuestionKind, questionKinds } from './shapes/formKinds.ts';
export { DefinitionVersion, Licence, Named, Reference, Said } from './shapes/header.ts';
export { Endorsements, Recommendations, Themes } from './shapes/links.ts';
export { Compute, Condition, Measure, MeasureFormat } from './shapes/measure.ts';
export { CountingRule, Profile, Profiles } from './shapes/profiles.ts';
export { EligibilitySentence, Program } from './shapes/program.ts';
export { stageStates } from './shapes/stageStates.ts';
export { bandOf, Scale, ScaleItem } from './shapes/scale.ts';
export { type CodeNode, pathOf, treeOf } from './shapes/tree.ts';

/** Any published definition; `kind` tells them apart. */
export const Definition = z.discriminatedUnion('kind', [
  CodeSystem,
  Scale,
  Profiles,
  Program,
  Measure,
  Recommendations,
  Themes,
  Endorsements,
  QuestionBank,
  FormModel,
]);
export type Definition = z.infer<typeof Definition>;

/** The kinds of published definitions. */
export type DefinitionKind = Definition['kind'];
export const definitionKinds = [
  'vocabulary',
  'scale',
  'profiles',
  'program',
  'measure',
  'recommendations',
  'themes',
  'endorsements',
  'questions',
  'form',
] as const satisfies readonly DefinitionKind[];
