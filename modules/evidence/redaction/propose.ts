import { capitals, harmless, months, openers, openings, patterns, type RedactionKind } from './patterns.ts';

/** Words that may tell who somebody is, at UTF-16 offsets; `because` says which rule found them. */
export type Proposal = {
  readonly from: number;
  readonly to: number;
  readonly kind: RedactionKind;
  readonly because: 'key' | 'staff' | 'place' | 'pattern' | 'capital';
  /** What it is known to stand for, where a pseudonym is known. */
  readonly pseudonym?: string;
};

/** What is known before reading: single words that stand in the key with their pseudonyms, and names of staff and places as folded words. */
export type KnownNames = {
  readonly keyed: ReadonlyMap<string, string>;
  readonly staff: readonly string[];
  readonly places: readonly string[];
};

/** A word as names are compared: composed anew, without accents, in lower case. */
export function foldName(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;

/** The words of a text that may be names: those with a capital. */
export function capitalWords(text: string): string[] {
  const words = text.match(word) ?? [];
  return [
    ...new Set(
      words
        .filter((one) => /^\p{Lu}/u.test(one))
        .flatMap((one) => [one, stem(one)])
        .map(foldName),
    ),
  ];
}

/** A name without what a genitive or an elision adds: Anne's, d’Anne. */
const stem = (one: string): string => one.replace(/^(?:d|l|qu)['’](?=\p{Lu})/u, '').replace(/['’]s$/u, '');

/** Proposes what may have to be redacted, in the order of the text; nothing that overlaps. What is known comes before what rules find. */
export function propose(text: string, known: KnownNames): Proposal[] {
  const found: Proposal[] = [...keyedIn(text, known.keyed), ...phrasesIn(text, known)];
  for (const { kind, find, sure } of patterns)
    for (const match of text.matchAll(find)) {
      const words = match.groups?.['words'] ?? match[0];
      const from = match.index + match[0].lastIndexOf(words);
      found.push({ from, to: from + words.length, kind, because: sure ? 'pattern' : 'capital' });
    }
  found.push(...openingsIn(text), ...capitalsIn(text));
  const covered = new Uint8Array(text.length);
  const free = (one: Proposal): boolean => {
    if (covered.subarray(one.from, one.to).includes(1)) return false;
    covered.fill(1, one.from, one.to);
    return true;
  };
  const taken = found.filter(free);
  const names = taken.filter((one) => one.kind === 'name');
  taken.push(...againIn(text, names).filter(free));
  return taken.sort((left, right) => left.from - right.from);
}

function keyedIn(text: string, keyed: ReadonlyMap<string, string>): Proposal[] {
  if (keyed.size === 0) return [];
  const found: Proposal[] = [];
  for (const match of text.matchAll(word)) {
    if (!/\p{Lu}/u.test(match[0].slice(0, 3))) continue;
    const bare = stem(match[0]);
    const pseudonym = keyed.get(foldName(match[0])) ?? keyed.get(foldName(bare));
    if (pseudonym === undefined) continue;
    const from = match.index + match[0].indexOf(bare);
    const last = found.at(-1);
    const joined = last?.pseudonym === pseudonym && /^[ \u00a0]$/.test(text.slice(last.to, from));
    if (joined) found.pop();
    found.push({
      from: joined ? last.from : from,
      to: from + bare.length,
      kind: 'name',
      because: 'key',
      pseudonym,
    });
  }
  return found;
}

/** Names of staff and places that stand in the text with a capital, the longest first. */
function phrasesIn(text: string, { staff, places }: KnownNames): Proposal[] {
  const phrases = new Map<
    string,
    { words: string[]; kind: 'name' | 'place'; because: 'staff' | 'place' }[]
  >();
  const learn = (name: string, kind: 'name' | 'place', because: 'staff' | 'place') => {
    const words = (name.match(word) ?? []).map(foldName);
    const [first] = words;
    if (first === undefined || words.join('').length < 3) return;
    phrases.set(first, [...(phrases.get(first) ?? []), { words, kind, because }]);
  };
  for (const name of staff) learn(name, 'name', 'staff');
  for (const name of places) learn(name, 'place', 'place');
  for (const list of phrases.values()) list.sort((left, right) => right.words.length - left.words.length);
  const words = [...text.matchAll(word)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    folded: foldName(stem(match[0])),
    capital: /^\p{Lu}/u.test(stem(match[0])),
  }));
  return words.flatMap((one, index): Proposal[] => {
    if (!one.capital) return [];
    const phrase = phrases
      .get(one.folded)
      ?.find(({ words: asked }) => asked.every((each, step) => words[index + step]?.folded === each));
    const last = words[index + (phrase?.words.length ?? 1) - 1];
    return phrase === undefined || last === undefined
      ? []
      : [{ from: one.from, to: last.to, kind: phrase.kind, because: phrase.because }];
  });
}

function capitalsIn(text: string): Proposal[] {
  const lower = new Set((text.match(word) ?? []).filter((one) => /^\p{Ll}/u.test(one)).map(foldName));
  return [...text.matchAll(capitals)].flatMap((match): Proposal[] => {
    const words = match[0].split(/\s/);
    const common = words.every(
      (one) =>
        harmless.has(one.toLowerCase()) ||
        lower.has(foldName(one)) ||
        (/^\p{Lu}+$/u.test(one) && one.length < 8),
    );
    const unsaid = words.every((one) => harmless.has(one.toLowerCase().replace(/['’].*$/, '')));
    return common || unsaid
      ? []
      : [{ from: match.index, to: match.index + match[0].length, kind: 'name', because: 'capital' }];
  });
}

/** Names that begin a sentence, and months that do something. */
function openingsIn(text: string): Proposal[] {
  const said = [...text.matchAll(openings)].filter((match) => {
    const [first = ''] = match[0].split(/\s/);
    return (
      !openers.has(first.toLowerCase()) && !harmless.has(first.toLowerCase()) && !/^\p{Lu}{2,}$/u.test(first)
    );
  });
  return [...said, ...text.matchAll(months)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    kind: 'name',
    because: 'capital',
  }));
}

/** Wherever a word of a name that was found stands again with its capital, also where no rule would see it. */
function againIn(text: string, names: readonly Proposal[]): Proposal[] {
  const known = new Set(
    names
      .flatMap(({ from, to }) => text.slice(from, to).match(word) ?? [])
      .map(stem)
      .filter(
        (one) =>
          /^\p{Lu}\p{Ll}/u.test(one) && !harmless.has(one.toLowerCase()) && !openers.has(one.toLowerCase()),
      ),
  );
  return [...text.matchAll(word)].flatMap((match): Proposal[] => {
    const bare = stem(match[0]);
    const from = match.index + match[0].indexOf(bare);
    return known.has(bare) ? [{ from, to: from + bare.length, kind: 'name', because: 'capital' }] : [];
  });
}

/** What stands for proposed words: the pseudonym where one is known, else their kind, numbered so that equal words stay equal. */
export function replacements(
  text: string,
  proposals: readonly Proposal[],
  labels: Readonly<Record<RedactionKind, string>>,
): string[] {
  const given = new Map<string, string>();
  const numbered = [...text.matchAll(/\[([^\]\d]+) (\d{1,4})\]/gu)];
  const last = (kind: RedactionKind): number =>
    Math.max(0, ...numbered.filter((one) => one[1] === labels[kind]).map((one) => Number(one[2])));
  const count = { name: last('name'), place: last('place') };
  return proposals.map(({ from, to, kind, pseudonym }) => {
    if (pseudonym !== undefined) return `[${pseudonym}]`;
    if (kind !== 'name' && kind !== 'place') return `[${labels[kind]}]`;
    const key = `${kind} ${foldName(text.slice(from, to))}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    count[kind] += 1;
    const made = `[${labels[kind]} ${count[kind]}]`;
    given.set(key, made);
    return made;
  });
}
