import { serve } from '../../../kernel/server/module.ts';
import { people } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import {
  listClients,
  locateClient,
  listTargets,
  openClient,
  registerClient,
  revealAddress,
  reviseIdentity,
  searchClients,
} from './clients.ts';
import {
  endDirective,
  giveDirective,
  joinCircle,
  leaveCircle,
  previewDirective,
  previewEnding,
} from './consent.ts';
import { liftLock, listLocks } from './locks/locks.ts';
import { breakGlass, linkDuplicates, listOverrides, reviewOverride, unlinkDuplicates } from './overrides.ts';

export { type NewClient, registerClients } from './clients.ts';
export { bringIntoCircle } from './consent.ts';
export { placeLock } from './locks/locks.ts';
export { partlyLocked } from './locks/queries.ts';
export { type Identity, identitiesOf } from './identity.ts';

/** Clients, their circles and their consent, as the server sees them. */
export const peopleServer = serve(
  people,
  {
    registerClient,
    reviseIdentity,
    searchClients,
    listClients,
    listTargets,
    openClient,
    revealAddress,
    joinCircle,
    leaveCircle,
    previewDirective,
    giveDirective,
    previewEnding,
    endDirective,
    locateClient,
    breakGlass,
    listOverrides,
    reviewOverride,
    listLocks,
    liftLock,
    linkDuplicates,
    unlinkDuplicates,
  },
  { words },
);
