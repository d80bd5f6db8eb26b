import type { Tx } from '../../../kernel/server/scope.ts';
import { blind } from '../../../kernel/server/keys/index.ts';

/** What a client can be found by. */
export type Findable = {
  readonly names: readonly string[];
  readonly birthDate?: string | undefined;
  readonly phone?: string | undefined;
  readonly healthNumber?: string | undefined;
};

const folded: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};
const longest = 24;
const stem = 6;

/** The words of a name as they are compared: lower case, no accents, no apostrophes, split at everything that is not a letter or digit. */
export function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøđßæœıþð]/g, (letter) => folded[letter] ?? letter)
    .replace(/['’ʼ‘`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, longest).join(''));
}

/** A word with each of its letters left out in turn, and the word itself (Garbe's symmetric deletion, distance 1). */
function nearSpellings(word: string): string[] {
  const letters = [...word];
  if (letters.length < 4) return [word];
  return [
    word,
    ...letters.map((_letter, at) => [...letters.slice(0, at), ...letters.slice(at + 1)].join('')),
  ];
}

const beginning = (word: string): string => [...word].slice(0, stem).join('');

/** What is indexed for one word: its beginnings, its near spellings, and the near spellings of its first six letters. */
export function indexedKeys(word: string): string[] {
  const letters = [...word];
  const beginnings = letters.slice(1).map((_letter, at) => `p:${letters.slice(0, at + 2).join('')}`);
  const near = nearSpellings(word).map((spelling) => `d:${spelling}`);
  const early =
    letters.length > stem ? nearSpellings(beginning(word)).map((spelling) => `b:${spelling}`) : [];
  return [...new Set([...beginnings, ...near, ...early])];
}

/** What is looked for when a word, or the beginning of one, was typed as it is written. */
export const strictKeys = (word: string): string[] => [`p:${word}`];

/** What is looked for when a typed word may be misspelt: any one of these is a candidate. */
export function wideKeys(word: string): string[] {
  const letters = [...word];
  const near = letters.length < 3 ? [] : nearSpellings(word).map((spelling) => `d:${spelling}`);
  const early =
    letters.length >= stem ? nearSpellings(beginning(word)).map((spelling) => `b:${spelling}`) : [];
  return [...new Set([...strictKeys(word), ...near, ...early])];
}

const digits = (text: string): string => text.replace(/\D/g, '').slice(-10);
const plain = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The keys of numbers and dates: found whole or not at all. */
export const exactKeys = {
  birthDate: (day: string): string => `birth:${day}`,
  phone: (number: string): string => `phone:${digits(number)}`,
  healthNumber: (number: string): string => `health:${plain(number)}`,
};

/** Every key a client is indexed under. */
export function keysOf(client: Findable): string[] {
  const words = [...new Set(client.names.flatMap(wordsOf))];
  return [
    ...new Set([
      ...words.flatMap(indexedKeys),
      ...(client.birthDate ? [exactKeys.birthDate(client.birthDate)] : []),
      ...(client.phone ? [exactKeys.phone(client.phone)] : []),
      ...(client.healthNumber ? [exactKeys.healthNumber(client.healthNumber)] : []),
    ]),
  ];
}

/** What was typed into the search box: groups of keys that must all be met, as written and as perhaps misspelt, and the words to rank by. */
export type Typed = { readonly strict: string[][]; readonly wide: string[][]; readonly words: string[] };

const mostGroups = 4;

/** Reads what was typed: a number alone, or words, birth dates and numbers in any order. */
export function readTyped(typed: string): Typed {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const whole = typed.trim();
  if (!/\p{L}{2}/u.test(whole) && digits(whole).length >= 7 && !day.test(whole)) {
    const number = [[exactKeys.phone(whole), exactKeys.healthNumber(whole)]];
    return { strict: number, wide: number, words: [] };
  }
  const parts = whole.split(/\s+/);
  const days = parts.filter((part) => day.test(part)).map((part) => [exactKeys.birthDate(part)]);
  const numbers = parts
    .filter((part) => !day.test(part) && /\d{3}/.test(part))
    .map((part) => [exactKeys.healthNumber(part)]);
  const words = parts.filter((part) => !/\d{3}/.test(part)).flatMap(wordsOf);
  const spelled = words
    .filter((word) => [...word].length >= 2)
    .toSorted((left, right) => right.length - left.length);
  const groups = (keys: (word: string) => string[]) =>
    [...days, ...numbers, ...spelled.map(keys)].slice(0, mostGroups);
  return { strict: groups(strictKeys), wide: groups(wideKeys), words };
}

/** Turns keys into tokens of this community. */
export const tokensOf = (tx: Tx, keys: readonly string[]): Promise<bigint[]> =>
  blind(tx, 'people.find', keys);
