import { useSyncExternalStore } from 'react';

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Whether this device believes it has a network; true does not promise that the server answers. */
export function useOnline(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine);
}
