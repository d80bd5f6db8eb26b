import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { PasskeyAnswer } from '../../shapes.ts';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The address this page stands at. */
export const origin = (): string => location.origin;

/** 32 random bytes. */
export const newSecret = (): string => base64url(random(32));

/** The token of a new invitation's link: the community and 32 random bytes. */
export function newLinkToken(communityId: string): string {
  const id = Uint8Array.from(communityId.replaceAll('-', '').match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  return base64url(Uint8Array.from([...id, ...random(32)]));
}

const place = 'tributary.device';

/** This browser's own token: it opens nothing, but says that a try to sign in is not a stranger's. */
export function deviceToken(): string {
  const kept = localStorage.getItem(place);
  if (kept !== null) return kept;
  const made = newSecret();
  localStorage.setItem(place, made);
  return made;
}

/** Whether passkeys can be used here: the browser knows them, and the page stands at a name, not at a number. */
export function passkeysWork(): boolean {
  return browserSupportsWebAuthn() && !/^[\d.]+$|:/.test(location.hostname);
}

/** The person closed the browser's passkey window, or let it run out. */
export const wasDeclined = (failure: unknown): boolean =>
  failure instanceof Error && (failure.name === 'NotAllowedError' || failure.name === 'AbortError');

/** Lets the browser sign a challenge with a passkey. */
export async function signWithPasskey(options: object): Promise<PasskeyAnswer> {
  const answer = await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  return answer as unknown as PasskeyAnswer;
}

/** Lets the browser make a passkey. */
export async function makePasskey(options: object): Promise<PasskeyAnswer> {
  const answer = await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
  return answer as unknown as PasskeyAnswer;
}
