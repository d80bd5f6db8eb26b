/** How somebody wants to be reached; a place is where they can be found. */
export const ways = ['call', 'text', 'email', 'person', 'place'] as const;
export type Way = (typeof ways)[number];

/** Who may answer there. With `only_me` nothing is said to anybody else, and no message is left. */
export const answerers = ['only_me', 'anybody'] as const;
export type Answerer = (typeof answerers)[number];

/** Why a self-referral is set aside. */
export const asideReasons = ['not_reached', 'twice', 'not_real', 'no_longer'] as const;

/** After so many days without having been reached, whoever waits is shown as to be reached again. */
export const refreshDays = 30;

/** The short reference of a self-referral, told to the person: the end of its id, in groups of three; it says nothing else. */
export function referenceOf(id: string): string {
  const end = id.replaceAll('-', '').slice(-6).toUpperCase();
  return `${end.slice(0, 3)}-${end.slice(3)}`;
}

type Words = { readonly en: string; readonly fr: string };

const wordsIn = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3);

/** The word by which a public name would give a program away: one of four letters or more that stands in both; nothing when there is none. */
export function betrays(name: Words, program: Words): string | undefined {
  const telling = new Set(
    [...wordsIn(program.en), ...wordsIn(program.fr)].filter((word) => !/^program/.test(word)),
  );
  return [...wordsIn(name.en), ...wordsIn(name.fr)].find((word) => telling.has(word));
}
