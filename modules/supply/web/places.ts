import { place } from '../../../kernel/web/panels.tsx';

/** Under one alert that still stands: what else can be done with it, and how far it has come. */
export const alertAside = place<{ alertId: string; title: string; mine: boolean }>('supply.alert');

/** Beside the alerts of the community: those that come from elsewhere. */
export const alertsPlace = place<object>('supply.alerts');
