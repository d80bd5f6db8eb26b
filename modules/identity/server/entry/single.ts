import { createHash } from 'node:crypto';
import type { Configuration } from 'openid-client';
import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import type { identity } from '../../contract.ts';
import { lasting } from '../../model.ts';
import { actorOf, enter } from '../enter.ts';
import { candidatesFor } from '../queries/account.ts';
import { insertChallenge, takeChallenge } from '../queries/challenge.ts';
import { noteRefused } from '../queries/throttle.ts';
import { signInSettings, type SingleSignOn } from '../settings.ts';
import { arrive } from './arrive.ts';
import { placeOf } from './origin.ts';
import { emailBlind } from './signIn.ts';
import { remember } from './tries.ts';

type Ops = (typeof identity)['operations'];

/** Loaded when somebody first signs in this way: most installations never do. */
const library = () => import('openid-client');

const digest = (text: string) => createHash('sha256').update(text).digest();
const returnTo = (origin: string) => `${origin}/sign-in/single`;

let outside = 0;

/** Asks the provider; at most three at once wait for it, so that a slow one cannot hold the connections that others need. */
async function outward<T>(work: () => Promise<T>): Promise<T> {
  if (outside >= 3) throw refuse('busy', 'identity.singleUnreachable');
  outside += 1;
  try {
    return await work();
  } finally {
    outside -= 1;
  }
}

let known: { readonly of: SingleSignOn; readonly configuration: Promise<Configuration> } | undefined;

/** The provider's published configuration, read once; a provider on this machine may speak plain HTTP. */
async function provider(): Promise<Configuration> {
  const of = found(signInSettings().single, 'identity.noSingleSignOn');
  if (known?.of !== of) {
    const issuer = new URL(of.issuer);
    const local = issuer.hostname === 'localhost' || issuer.hostname === '127.0.0.1';
    const discover = async () => {
      const { allowInsecureRequests, discovery } = await library();
      const options = { timeout: 5, ...(local ? { execute: [allowInsecureRequests] } : {}) };
      return discovery(issuer, of.clientId, of.clientSecret, undefined, options);
    };
    known = { of, configuration: discover() };
  }
  return known.configuration.catch(() => {
    known = undefined;
    throw refuse('busy', 'identity.singleUnreachable');
  });
}

/** Gives the address of the organisation's own sign-in page. What comes back is bound to this browser by `secret`, which it keeps. */
export const startSingle: UseCase<Ops['startSingle']> = async (tx, { origin, secret }) => {
  const place = placeOf(origin);
  const configuration = await outward(provider);
  const oidc = await library();
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const facts = { nonce, verifier, secret: digest(secret).toString('hex'), origin: place.origin };
  await insertChallenge(tx, {
    id: newId(),
    accountId: null,
    purpose: 'single',
    hash: digest(state),
    facts,
    minutes: 2 * lasting.challengeMinutes,
  });
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo(place.origin),
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href };
};

/** The e-mail address the provider vouches for, or nothing. */
async function vouched(
  origin: string,
  answer: Readonly<Record<string, string>>,
  facts: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const configuration = await provider();
  const back = new URL(`${returnTo(origin)}?${new URLSearchParams(answer).toString()}`);
  const checks = {
    pkceCodeVerifier: facts['verifier'] ?? '',
    expectedNonce: facts['nonce'] ?? '',
    expectedState: answer['state'] ?? '',
    idTokenExpected: true,
  };
  const { authorizationCodeGrant } = await library();
  const claims = await authorizationCodeGrant(configuration, back, checks).then(
    (tokens) => tokens.claims(),
    () => undefined,
  );
  return claims?.['email_verified'] === true && typeof claims['email'] === 'string'
    ? claims['email']
    : undefined;
}

/** Signs in whom the provider vouches for, if a steward has invited that e-mail address. */
export const finishSingle: UseCase<Ops['finishSingle']> = async (tx, input, around) => {
  const { origin } = placeOf(input.origin);
  const kept = await takeChallenge(tx, 'single', digest(input.answer['state'] ?? ''));
  if (
    !kept ||
    kept.facts['secret'] !== digest(input.secret).toString('hex') ||
    kept.facts['origin'] !== origin
  )
    return { outcome: 'refused' };
  const email = await outward(() => vouched(origin, input.answer, kept.facts));
  if (email === undefined) return { outcome: 'refused' };
  const blind = await emailBlind(tx, email);
  const [account] = await candidatesFor(tx, blind);
  if (!account) {
    await noteRefused(tx, 'identity.finishSingle', blind);
    return { outcome: 'refused' };
  }
  const inside = await enter(tx, actorOf(account.communityId, account.accountId));
  await remember(inside, { address: around.address, device: undefined });
  return arrive(inside, around, 'finishSingle');
};
