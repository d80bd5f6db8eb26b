import { useAct as useActing } from '../../../ui/overlay/useAct.ts';
import { usePathwayChanged } from './api.ts';

/** One thing a person does on a form of the pathway; what is known of it is asked again afterwards. */
export function useAct(done: () => void) {
  return useActing({ changed: usePathwayChanged(), done });
}
