import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';

const care = [...careRoles];
const prescribers = ['clinician'] as const;
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];
const Dose = z.number().min(0).max(1_000_000);

/** What one version of a prescription says. Both doses are kept as they were said and ordered; nothing compares them with anything else. */
export const StepAsked = z.object({
  prescriberId: Id.optional(),
  strength: Text(60).default(''),
  unitCode: Code,
  wanted: Dose.nullable(),
  given: Dose,
  ordered: Text(200, 1),
  observationCode: Code,
  carriedDays: z.int().min(0).max(31).default(0),
  wayCode: Code.optional(),
  ruleId: Id.optional(),
  rationale: Text(4000).default(''),
  agreement: Text(2000).default(''),
});

/** One version of a prescription, as recorded. */
export const StepLine = z.object({
  id: Id,
  number: z.int(),
  fromOn: Day,
  prescriberId: Id,
  prescriber: z.string(),
  strength: z.string(),
  unitCode: z.string(),
  wanted: z.number().nullable(),
  given: z.number(),
  ordered: z.string().nullable(),
  observationCode: z.string(),
  carriedDays: z.int(),
  wayCode: z.string().nullable(),
  ruleId: Id.nullable(),
  rule: z.object({ title: Bilingual, edition: z.string() }).nullable(),
  reasonCode: z.string().nullable(),
  rationale: z.string().nullable(),
  agreement: z.string().nullable(),
  recordedBy: z.string(),
});
export type StepLine = z.infer<typeof StepLine>;

/** One prescription with every version, latest first. */
export const PrescriptionLine = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  programCode: z.string(),
  formulationCode: z.string(),
  formulationName: Bilingual,
  startedOn: Day,
  endedOn: Day.nullable(),
  endReasonCode: z.string().nullable(),
  steps: z.array(StepLine),
});
export type PrescriptionLine = z.infer<typeof PrescriptionLine>;

const WishLine = z.object({
  id: Id,
  version: Version,
  wishCode: z.string(),
  words: z.string().nullable(),
  namedOn: Day,
  endedOn: Day.nullable(),
});

/** One published version of a protocol, rule or advice. */
export const RuleLine = z.object({
  id: Id,
  version: Version,
  kind: z.enum(['protocol', 'rule', 'advice']),
  code: z.string(),
  edition: z.string(),
  title: Bilingual,
  body: Bilingual,
  jurisdictionCode: z.string(),
  source: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
});
export type RuleLine = z.infer<typeof RuleLine>;

const OfferingLine = z.object({
  id: Id,
  version: Version,
  programCode: z.string(),
  formulationCode: z.string(),
  formulationName: Bilingual,
  strength: z.string(),
  observationCode: z.string(),
  jurisdictionCode: z.string().nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
});

const Words = z.object({ en: Text(4000), fr: Text(4000) });
const Title = z.object({ en: Text(200, 1), fr: Text(200, 1) });

/** What may be asked about prescriptions, what a site offers, and the rules in force. */
export const prescribing = {
  writePrescription: command({
    about: 'Records a prescription with its first version.',
    who: prescribers,
    input: z.object({
      id: Id,
      stepId: Id,
      clientId: Id,
      programCode: Code,
      formulationCode: Code,
      startedOn: Day,
      step: StepAsked,
    }),
    output: Saved,
    subjects: theClient,
  }),
  changePrescription: command({
    about: 'Records a new version of a prescription with the reason of the change; earlier versions stay.',
    who: prescribers,
    input: z.object({
      id: Id,
      version: Version,
      stepId: Id,
      clientId: Id,
      fromOn: Day,
      reasonCode: Code,
      step: StepAsked,
    }),
    output: Saved,
    subjects: theClient,
  }),
  endPrescription: command({
    about: 'Records that a prescription ended, from which day and why.',
    who: prescribers,
    input: z.object({ id: Id, version: Version, clientId: Id, endedOn: Day, reasonCode: Code }),
    output: Saved,
    subjects: theClient,
  }),
  clientPrescriptions: query({
    about: 'One client’s prescriptions with every version, and the medications they want and cannot get.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({ rows: z.array(PrescriptionLine), wishes: z.array(WishLine) }),
    subjects: theClient,
  }),
  listPrescribers: query({
    about: 'The people of the health team at one’s own sites.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  recordWish: command({
    about: 'Records a medication that a client wants and cannot get here.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      programCode: Code,
      wishCode: Code,
      words: Text(400).default(''),
      namedOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  endWish: command({
    about: 'Records that a wish for a medication no longer holds.',
    who: care,
    input: z.object({ id: Id, version: Version, clientId: Id, endedOn: Day }),
    output: Saved,
    subjects: theClient,
  }),
  siteWishes: query({
    about: 'How many clients of a site want each medication that is not available there.',
    who: care,
    input: z.object({ siteId: Id }),
    output: z.object({ rows: z.array(z.object({ wishCode: z.string(), clients: z.int() })) }),
  }),
  setOffering: command({
    about: 'Records that a site can give a formulation in a strength, observed, carried or both, from a day.',
    who: ['coordinator', 'clinician'],
    input: z.object({
      id: Id,
      siteId: Id,
      programCode: Code,
      formulationCode: Code,
      strength: Text(60).default(''),
      observationCode: Code,
      jurisdictionCode: Code.optional(),
      validFrom: Day,
    }),
    output: Saved,
  }),
  endOffering: command({
    about: 'Records from which day a site can no longer give a formulation.',
    who: ['coordinator', 'clinician'],
    input: z.object({ id: Id, version: Version, validTo: Day }),
    output: Saved,
  }),
  listOfferings: query({
    about: 'What a site offers: in force on a day, or every entry when no day is given.',
    who: care,
    input: z.object({ siteId: Id, on: Day.optional() }),
    output: z.object({ rows: z.array(OfferingLine) }),
  }),
  publishRule: command({
    about:
      'Publishes a version of a protocol, rule or advice, in force from a day. The version before it ends that day; neither text ever changes.',
    who: ['coordinator', 'clinician'],
    input: z.object({
      id: Id,
      siteId: Id,
      kind: z.enum(['protocol', 'rule', 'advice']),
      code: Code,
      edition: Text(40, 1),
      title: Title,
      body: Words,
      jurisdictionCode: Code,
      source: Text(400, 1),
      validFrom: Day,
    }),
    output: Saved,
  }),
  endRule: command({
    about: 'Records from which day a version is no longer in force, without another in its place.',
    who: ['coordinator', 'clinician'],
    input: z.object({ id: Id, version: Version, validTo: Day }),
    output: Saved,
  }),
  listRules: query({
    about:
      'Protocols, rules and advice of a site’s organisation: in force on a day, or every version when no day is given.',
    who: care,
    input: z.object({ siteId: Id, on: Day.optional() }),
    output: z.object({ rows: z.array(RuleLine) }),
  }),
};
