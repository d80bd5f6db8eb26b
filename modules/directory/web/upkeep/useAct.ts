import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useAct as useActing } from '../../../../ui/overlay/useAct.ts';

/** Asks everything of the directory again. */
export function useDirectoryChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('directory.'),
    });
}

/** One thing a person does to the directory; what is known of it is asked again afterwards. */
export function useAct(done: () => void) {
  return useActing({ changed: useDirectoryChanged(), done });
}
