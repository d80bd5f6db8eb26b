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

type Piece = { readonly text: string; readonly known: boolean };

/** Cuts words into the longest phrases the list of needs knows, and single words; words without meaning fall away. */
function pieces(words: readonly string[]): Piece[] {
  const cut: Piece[] = [];
  for (let index = 0; index < words.length; ) {
    const lengths = Array.from(
      { length: Math.min(longest, words.length - index) },
      (_, less) => longest - less,
    );
    const phrases = lengths.map((length) => words.slice(index, index + length).join(' '));
    const phrase = phrases.find((one) => meaningOf(one) !== undefined);
    const text = phrase ?? words[index] ?? '';
    if (phrase !== undefined || !smallWords.has(text)) cut.push({ text, known: phrase !== undefined });
    index += phrase === undefined ? 1 : phrase.split(' ').length;
  }
  return cut;
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

const mayBeMisspelt = ({ text, known }: Piece) => !known && text.length > 3;

/** Single words of a question that nothing explains yet, and may be misspelt. */
export function doubtful(text: string): string[] {
  return pieces(takeConditions(text).rest)
    .filter(mayBeMisspelt)
    .map((piece) => piece.text);
}

/** Reads a question. `known` says which doubtful words the directory uses; `near` are words of the directory that look like the others. */
export function understand(text: string, known: ReadonlySet<string>, near: readonly string[]): Understood {
  const { rest, found } = takeConditions(text);
  const words = new Set([...needWords, ...near]);
  const asked = pieces(rest).map((piece) => {
    const strange = mayBeMisspelt(piece) && !known.has(piece.text);
    return asking(piece.text, strange ? nearest(piece.text, words) : []);
  });
  return { asked, ...found };
}
