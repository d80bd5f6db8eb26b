import { fill } from '../../../kernel/web/panels.tsx';
import { proofPlace, signInPlace } from '../../../kernel/web/places.ts';
import type { WebModule } from '../../../kernel/web/module.ts';
import words from '../words.json' with { type: 'json' };

/** Identity on the screen: the way in, one's own account, people and their roles, places. */
export const identityWeb: WebModule = {
  id: 'identity',
  words,
  pages: [
    {
      path: '/set-up',
      title: 'setUp.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./entry/SetUpPage.tsx').then((m) => m.SetUpPage),
    },
    {
      path: '/invitation',
      title: 'invitation.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./entry/InvitationPage.tsx').then((m) => m.InvitationPage),
    },
    {
      path: '/sign-in/single',
      title: 'single.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./entry/SinglePage.tsx').then((m) => m.SinglePage),
    },
    {
      path: '/account',
      title: 'account.title',
      who: 'signed-in',
      load: () => import('./account/AccountPage.tsx').then((m) => m.AccountPage),
    },
    {
      path: '/people',
      title: 'people.title',
      who: ['steward', 'privacy'],
      load: () => import('./people/PeoplePage.tsx').then((m) => m.PeoplePage),
    },
    {
      path: '/sites',
      title: 'sites.title',
      who: ['steward', 'privacy', 'coordinator', 'lead'],
      load: () => import('./people/SitesPage.tsx').then((m) => m.SitesPage),
    },
  ],
  menu: [
    {
      section: 'administration',
      path: '/people',
      label: 'people.title',
      who: ['steward', 'privacy'],
      order: 10,
    },
    {
      section: 'administration',
      path: '/sites',
      label: 'sites.title',
      who: ['steward', 'privacy', 'coordinator', 'lead'],
      order: 20,
    },
  ],
  panels: [
    fill(signInPlace, {
      id: 'identity.signIn',
      who: 'public',
      load: () => import('./entry/SignInPanel.tsx').then((m) => m.SignInPanel),
    }),
    fill(proofPlace, {
      id: 'identity.proof',
      who: 'signed-in',
      load: () => import('./entry/ProofPanel.tsx').then((m) => m.ProofPanel),
    }),
  ],
};
