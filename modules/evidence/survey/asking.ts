import { z } from 'zod';
import { Code, Day, Text } from '../../../kernel/fields.ts';
import { type AnswerFault, itemKinds, type ItemKind } from './askingKinds.ts';
import { nameAtMost, wordingAtMost } from './columns.ts';

const Both = (max: number) => z.strictObject({ en: Text(max), fr: Text(max) });

/** One question of a survey. `id` names it within the survey for good; `bank` says which version of which question of the bank it is. */
export const SurveyItem = z.strictObject({
  id: Code,
  kind: z.enum(itemKinds),
  words: Both(wordingAtMost),
  hint: Both(300),
  choices: z.array(Both(120)).max(40),
  least: z.number().min(-1_000_000).max(1_000_000).nullable(),
  most: z.number().min(-1_000_000).max(1_000_000).nullable(),
  ends: z.strictObject({ least: Both(60), most: Both(60) }),
  mayBeSkipped: z.boolean(),
  bank: z.strictObject({ code: Code, version: z.string().max(20) }).nullable(),
});
export type SurveyItem = z.infer<typeof SurveyItem>;

/** A survey as it is written: what it is called, who reads the answers and what happens with them, the sentence of consent, the questions. */
export const SurveyContent = z.strictObject({
  title: Both(200),
  about: Both(1_500),
  consent: Both(1_000),
  items: z.array(SurveyItem).max(80),
});
export type SurveyContent = z.infer<typeof SurveyContent>;

/** What somebody answers to one question; which field is filled follows from its kind. Choices are counted from 0. */
export const ItemAnswer = z.strictObject({
  item: Code,
  words: Text(8_000).optional(),
  choices: z.array(z.int().min(0).max(39)).max(40).optional(),
  number: z.number().min(-1e9).max(1e9).optional(),
  day: Day.optional(),
});
export type ItemAnswer = z.infer<typeof ItemAnswer>;

/** What is missing before a survey can be asked; `at` is the question, counted from 1, 0 for the survey itself. */
export type ContentFault = { readonly reason: ContentReason; readonly at: number };
export type ContentReason =
  | 'title'
  | 'about'
  | 'consent'
  | 'none'
  | 'words'
  | 'choices'
  | 'range'
  | 'long'
  | 'twice';

const unsaid = (said: { en: string; fr: string }) => said.en === '' || said.fr === '';
const choosing = (kind: ItemKind) => kind === 'one' || kind === 'several';

/** The first thing that is missing before a survey can be asked in both languages; nothing when it is whole. */
export function contentFault(content: SurveyContent): ContentFault | undefined {
  for (const part of ['title', 'about', 'consent'] as const)
    if (unsaid(content[part])) return { reason: part, at: 0 };
  if (content.items.length === 0) return { reason: 'none', at: 0 };
  const ids = new Set<string>();
  const filed = new Set<string>();
  for (const [index, item] of content.items.entries()) {
    const reason = itemFault(item);
    if (reason !== undefined) return { reason, at: index + 1 };
    const names = (['en', 'fr'] as const).map((language) => `${language} ${item.words[language]}`);
    if (ids.has(item.id) || names.some((name) => filed.has(name))) return { reason: 'twice', at: index + 1 };
    ids.add(item.id);
    for (const name of names) filed.add(name);
  }
  return undefined;
}

function itemFault(item: SurveyItem): ContentReason | undefined {
  if (unsaid(item.words)) return 'words';
  if (choosing(item.kind)) {
    const { choices } = item;
    if (choices.length < 2 || choices.some(unsaid)) return 'choices';
    for (const language of ['en', 'fr'] as const)
      if (new Set(choices.map((one) => one[language])).size < choices.length) return 'choices';
  }
  if (item.kind === 'scale' && !(isSpan(item) && item.most - item.least <= 10)) return 'range';
  if (item.kind === 'number' && item.least !== null && item.most !== null && !isSpan(item)) return 'range';
  return tooLong(item) ? 'long' : undefined;
}

function isSpan(item: SurveyItem): item is SurveyItem & { least: number; most: number } {
  return item.least !== null && item.most !== null && item.least < item.most;
}

/** Whether the name a closed answer is filed under would have to be cut. */
function tooLong(item: SurveyItem): boolean {
  if (item.kind === 'text') return false;
  const longest = Math.max(...(['en', 'fr'] as const).map((language) => item.words[language].length));
  const choices = item.kind === 'several' ? item.choices : [];
  const more = Math.max(0, ...choices.flatMap(({ en, fr }) => [en.length + 3, fr.length + 3]));
  return longest + more > nameAtMost;
}

/** What is wrong with answers to a survey: a question that is not asked, an answer of another kind, one left out that is needed. Empty when they fit. */
export function answerFaults(
  content: SurveyContent,
  answers: readonly ItemAnswer[],
): Map<string, AnswerFault> {
  const faults = new Map<string, AnswerFault>();
  const known = new Map(content.items.map((item) => [item.id, item]));
  const met = new Set<string>();
  for (const answer of answers) {
    const item = known.get(answer.item);
    if (item === undefined || met.has(answer.item) || !fits(item, answer)) faults.set(answer.item, 'unfit');
    met.add(answer.item);
  }
  for (const item of content.items) {
    const answer = answers.find((one) => one.item === item.id);
    if (!item.mayBeSkipped && (answer === undefined || isEmpty(answer))) faults.set(item.id, 'needed');
  }
  return faults;
}

/** True when nothing is said in an answer. */
export function isEmpty({ words, choices, number, day }: ItemAnswer): boolean {
  return (words ?? '') === '' && (choices ?? []).length === 0 && number === undefined && day === undefined;
}

function fits(item: SurveyItem, answer: ItemAnswer): boolean {
  if (isEmpty(answer)) return true;
  const { item: _, ...said } = answer;
  const filled = Object.keys(said).filter((key) => said[key as keyof typeof said] !== undefined);
  const field =
    { text: 'words', number: 'number', scale: 'number', day: 'day' }[item.kind as string] ?? 'choices';
  if (filled.length !== 1 || filled[0] !== field) return false;
  const { choices = [], number } = answer;
  if (field === 'number' && number !== undefined) return isWithin(item, number);
  if (field !== 'choices') return true;
  const many = item.kind === 'yes-no' ? 2 : item.choices.length;
  const single = item.kind !== 'several' && choices.length > 1;
  return !single && new Set(choices).size === choices.length && choices.every((one) => one < many);
}

function isWithin(item: SurveyItem, number: number): boolean {
  if (item.kind === 'scale' && !Number.isInteger(number)) return false;
  return (item.least === null || number >= item.least) && (item.most === null || number <= item.most);
}
