import { useAct } from '../../../ui/overlay/useAct.ts';
import { useCareChanged } from './api.ts';

/** Saving on a form of the shared record; what is known of it is asked again afterwards. */
export function useSaved(done: () => void) {
  const { act, ...rest } = useAct({ changed: useCareChanged(), done });
  return { ...rest, save: act };
}
