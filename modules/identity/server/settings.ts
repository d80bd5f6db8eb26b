import type { Bilingual } from '../../../kernel/fields.ts';

/** An account of the demo network, shown on the sign-in page of a demo. */
export type DemoAccount = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Bilingual;
  readonly site: Bilingual;
};

/** An OpenID Connect provider that people may sign in through. */
export type SingleSignOn = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What its button says. */
  readonly label: string;
};

/** What sign-in needs to know of the installation. */
export type SignInSettings = {
  /** Addresses people open Tributary at, `https://tributary.example.org`; on localhost any port is taken too. */
  readonly origins: readonly string[];
  readonly single?: SingleSignOn | undefined;
  readonly demo: readonly DemoAccount[];
  /** The one-time code that the first set-up asks for; without one nobody can set the installation up over the web. */
  readonly setUpCode?: string | undefined;
};

let held: SignInSettings = { origins: [], demo: [] };

/** Says how sign-in works in this installation; called once when the server starts. */
export function settleSignIn(settings: SignInSettings): void {
  held = settings;
}

/** How sign-in works in this installation. */
export function signInSettings(): SignInSettings {
  return held;
}
