/** A word that was planted in a record: where, in whose, through what. */
export type Canary = {
  readonly word: string;
  readonly communityId: string;
  readonly siteId: string;
  readonly clientId: string | undefined;
  readonly accountId: string;
  readonly operation: string;
  readonly path: string;
};

const letters = 'abcdefghijklmnopqrstuvwxyz';
const shape = /zqx[a-z]{5}/g;
let made = 0;

/** A word that stands nowhere else: eight letters, so that it survives folding, searching and cutting. */
export function newWord(): string {
  made += 1;
  let rest = made;
  let word = '';
  for (let place = 0; place < 5; place += 1) {
    word = (letters[rest % 26] ?? 'a') + word;
    rest = Math.floor(rest / 26);
  }
  return `zqx${word}`;
}

/** The planted words in a text, in any case. */
export function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(shape) ?? []);
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ids in a text. */
export function idsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(id) ?? []);
}
