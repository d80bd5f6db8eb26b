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

/** What is looked for when a word, or the beginning of one, was typed: any one of these is a candidate. */
export function wantedKeys(word: string): string[] {
  const letters = [...word];
  const near = letters.length < 3 ? [] : nearSpellings(word).map((spelling) => `d:${spelling}`);
  const early =
    letters.length >= stem ? nearSpellings(beginning(word)).map((spelling) => `b:${spelling}`) : [];
  return [...new Set([`p:${word}`, ...near, ...early])];
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

/** What somebody typed into the search box: up to four groups of keys that must all be met, and the words to rank by. */
export function readTyped(typed: string): { readonly groups: string[][]; readonly words: string[] } {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const whole = typed.trim();
  if (!/\p{L}{2}/u.test(whole) && digits(whole).length >= 7 && !day.test(whole)) {
    return { groups: [[exactKeys.phone(whole), exactKeys.healthNumber(whole)]], words: [] };
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
  return { groups: [...days, ...numbers, ...spelled.map(wantedKeys)].slice(0, 4), words };
}

/** Turns keys into tokens of this community. */
export const tokensOf = (tx: Tx, keys: readonly string[]): Promise<bigint[]> =>
  blind(tx, 'people.find', keys);
