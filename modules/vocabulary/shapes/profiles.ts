import { z } from 'zod';
import { Code } from '../../../kernel/fields.ts';
import { header, Named, Reference, Said } from './header.ts';

const Head = z.int().min(0);

/** One anonymous program as its source table shows it: counts are heads, not full-time equivalents. */
export const Profile = z.strictObject({
  code: Code,
  number: z.int(),
  name: Said,
  setting: z.strictObject({ type: Code, integration: Code, models: z.array(Code).min(1), described: Said }),
  medications: z.array(z.strictObject({ formulation: Code, observation: Code })).min(1),
  sufficientDose: Code,
  staff: z.array(z.strictObject({ code: Code, role: Said, fullTime: Head, partTime: Head })).min(1),
  eligibility: z.array(Said).min(1),
  goals: z.array(Said).min(1),
  services: z.array(Named.extend({ where: z.enum(['on-site', 'by-referral', 'both']).optional() })).min(1),
  wishedMedications: z.array(Named),
  notes: z.array(Said),
});
export type Profile = z.infer<typeof Profile>;

const HeadsBy = { fullTime: Head, partTime: Head };
const PerCode = z.record(z.string(), z.int());
const ProgramsPerCode = z.record(z.string(), z.array(Code));

/** One way of counting formulations: entries of the formulary that differ in any of `by` count apart. */
export const CountingRule = z.strictObject({
  name: Said,
  by: z.array(z.enum(['code', 'product', 'active', 'form'])).min(1),
  withoutActive: z.array(z.string()),
  withoutCodes: z.array(Code),
  count: z.int(),
});
export type CountingRule = z.infer<typeof CountingRule>;

/** Published profiles of real but anonymous programs, with the figures they must add up to; the source states a number of formulations without its rule. */
export const Profiles = z.strictObject({
  kind: z.literal('profiles'),
  ...header,
  note: Said,
  program: Code,
  terms: Reference,
  formulary: Reference,
  programs: z.array(Profile).min(1),
  checks: z.strictObject({
    programs: z.int(),
    staff: z.strictObject({ ...HeadsBy, positions: Head, roles: Head }),
    staffByProgram: z.array(z.strictObject({ program: Code, ...HeadsBy })),
    staffByRole: z.array(z.strictObject({ role: Code, ...HeadsBy, programs: z.array(Code) })),
    formulations: z.strictObject({ class: Code, stated: z.int(), rules: z.array(CountingRule) }),
    otherClasses: PerCode,
    programsPerFormulation: ProgramsPerCode,
    programsPerSetting: PerCode,
    programsPerIntegration: PerCode,
    programsPerBand: PerCode,
    programsWithClass: ProgramsPerCode,
    wishing: z.strictObject({ name: Said, codes: z.array(Code), programs: z.array(Code) }),
  }),
});
export type Profiles = z.infer<typeof Profiles>;
