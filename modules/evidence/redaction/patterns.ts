/** What proposed words are: who, where, a number that tells who, a day, or a way to reach somebody. */
export const redactionKinds = ['name', 'place', 'number', 'date', 'contact'] as const;
export type RedactionKind = (typeof redactionKinds)[number];

/** A rule of ours: what it finds is `kind`; where it has a group `words`, only that is meant. Not `sure` is what capitals alone suggest. */
export type Pattern = { readonly kind: RedactionKind; readonly find: RegExp; readonly sure: boolean };

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec' +
  '|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv|févr|avr|juill|déc)\\.?';
const capital = "\\p{Lu}[\\p{L}'’-]+";
const named = `(?<words>${capital}(?:\\s${capital}){0,3})`;
const kin =
  '(?:sister|brother|mother|mom|father|dad|son|daughter|wife|husband|partner|friend|cousin|aunt|uncle|neighbou?r|boss|supervisor|worker|nurse|doctor' +
  '|s(?:œ|oe)ur|frère|mère|père|fils|fille|femme|mari|conjointe?|amie?|cousine?|tante|oncle|voisine?|patronn?e?|superviseure?|infirmi(?:er|ère)|médecin|intervenante?)';

/** English and French side by side, the most telling first. */
export const patterns: readonly Pattern[] = [
  { kind: 'contact', sure: true, find: /[^\s@<>()[\],;:]+@[^\s@<>()[\],;:]+\.\p{L}{2,}/gu },
  { kind: 'contact', sure: true, find: /(?:https?:\/\/|www\.)[^\s<>()"«»]+/giu },
  { kind: 'contact', sure: true, find: /(?<=^|\s)@[\p{L}\p{N}_.]{3,}/gu },
  {
    kind: 'contact',
    sure: true,
    find: /(?<![\p{L}\p{N}])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?!\d)/gu,
  },
  {
    kind: 'contact',
    sure: true,
    find: /(?<![\p{L}\p{N}])[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?![\p{L}\p{N}])/giu,
  },
  {
    kind: 'contact',
    sure: true,
    find: /(?<![\p{L}\p{N}])\d{1,6}[a-z]?,? (?:(?:rue|avenue|av\.|boul(?:evard|\.)|chemin|ch\.|rang|route|place)\s(?:(?:de|du|des|la|le|l’|l')\s?)*[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]*)*|(?:\p{Lu}[\p{L}’'-]+\s){1,3}(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|crescent|court|way|place)\b\.?)/giu,
  },
  {
    kind: 'date',
    sure: true,
    find: /(?<![\d/.-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?![\d/-])/gu,
  },
  {
    kind: 'date',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:(?:the |le )?\\d{1,2}(?:st|nd|rd|th|er|e)?(?: of| de)? ${month}(?:,? \\d{4})?|${month} \\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,? \\d{4})?|${month} (?:of |de )?\\d{4})(?!\\p{L})`,
      'giu',
    ),
  },
  { kind: 'number', sure: true, find: /(?<![\p{L}\p{N}])(?:9\d|1[01]\d)(?= ?(?:years? old|ans)\b)/giu },
  {
    kind: 'number',
    sure: true,
    find: /(?<![\p{L}\p{N}])\p{Lu}{0,4}-?\d(?:[ -]?\d){5,}(?:[ -]?\p{Lu}{1,2}(?!\p{L}))?(?![\p{N}])/gu,
  },
  {
    kind: 'name',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:Dr|Dre|Mr|Mrs|Ms|Miss|M|Mme|Mlle|Me|Prof|Doctor|Docteure?|Elder|Sister|Father)\\.?\\s${named}`,
      'gu',
    ),
  },
  {
    kind: 'name',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:[Mm]y name is|[Mm]y name’s|[Mm]y name's|named|called|[Jj]e m[’']appelle|nommée?|appelée?|s[’']appelle)\\s${named}`,
      'gu',
    ),
  },
  {
    kind: 'name',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Mm]a|[Mm]on|[Nn]otre|[Ss]a|[Ss]on|[Ll]eur)\\s${kin},?\\s${named}`,
      'gu',
    ),
  },
  {
    kind: 'place',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:lives?|lived|living|moved|grew up|born|habite|habitais|vit|vis|déménagé|née?|grandi)\\s(?:in|on|at|to|near|à|au|aux|sur|près de|en)\\s${named}`,
      'gu',
    ),
  },
];

/** A capital inside a sentence: a name or a place, or nothing. */
export const capitals = new RegExp(`(?<=[\\p{Ll}\\p{N},;’']\\s)${named}`, 'gu');

/** Words that carry a capital and name nobody. */
export const harmless = new Set(
  (
    'i english french français anglais canada canadian canadien canadienne ontario québec monday tuesday wednesday thursday friday saturday sunday christmas easter god ' +
    'january february march april may june july august september october november december noël pâques dieu internet zoom teams covid indigenous inuit métis interviewer ok dr dre mr mrs ms mme mlle prof'
  ).split(' '),
);
