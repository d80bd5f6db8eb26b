import type { Locale } from '../../words.ts';
import type { Refused } from './outcomes.ts';

let spoken: Locale = 'en';
const signedOut = new Set<(refused: Refused) => void>();
let proof: (() => Promise<boolean>) | undefined;

/** The language the server is asked to answer in. */
export function spokenLocale(): Locale {
  return spoken;
}

/** Sets the language of the next requests. */
export function speakIn(locale: Locale): void {
  spoken = locale;
}

/** Hears every answer that says nobody is signed in; returns the way to stop hearing. */
export function onSignedOut(listener: (refused: Refused) => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** Tells every listener that the session is gone. */
export function tellSignedOut(refused: Refused): void {
  for (const listener of signedOut) listener(refused);
}

/** Says how a person is asked to show once more who they are; the promise says whether they did. */
export function provideProof(asker: (() => Promise<boolean>) | undefined): void {
  proof = asker;
}

/** Asks for a fresh proof; false when nobody can ask or the person declined. */
export function askProof(): Promise<boolean> {
  return proof === undefined ? Promise.resolve(false) : proof();
}
