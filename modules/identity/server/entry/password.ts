import { hash, verify } from '@node-rs/argon2';
import { refuse } from '../../../../kernel/refusal.ts';
import { passwordLength } from '../../model.ts';
import common from './commonWords.json' with { type: 'json' };

/** argon2id (what the library takes unless told otherwise) with 19 MiB, two passes, one lane; about 50 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most four hashes are computed at once, so that a storm of sign-ins cannot take all memory. */
const seats = { free: 4, waiting: [] as (() => void)[] };

/** As many may wait for a seat; each holds a connection of the database, and the others' work needs connections too. */
const queue = 4;

async function seated<T>(work: () => Promise<T>): Promise<T> {
  if (seats.free > 0) seats.free -= 1;
  else await new Promise<void>((resolve) => seats.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = seats.waiting.shift();
    if (next) next();
    else seats.free += 1;
  }
}

/** The hash of a password, with its salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return seated(() => hash(password.normalize('NFKC'), cost));
}

let nobodys: Promise<string> | undefined;

/** Whether a password belongs to a hash. Without a hash it takes the same time and says no. Refuses as busy when too many wait already. */
export async function matches(password: string, hashed: string | null): Promise<boolean> {
  if (seats.waiting.length >= queue) throw refuse('busy', 'identity.doorBusy');
  nobodys ??= hashPassword('no password of anybody');
  const against = hashed ?? (await nobodys);
  const same = await seated(() => verify(against, password.normalize('NFKC')));
  return same && hashed !== null;
}

const words = new Set(common.words);
const longest = Math.max(...common.words.map((word) => word.length));
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
};

const bare = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** True when the whole text is a row of words out of the list or of `own`. */
function isRowOf(text: string, own: ReadonlySet<string>): boolean {
  const reach = [true];
  for (let end = 1; end <= text.length; end += 1) {
    reach[end] = false;
    for (let start = Math.max(0, end - longest); start < end && !reach[end]; start += 1) {
      const part = text.slice(start, end);
      reach[end] = (reach[start] ?? false) && (words.has(part) || own.has(part));
    }
  }
  return reach[text.length] ?? false;
}

/** Whether a password is one that guessers try first: common words in a row, with figures, repeated, a run on the keyboard, or the person's own name and address. */
export function isCommon(password: string, own: readonly string[]): boolean {
  const plain = bare(password);
  const spell = (text: string) => [...text].map((sign) => lookalikes[sign] ?? sign).join('');
  const mine = new Set(own.flatMap((text) => bare(text).split(/[^a-z]+/)).filter((part) => part.length > 2));
  const core = plain.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const forms = [plain, spell(plain), spell(core)].map((text) => text.replace(/[^a-z]/g, ''));
  if (new Set(plain).size < 5) return true;
  if (/^(.{1,6})\1+.{0,3}$/.test(plain)) return true;
  return forms.some((text) => text.length < 4 || isRowOf(text, mine));
}

/** Refuses a password that is too short or that guessers try first; `own` is what the account is called. */
export function refuseWeak(password: string, own: readonly string[]): void {
  if ([...password].length < passwordLength)
    throw refuse('invalid', 'identity.passwordShort', { least: passwordLength });
  if (isCommon(password, own)) throw refuse('invalid', 'identity.passwordCommon');
}
