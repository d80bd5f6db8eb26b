import { serve } from '../../../kernel/server/module.ts';
import { identity } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import * as accounts from './accounts.ts';
import { acceptInvitation, openInvitation } from './entry/invitation.ts';
import { setUpFirst, setUpOptions } from './entry/setUp.ts';
import { signInOptions, signInWithPasskey, signInWithPassword } from './entry/signIn.ts';
import { finishSingle, startSingle } from './entry/single.ts';
import { stepUp, stepUpOptions } from './entry/stepUp.ts';
import * as ways from './entry/ways.ts';
import * as places from './places.ts';
import { anyPerson } from './queries/place.ts';
import * as session from './session.ts';
import { signInSettings } from './settings.ts';

export { actorOf, enter } from './enter.ts';
export { newLinkToken } from './entry/invitation.ts';
export { makeSetUpCode } from './entry/setUpCode.ts';
export * from './found.ts';
export { namesOf, siteCatalogue } from './names.ts';
export { admitTry, failTry } from './queries/throttle.ts';
export { makeSession } from './session.ts';
export { type DemoAccount, settleSignIn, type SignInSettings, type SingleSignOn } from './settings.ts';

/** Identity's front door on the server. */
export const identityServer = serve(
  identity,
  {
    firstRunState: async (tx) => {
      const { demo, single } = signInSettings();
      return { needsSetUp: !(await anyPerson(tx)), single: single?.label ?? null, demo: [...demo] };
    },
    signInWithPassword,
    signInOptions,
    signInWithPasskey,
    startSingle,
    finishSingle,
    setUpOptions,
    setUpFirst,
    openInvitation,
    acceptInvitation,
    stepUpOptions,
    stepUp,
    me: session.me,
    setLocale: session.setLocale,
    signOut: session.signOut,
    listSessions: session.listSessions,
    endSession: session.endSession,
    endOtherSessions: session.endOtherSessions,
    ...ways,
    ...accounts,
    ...places,
  },
  { words },
);
