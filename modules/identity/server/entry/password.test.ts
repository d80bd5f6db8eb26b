import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import common from './commonWords.json' with { type: 'json' };
import { hashPassword, isCommon, matches } from './password.ts';

/** Passwords as guessers make them: words in a row, figures, years, signs, capitals, look-alikes, repeats; 12 characters at least. */
function guesses(): string[] {
  const words = common.words.filter((word) => word.length > 3);
  const endings = ['1', '123', '1234', '2024', '2025', '2026', '!', '1!', '123!', '@2026', '12345678'];
  const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const spelled = (word: string) =>
    word.replaceAll('o', '0').replaceAll('a', '@').replaceAll('e', '3').replaceAll('i', '1');
  const made = words.flatMap((word, index) => {
    const next = words[(index * 7 + 3) % words.length] ?? '';
    const all = [word + next, `${capital(word)}_${next}`, `${word}${word}`, spelled(word + next)];
    return [
      ...all,
      ...endings.flatMap((ending) => [capital(word) + ending, word + next + ending, ending + word]),
    ];
  });
  return made.filter((guess) => guess.length >= 12);
}

describe('a password that guessers try first', () => {
  test('is refused: some thousands of the usual patterns', () => {
    const all = guesses();
    expect(all.length).toBeGreaterThan(1_000);
    expect(all.filter((guess) => !isCommon(guess, []))).toEqual([]);
  });

  test.each([
    'aaaaaaaaaaaa',
    '121212121212',
    'abcabcabcabc',
    '123456789012',
    '987654321098',
    'qwertyuiop12',
    'P@ssw0rd2026',
    'motdepasse123',
  ])('%s is refused', (typed) => {
    expect(isCommon(typed, [])).toBe(true);
  });

  test('made of the person’s own name and address is refused, and only for them', () => {
    expect(isCommon('odile.brassard', ['Odile Brassard', 'odile.brassard@example.org'])).toBe(true);
    expect(isCommon('odile.brassard', ['Ravi Lindqvist'])).toBe(false);
  });

  test('canary: phrases of other words, and random ones, are taken', () => {
    for (const good of ['violet canoe under thaw', 'gravel-otter-lantern', 'kobold zwirn Ufer 7'])
      expect(isCommon(good, [])).toBe(false);
    const random = fc
      .array(fc.constantFrom(...'bcdfghjkmnpqrstvwxyz23456789'), { minLength: 16, maxLength: 16 })
      .map((signs) => signs.join(''));
    const taken = fc.sample(random, { numRuns: 500, seed: 7 }).filter((typed) => !isCommon(typed, []));
    expect(taken.length).toBeGreaterThan(490);
  });
});

describe('a hash', () => {
  test('is argon2id with 19 MiB, fits its password however the letters were composed, and nothing else', async () => {
    const hashed = await hashPassword('crème brûlée sans feu');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await matches('crème brûlée sans feu'.normalize('NFD'), hashed)).toBe(true);
    expect(await matches('creme brulee sans feu', hashed)).toBe(false);
    expect(await matches('no password of anybody', null)).toBe(false);
  });
});
