import { cues, meaningOf, needWords, smallWords } from './needs.ts';
import { weekdays } from './model.ts';
import type { Weekday } from './model.ts';
import { asQuery, plain } from './plain.ts';
import { nearest } from './spelling.ts';

/** One thing asked for: the words as typed, how they were read, and every word that would do. */
export type Asked = {
  readonly text: string;
  /** The spelling it was read as, when the word as typed is unknown. */
  readonly readAs: string | null;
  readonly needs: readonly string[];
  /** The question to the index for the words themselves, and the one for everything that means the same. */
  readonly exact: string;
  readonly wide: string;
};

/** What a question was understood to ask: needs and words, and conditions found in it. `day` is MO to SU, `time` HH:MM, `checked` in days. */
export type Understood = {
  readonly asked: readonly Asked[];
  readonly marks: readonly string[];
  readonly day: Weekday | null;
  readonly time: string | null;
  readonly now: boolean;
  readonly checked: number | null;
};

type Conditions = {
  marks: string[];
  day: Weekday | null;
  time: string | null;
  now: boolean;
  checked: number | null;
};

function takeConditions(text: string): { rest: string[]; found: Conditions } {
  const found: Conditions = { marks: [], day: null, time: null, now: false, checked: null };
  let rest = ` ${plain(text)} `;
  for (const cue of cues) {
    if (!rest.includes(` ${cue.phrase} `)) continue;
    rest = rest.replaceAll(` ${cue.phrase} `, '  ');
    if (cue.mark !== undefined) found.marks.push(cue.mark);
    found.day ??= weekdays.find((day) => day === cue.day) ?? null;
    found.time ??= cue.time ?? null;
    found.checked ??= cue.checked ?? null;
    found.now ||= cue.now ?? false;
  }
  return { rest: rest.split(' ').filter((word) => word !== ''), found };
}

const longest = 4;

function phraseAt(words: readonly string[], start: number): { phrase: string; length: number } | undefined {
  for (let length = Math.min(longest, words.length - start); length > 0; length -= 1) {
    const phrase = words.slice(start, start + length).join(' ');
    if (meaningOf(phrase) !== undefined) return { phrase, length };
  }
  return undefined;
}

const anyOf = (phrases: readonly string[]) => phrases.map(asQuery).join(' | ');

function asking(text: string, readAs: readonly string[]): Asked {
  const taken = readAs.length > 0 ? readAs : [text];
  const meanings = taken.flatMap((word) => meaningOf(word) ?? []);
  return {
    text,
    readAs: readAs[0] ?? null,
    needs: [...new Set(meanings.flatMap((meaning) => meaning.needs))],
    exact: anyOf(taken),
    wide: anyOf([...new Set([...taken, ...meanings.flatMap((meaning) => meaning.words)])]),
  };
}

/** Single words of a question that nothing explains yet, and may be misspelt. */
export function doubtful(text: string): string[] {
  const { rest } = takeConditions(text);
  return rest.filter(
    (word, index) => !smallWords.has(word) && word.length > 3 && phraseAt(rest, index) === undefined,
  );
}

/** Reads a question. `known` says which doubtful words the directory uses; `near` are words of the directory that look like the others. */
export function understand(text: string, known: ReadonlySet<string>, near: readonly string[]): Understood {
  const { rest, found } = takeConditions(text);
  const asked: Asked[] = [];
  for (let index = 0; index < rest.length; ) {
    const word = rest[index] ?? '';
    const phrase = phraseAt(rest, index);
    if (phrase !== undefined) asked.push(asking(phrase.phrase, []));
    else if (!smallWords.has(word)) {
      const strange = word.length > 3 && !known.has(word);
      asked.push(asking(word, strange ? nearest(word, new Set([...needWords, ...near])) : []));
    }
    index += phrase?.length ?? 1;
  }
  return { asked, ...found };
}
