import { keepEverything } from '../../kernel/web/device/draftStore.ts';
import { workerAddress } from '../web/policy.ts';

let waiting: ServiceWorker | undefined;
const listeners = new Set<() => void>();

/** Keeps the files of this build on the device, so that the application opens without a network. Nothing in development. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => setTimeout(() => void register().catch(() => undefined), 1_500));
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(workerAddress, { updateViaCache: 'none' });
  const look = () => {
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null)
      put(registration.waiting);
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  const ask = () => void registration.update().catch(() => undefined);
  setInterval(ask, 3_600_000);
  window.addEventListener('online', ask);
}

function put(next: ServiceWorker): void {
  waiting = next;
  for (const changed of listeners) changed();
}

/** A newer version that is whole on this device and waits to be used; for `useSyncExternalStore`. */
export const newer = {
  subscribe: (changed: () => void) => {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  },
  get: (): boolean => waiting !== undefined,
};

/** Changes to the newer version: every draft is written down first, then the page is loaded anew. */
export async function takeNewer(): Promise<void> {
  await keepEverything();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('take over');
}
