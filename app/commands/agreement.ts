import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { allCoefficients, type Answer, ratingsIn, Shape } from '../../modules/coding/model.ts';
import { command } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';

const mostBytes = 64_000_000;
const Named = z.object({ id: z.string().min(1).max(200), data: Shape });
const Several = z.object({ fixtures: z.array(Named).min(1).max(10_000) });

type One = { readonly id: string; readonly agreement: ReturnType<typeof allCoefficients> };

/** Works out the agreement of raters from a file; needs no installation. */
export const agreement = command({
  words: 'agreement <file>',
  about: 'Works out how far raters agree, from a file of their ratings.',
  more: [
    'FILE holds JSON: one set of ratings, or {"fixtures":[{"id","data"}]} with several. A set is one of',
    '  {"raters":[[…],[…]]}       one list for each rater, null where nothing was said',
    '  {"units":[[…],[…]]}        one list for each unit',
    '  {"table":[[…],[…]]}        a square table of two raters',
    '  {"counts":[[…],[…]]}       units by categories, raters unknown',
    '  {"text_length":n,"coder_a":[[start,end]],"coder_b":[…]}   stretches of a text',
    'What has no value says why; it is never 0 or 1.',
  ].join('\n'),
  input: z.object({ file: z.string().min(1) }),
  run: async (_context, { file }) => {
    const given = await readJson(file);
    const several = Several.safeParse(given);
    const alone = Shape.safeParse(given);
    if (!several.success && !alone.success)
      throw new CommandFailure(
        `${file} holds no ratings in a shape that is known (${faultOf(given, several.error)}).`,
      );
    const sets = several.success ? several.data.fixtures : [{ id: 'ratings', data: alone.data as Shape }];
    const all = sets.map(({ id, data }): One => ({ id, agreement: allCoefficients(ratingsIn(data)) }));
    return { text: all.map(paragraph).join('\n\n'), json: several.success ? { rows: all } : (all[0] ?? {}) };
  },
});

async function readJson(file: string): Promise<unknown> {
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) throw new CommandFailure(`${file} is not there.`);
  if (size > mostBytes) throw new CommandFailure(`${file} is larger than 64 MB.`);
  try {
    return JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, '')) as unknown;
  } catch {
    throw new CommandFailure(`${file} is not JSON.`);
  }
}

function faultOf(given: unknown, error: z.ZodError): string {
  if (typeof given !== 'object' || given === null || !('fixtures' in given)) return 'see --help';
  const [first] = error.issues;
  return first === undefined ? 'see --help' : `${first.path.join('.')}: ${first.message}`;
}

function paragraph({ id, agreement: found }: One): string {
  const { units, raters, categories, alpha, ...answers } = found;
  const lines = [
    ...Object.entries(answers),
    ...Object.entries(alpha).map(([metric, answer]) => [`alpha ${metric}`, answer] as const),
  ].map(([name, answer]) => `  ${name.padEnd(18)} ${said(answer)}`);
  return [`${id}: ${units} units, ${raters} raters, ${categories} categories (k)`, ...lines].join('\n');
}

function said(answer: Answer): string {
  return answer.value === null ? `undefined (${answer.why})` : answer.value.toFixed(4);
}
