/** What proposed words are: who, where, a number that tells who, a day, or a way to reach somebody. */
export const redactionKinds = ['name', 'place', 'number', 'date', 'contact'] as const;
export type RedactionKind = (typeof redactionKinds)[number];

/** A rule of ours: what it finds is `kind`; where it has a group `words`, only that is meant. Not `sure` is what capitals alone suggest. */
export type Pattern = { readonly kind: RedactionKind; readonly find: RegExp; readonly sure: boolean };

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec' +
  '|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv|févr|avr|juill|déc)\\.?';
const capital = "\\p{Lu}[\\p{L}\\p{M}'’-]+";
const ordinal =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth' +
  '|twentieth|twenty-\\p{Ll}+|thirtieth|thirty-first|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-\\p{Ll}+|vingt(?:[ -]\\p{Ll}+)?|trente(?:-et-un)?)';
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
    find: /(?<![\p{L}\p{N}])\d{1,6}[a-z]?,? (?:(?:rue|avenue|av\.|boul(?:evard|\.)|chemin|ch\.|rang|route|place)\s(?:(?:de|du|des|la|le|l’|l')\s?)*[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]*)*|(?!(?:at|in|on|to|by|from|for|of|off|and|or|years?|people|minutes|hours|days|times)\s)(?:\p{Lu}[\p{L}’'-]+\s){1,3}(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|crescent|court|way|place)\b\.?)/giu,
  },
  {
    kind: 'contact',
    sure: true,
    find: /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+(?:com|ca|org|net|info|example|quebec)(?:\/[^\s<>()"«»,;]*)?(?![\p{L}\p{N}])/giu,
  },
  {
    kind: 'contact',
    sure: true,
    find: /(?<!\p{L})(?:[\p{L}\p{N}]+ (?:dot|point) )*[\p{L}\p{N}]+ (?:at|arobase) (?:[\p{L}\p{N}]+ (?:dot|point) )+\p{L}{2,}(?!\p{L})/giu,
  },
  { kind: 'contact', sure: true, find: /(?<![\p{L}\p{N}-])\d{3}-\d{4}(?![\p{N}-])/gu },
  {
    kind: 'contact',
    sure: true,
    find: /(?<!\p{L})(?:p\.? ?o\.? box|case postale|c\.p\.|apartment|apt\.?|appartement|app\.|suite|unit|logement|ext\.?|extension|poste) (?:no |# ?)?\d{1,5}(?:-?[a-z])?(?![\p{L}\p{N}])/giu,
  },
  {
    kind: 'contact',
    sure: true,
    find: /(?<![\p{L}\p{N}])\d{1,6}(?:-?\p{L}(?!\p{L}))?,? (?:\d{1,3}(?:st|nd|rd|th) |(?:\p{Lu}[\p{L}\p{M}’'-]+ ){1,3})(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Crescent|Court|Way|Place)(?!\p{L})\.?/gu,
  },
  {
    kind: 'contact',
    sure: true,
    find: /(?<=(?:corner of|coin(?: de)?|coin des rues) )\p{Lu}[\p{L}\p{M}’'-]+ (?:and|et) \p{Lu}[\p{L}\p{M}’'-]+/gu,
  },
  {
    kind: 'date',
    sure: true,
    find: new RegExp(`(?<!\\p{L})(?:the )?${ordinal}(?: of)? ${month}(?:,? \\d{4})?(?!\\p{L})`, 'giu'),
  },
  {
    kind: 'date',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:${month} (?:the )\\d{1,2}(?:st|nd|rd|th)|the \\d{1,2}(?:st|nd|rd|th) of the month)(?!\\p{L})`,
      'giu',
    ),
  },
  {
    kind: 'date',
    sure: true,
    find: /(?<!\p{L})(?:spring|summer|fall|autumn|winter|printemps|été|automne|hiver|christmas(?: eve| day)?|easter|halloween|thanksgiving|noël|pâques|saint-jean|action de grâce)(?: of| de)? (?:19|20)\d\d(?!\d)/giu,
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
  { kind: 'number', sure: true, find: /(?<![\p{L}\p{N}])\p{Lu}{3,4} ?\d{3,4}(?: ?\d{4})?(?![\p{L}\p{N}])/gu },
  { kind: 'number', sure: true, find: /(?<![\p{L}\p{N}])\p{Lu}{1,4}[ -]?\d{4,}\p{Lu}?(?![\p{L}\p{N}])/gu },
  { kind: 'number', sure: true, find: /(?<![\p{L}\p{N}])(?:9\d|1[01]\d)(?= ?(?:years? old|ans)\b)/giu },
  {
    kind: 'number',
    sure: true,
    find: /(?<![\p{L}\p{N}])\p{Lu}{0,4}-?\d(?:[ -]?\d){5,}(?:[ -]?\p{Lu}{1,2}(?!\p{L}))?(?![\p{N}])/gu,
  },
  {
    kind: 'number',
    sure: true,
    find: /(?<=(?<!\p{L})(?:number|no\.?|numéro|badge|matricule|file|dossier|case|card|carte|plate|plaque|licen[cs]e|permis|permit|passport|passeport|client)(?: [\p{Ll}’']+){0,4},? )(?:\p{Lu}{1,4}[ -]?)?\d[\p{Lu}\d]{2,}(?:[ -]\d[\p{Lu}\d]*)*(?![\p{L}\p{N}])/giu,
  },
  {
    kind: 'name',
    sure: true,
    find: new RegExp(
      `(?<!\\p{L})(?:Constable|Officer|Sergeant|Nurse|Auntie|Aunt|Uncle|Grandma|Grandpa|Judge|Monsieur|Madame|Docteur|Tante|Oncle|Agente?|Juge|Dr|Dre|Mr|Mrs|Ms|Miss|M|Mme|Mlle|Me|Prof|Doctor|Docteure?|Elder|Sister|Father)\\.?\\s${named}`,
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
    kind: 'name',
    sure: false,
    find: /(?<=(?<!\p{L})(?:my name is|my name['’]s|je m['’]appelle|mon nom est) )(?!not |on |in |pas |the |le |la )(?<words>\p{L}[\p{L}\p{M}'’-]{2,})/giu,
  },
  { kind: 'name', sure: false, find: /(?<![\p{L}.])(?!P\.O\.|U\.S\.)(?:\p{Lu}\.){2,}/gu },
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
export const capitals = new RegExp(
  `(?<=[\\p{Ll}\\p{N},;’']\\s|[\\p{Ll},]\\s(?:[dDlL]|[qQ]u)['’])${named}`,
  'gu',
);

const deed =
  '(?:is|was|said|says|told|came|comes|went|goes|gave|gives|took|drove|drives|paid|signed|called|calls|knows|knew|helped|helps|raised|opened|left|found|works|worked|lives|lived|never|always|also|and|or|who|had|has|did|does|would|could|changed|brought|showed|met|saw|asked|asks' +
  "|est|était|a|avait|dit|disait|vient|venait|va|allait|connaît|travaille|travaillait|habite|voyait|voit|tient|tiennent|donne|donnait|appelle|et|ou|qui|m['’]a|m['’]avait|nous|lui|l['’]a|s['’]occupe|ne|n['’]a)";

/** A capital at the beginning of a sentence that does or has something as people do, or that a second capital follows: a name, or nothing. */
export const openings = new RegExp(
  `(?<=^|[.!?:…»]\\s|\\n\\s*)(?<words>${capital}(?:\\s${capital}){1,3}|${capital}(?=['’]s\\s|,?\\s${deed}(?![\\p{L}])))`,
  'gu',
);

/** A month that does something is somebody. */
export const months = new RegExp(
  `(?<!\\p{L})(?<words>April|May|June|August|Avril)(?=\\s(?:who|said|says|told|came|went|gave|took|drove|called|helped|knows|qui|dit)(?!\\p{L}))`,
  'gu',
);

/** Words that begin sentences and name nobody. */
export const openers = new Set(
  (
    'a an the this that these those there here it he she we they you i who what when where why how which nobody everybody somebody anybody everyone someone nothing everything something one two three four both all each some many most more ' +
    'my our your his her their its and but or so then now well yes no not if as at by for from in into of off on out over to up with without before after afterwards since until while because although though once again also always never sometimes usually often maybe perhaps ' +
    'housing transportation work money food people folks staff life time things today tomorrow yesterday morning evening can could do does did is are was were will would may might must shall should have has had let look ' +
    'un une le la les l ce cet cette ces ça cela c’est il elle on nous vous ils elles je tu qui que quoi quand où comment pourquoi personne tout tous toute toutes rien chacun chaque quelqu’un quelquefois souvent parfois jamais toujours peut-être ' +
    'mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs et mais ou donc or ni car alors bon voilà oui non si comme à au aux en dans par pour sur sous avec sans chez vers depuis pendant avant après puis ensuite selon grâce madame monsieur ' +
    'moi toi lui eux être avoir faire aller'
  ).split(' '),
);

/** Words that carry a capital and name nobody. */
export const harmless = new Set(
  (
    'i english french français anglais canada canadian canadien canadienne ontario québec monday tuesday wednesday thursday friday saturday sunday christmas easter god ' +
    'january february march april may june july august september october november december noël pâques dieu internet zoom teams covid indigenous inuit métis interviewer ok autochtones autochtone inuits nation nations dr dre mr mrs ms mme mlle prof'
  ).split(' '),
);
