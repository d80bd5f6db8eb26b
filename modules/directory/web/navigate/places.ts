import { place } from '../../../../kernel/web/panels.tsx';

/** Beside a service in a list that is looked through for one client: refer them in one step, and see what came of it. */
export const serviceForClientPlace = place<{ serviceId: string; name: string; clientId: string }>(
  'service.forClient',
);

/** Above that list: further places a client can be found at, from which a distance may be measured. Only a postal area is handed over. */
export const clientStartsPlace = place<{ clientId: string; onStart: (area: string) => void }>(
  'service.clientStarts',
);
