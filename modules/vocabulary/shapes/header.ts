import { z } from 'zod';
import { Code } from '../../../kernel/fields.ts';

/** A text in both languages, neither of them empty. */
export const Said = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });
export type Said = z.infer<typeof Said>;

/** The version of a published definition: three numbers. */
export const DefinitionVersion = z.string().regex(/^\d+\.\d+\.\d+$/);

/** Points at one version of a published definition. */
export const Reference = z.strictObject({ key: Code, version: DefinitionVersion });
export type Reference = z.infer<typeof Reference>;

/** Under which terms the content may be used; `code` groups them, `terms` says them. */
export const Licence = z.strictObject({
  code: z.enum([
    'apache-2.0',
    'CC-BY-4.0',
    'facts-only',
    'public-domain',
    'free',
    'free-with-citation',
    'conditional',
    'permission-required',
    'mixed',
    'restricted',
    'registration-required',
    'to-confirm',
  ]),
  holder: z.string().nullish(),
  terms: Said,
});

/** What every published definition says about itself; `source` is a citation and stays in its own language. */
export const header = {
  key: Code,
  version: DefinitionVersion,
  name: Said,
  edition: z.string().nullable(),
  source: z.string().min(1),
  licence: Licence,
};

/** A code with its name: the smallest thing a program or scale lists. */
export const Named = z.strictObject({ code: Code, name: Said });
export type Named = z.infer<typeof Named>;
