import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Locale, Saved, Text, Version } from '../../../kernel/fields.ts';
import { conditions, editors } from '../model.ts';
import { Group, TimeOfDay, Weekday } from './parts.ts';

const people = [...editors];

const Both = (max: number) => z.object({ en: Text(max), fr: Text(max) });
const Address = z
  .string()
  .max(500)
  .regex(/^(https?:\/\/\S+)?$/);
const Mail = z
  .string()
  .max(200)
  .regex(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/);

/** What may be written of a service: texts in both languages (one is enough), whom it is for as data, numbers, hours and languages. */
export const ServiceForm = z.object({
  name: Both(200).refine(({ en, fr }) => en !== '' || fr !== ''),
  description: Both(6_000),
  application: Both(2_000),
  eligibility: Both(2_000),
  fees: Both(1_000),
  alert: Both(500),
  status: z.enum(['active', 'inactive', 'temporarily closed', 'defunct']),
  url: Address,
  email: Mail,
  minimumAge: z.int().min(0).max(120).nullable(),
  maximumAge: z.int().min(0).max(120).nullable(),
  groups: z.array(Group).max(10),
  conditions: z.array(Code.refine((code) => conditions.some((one) => one.code === code))).max(20),
  phones: z
    .array(
      z.object({
        number: Text(60, 3).pipe(z.string().regex(/\d/)),
        extension: Text(20),
      }),
    )
    .max(10),
  hours: z
    .array(z.object({ days: z.array(Weekday).min(1).max(7), opens: TimeOfDay, closes: TimeOfDay }))
    .max(20),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(20),
  /** The site whose own service it is; null when it is everybody's. */
  siteId: Id.nullable(),
});
export type ServiceForm = z.infer<typeof ServiceForm>;

const Value = z.union([z.string(), z.number(), z.null(), z.array(z.string())]);

/** What may be asked about writing services. */
export const edit = {
  editableService: query({
    about: 'A service as it can be written: both languages, numbers, hours, whom it is for.',
    who: people,
    input: z.object({ id: Id }),
    output: z.object({ id: Id, version: Version, language: Locale, form: ServiceForm }),
  }),
  editService: command({
    about: 'Changes what a service says here; a later import leaves the changed parts alone.',
    who: people,
    input: z.object({
      id: Id,
      version: Version,
      form: ServiceForm,
      /** True when the service itself was asked: the record then counts as checked today. */
      checked: z.boolean().default(false),
    }),
    output: Saved,
  }),
  addService: command({
    about: 'Adds a service that no source brought, such as a local one of a centre.',
    who: people,
    input: z.object({
      id: Id,
      organization: Text(200, 2),
      form: ServiceForm,
      place: z
        .object({
          name: Text(200),
          street: Text(200),
          city: Text(100),
          province: Text(40),
          postalCode: Text(12),
          latitude: z.number().min(-90).max(90).nullable(),
          longitude: z.number().min(-180).max(180).nullable(),
        })
        .optional(),
    }),
    output: Saved,
  }),
  listEdits: query({
    about: 'What people here changed of a service, the latest first, as it was and as it became.',
    who: 'signed-in',
    input: z.object({ serviceId: Id }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          at: z.iso.datetime({ offset: true }),
          byName: z.string(),
          changes: z.array(z.object({ part: z.string(), before: Value, after: Value })),
        }),
      ),
    }),
  }),
};
