import { canKeep, forget, keep, recall } from './sealed.ts';

/** Who signed in on this device last: enough to seal for them what is written while the server cannot be asked, and nothing to read by. */
export type Known = {
  readonly account: { readonly id: string; readonly name: string };
  readonly roles: readonly { readonly role: string }[];
};

/** How long after the server last confirmed them they may still write here, in milliseconds: as long as a session lasts. */
export const awayFor = 12 * 3_600_000;

const device = 'device';
const leaving = 'tributary.signingOut';

/** Remembers whom the server has just confirmed. */
export async function remember({ account, roles }: Known): Promise<void> {
  if (!canKeep()) return;
  const known = {
    account: { id: account.id, name: account.name },
    roles: roles.map(({ role }) => ({ role })),
  };
  await keep('known', 'last', device, known);
}

/** Whom the server confirmed here at most twelve hours ago; nobody after a sign-out. */
export async function lastKnown(): Promise<Known | undefined> {
  if (!canKeep() || isLeaving()) return undefined;
  const found = await recall<Known>('known', 'last', device).catch(() => undefined);
  return found !== undefined && Date.now() - found.at < awayFor ? found.value : undefined;
}

/** Forgets who signed in here. */
export async function forgetKnown(): Promise<void> {
  if (canKeep()) await forget('known', 'last');
}

/** True while a sign-out done without a network has not reached the server. */
export function isLeaving(): boolean {
  return localStorage.getItem(leaving) !== null;
}

/** Marks a sign-out as under way, or as done. */
export function setLeaving(under: boolean): void {
  if (under) localStorage.setItem(leaving, '1');
  else localStorage.removeItem(leaving);
}
