import { groupsOf, marksOf } from './needs.ts';
import { plain } from './plain.ts';

/** The texts of one service and of what hangs on it, in every language there is. */
export type ServiceTexts = {
  /** Names of the service, its organization and its program. */
  readonly names: readonly string[];
  /** Whom it is for, and what it is classed as. */
  readonly needs: readonly string[];
  /** How to get in, what it costs, what it asks for, what it does. */
  readonly entry: readonly string[];
  /** Its places: names, addresses, accessibility. */
  readonly places: readonly string[];
  readonly languageCodes: readonly string[];
};

/** The words a service is found by, and the conditions it meets. */
export type Findable = {
  readonly name: string;
  readonly needs: string;
  readonly body: string;
  readonly marks: readonly string[];
  /** The gender groups its texts say it is for. */
  readonly groups: readonly string[];
};

const most = 60_000;
const naming = ['en', 'fr'].map((locale) => new Intl.DisplayNames([locale], { type: 'language' }));

function namesOfLanguage(code: string): string[] {
  return /^[a-z]{2,3}$/.test(code) ? naming.map((names) => names.of(code) ?? code) : [];
}

const fold = (texts: readonly string[]) => {
  const words = plain(texts.join(' \n ').slice(0, most)).split(' ');
  return words.filter((word) => word !== '' && word.length <= 40).join(' ');
};

/** Makes a service findable: its words by weight, folded. */
export function findable(texts: ServiceTexts): Findable {
  const languages = texts.languageCodes.flatMap(namesOfLanguage);
  return {
    name: fold(texts.names),
    needs: fold(texts.needs),
    body: fold([...texts.entry, ...texts.places, ...languages]),
    marks: marksOf({ entry: [...texts.entry, ...texts.needs].join(' . '), place: texts.places.join(' . ') }),
    groups: groupsOf([...texts.names, ...texts.needs, ...texts.entry].join(' . ')),
  };
}

/** Every word of the folded texts, once. */
export function wordsOf(findables: Iterable<Pick<Findable, 'name' | 'needs' | 'body'>>): Set<string> {
  const words = new Set<string>();
  for (const { name, needs, body } of findables) {
    for (const text of [name, needs, body])
      for (const word of text.split(' ')) if (word.length > 2 && /^\p{L}+$/u.test(word)) words.add(word);
  }
  return words;
}
