import { serve } from '../../../kernel/server/module.ts';
import { identity } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { signInWithPassword } from './entry/signIn.ts';
import { anyCommunity } from './queries/place.ts';
import { endOtherSessions, endSession, listSessions, me, setLocale, signOut } from './session.ts';
import { signInSettings } from './settings.ts';

export { actorOf } from './enter.ts';
export * from './found.ts';
export { namesOf, siteCatalogue } from './names.ts';
export { makeSession } from './session.ts';
export { type DemoAccount, settleSignIn, type SignInSettings, type SingleSignOn } from './settings.ts';

/** Identity's front door on the server. */
export const identityServer = serve(
  identity,
  {
    firstRunState: async (tx) => {
      const { demo, single } = signInSettings();
      return { needsSetUp: !(await anyCommunity(tx)), single: single?.label ?? null, demo: [...demo] };
    },
    signInWithPassword,
    me,
    setLocale,
    signOut,
    listSessions,
    endSession,
    endOtherSessions,
  },
  { words },
);
