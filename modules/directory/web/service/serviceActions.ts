import { place } from '../../../../kernel/web/panels.tsx';

/** What can be done with a service that is open on the screen: other modules put "Refer a client" and the like here. */
export const serviceActionsPlace = place<{ serviceId: string; name: string }>('service.actions');
