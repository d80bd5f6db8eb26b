import { place } from './panels.tsx';

/** Where a person signs in: the whole screen when nobody is (`out`), a dialog over the kept page when a session ended. Call `onDone` once signed in. */
export const signInPlace = place<{ reason: 'out' | 'ended'; onDone: () => void }>('shell.signIn');

/** Where a person shows once more who they are before something weighty; the request that asked is then repeated. */
export const proofPlace = place<{ onDone: (proved: boolean) => void }>('shell.proof');

/** The form behind "Suggest", open from any screen; `path` is the screen it was opened from. */
export const suggestPlace = place<{ path: string; onDone: () => void }>('shell.suggest');

/** The parts of the first screen of the day, lowest order first: what is due, who waits, what moves. */
export const todayPlace = place<object>('shell.today');

/** What can be done while the server cannot be asked and nobody is signed in: writing for later, never reading. */
export const awayPlace = place<{ account: { id: string; name: string } }>('shell.away');
