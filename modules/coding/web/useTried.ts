import { Offline, Refused } from '../../../kernel/web/call.ts';
import { useQueryClient } from '../../../kernel/web/queries.ts';
import { toast } from '../../../ui/overlay/toasts.tsx';

/** Does one thing without a form; a refusal is said in passing and what is shown is asked again, as somebody may have been first. */
export function useTried() {
  const client = useQueryClient();
  return async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (why) {
      if (!(why instanceof Refused || why instanceof Offline)) throw why;
      toast(why.message, { tone: 'warn' });
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.'),
      });
    }
  };
}
