import { createHash } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { newId } from '../../../../kernel/id.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { deviceName, lasting } from '../../model.ts';
import type { PasskeyAnswer } from '../../shapes.ts';
import { insertChallenge, type Purpose, takeChallenge } from '../queries/challenge.ts';
import { insertPasskey, type PasskeyRow, touchPasskey } from '../queries/passkey.ts';
import type { Place } from './origin.ts';

/** The library is large and a quiet server need not hold it: it is loaded when the first passkey comes. */
const library = () => import('@simplewebauthn/server');

/** The kinds of signature taken, in COSE's numbers: Ed25519, ECDSA with P-256, RSA with SHA-256. */
const supportedAlgorithmIDs = [-8, -7, -257];

const digest = (challenge: string) => createHash('sha256').update(challenge).digest();

async function keep(tx: Tx, purpose: Purpose, challenge: string): Promise<void> {
  const accountId = tx.actor.sessionId === null ? null : tx.actor.accountId;
  await insertChallenge(tx, {
    id: newId(),
    accountId,
    purpose,
    hash: digest(challenge),
    facts: {},
    minutes: lasting.challengeMinutes,
  });
}

/** A challenge for a passkey to sign; the browser offers the passkeys it has for this host, or the named ones. */
export async function askPasskey(tx: Tx, place: Place, among: readonly PasskeyRow[] = []) {
  const allowCredentials = among.map((row) => ({
    id: row.credentialId.toString('base64url'),
    transports: row.transports,
  }));
  const options = await (await library()).generateAuthenticationOptions({
    rpID: place.rpId,
    userVerification: 'required',
    allowCredentials,
  });
  await keep(tx, 'sign_in', options.challenge);
  return options;
}

/** A challenge for a new passkey of somebody; `account` names it on their device. */
export async function offerPasskey(
  tx: Tx,
  place: Place,
  account: { name: string; email: string; has?: readonly PasskeyRow[] },
) {
  const options = await (await library()).generateRegistrationOptions({
    rpName: 'Tributary',
    rpID: place.rpId,
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: (account.has ?? []).map((row) => ({ id: row.credentialId.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keep(tx, 'register', options.challenge);
  return options;
}

/** Whether an answer is a passkey's signature under a challenge of ours that was not answered before; gives the new counter. */
export async function signedBy(
  tx: Tx,
  place: Place,
  row: PasskeyRow,
  answer: PasskeyAnswer,
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await (await library()).verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: async (challenge) =>
        (await takeChallenge(tx, 'sign_in', digest(challenge))) !== undefined,
      expectedOrigin: place.origin,
      expectedRPID: row.rpId,
      credential: {
        id: row.credentialId.toString('base64url'),
        publicKey: new Uint8Array(row.publicKey),
        counter: row.counter,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch (reason) {
    return rejection(reason);
  }
}

/** A new passkey, checked. */
export type NewPasskey = Pick<PasskeyRow, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'rpId'>;

/** Checks what a browser made for an offer of ours; undefined when it is not good. */
export async function made(tx: Tx, place: Place, answer: PasskeyAnswer): Promise<NewPasskey | undefined> {
  try {
    const { verified, registrationInfo } = await (await library()).verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      expectedChallenge: async (challenge) =>
        (await takeChallenge(tx, 'register', digest(challenge))) !== undefined,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs,
    });
    if (!verified) return undefined;
    const { credential } = registrationInfo;
    return {
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      rpId: place.rpId,
    };
  } catch (reason) {
    return rejection(reason);
  }
}

/** The library throws plain errors about answers; what the database throws is a fault of ours and goes on. */
function rejection(reason: unknown): undefined {
  if (reason instanceof Error && !('severity' in reason)) return undefined;
  throw reason;
}

/** Adds a checked passkey to the actor's, named after the browser it was made in. */
export async function keepPasskey(tx: Tx, passkey: NewPasskey, userAgent: string): Promise<string> {
  const id = newId();
  await insertPasskey(tx, { id, ...passkey, label: deviceName(userAgent) });
  return id;
}

/** Notes the use of a passkey of the actor. */
export const used = (tx: Tx, row: PasskeyRow, counter: number) => touchPasskey(tx, row.id, counter);
