import { useEffect, useRef } from 'react';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { api } from '../api.ts';

const everySeconds = 3;

/**
 * Keeps a text live while others work on it: asks every few seconds for one mark, and only when it changed for what changed. Stops
 * while the page is out of sight. Gives who else is on the text.
 */
export function usePulse(sourceId: string): readonly { readonly id: string; readonly name: string }[] {
  const client = useQueryClient();
  const seen = useRef<string | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['pulse', sourceId],
    queryFn: () => api.pulse({ sourceId }),
    refetchInterval: everySeconds * 1_000,
    refetchIntervalInBackground: false,
    staleTime: 0,
    gcTime: 0,
  });
  const mark = asked.data?.mark;
  useEffect(() => {
    if (mark === undefined || mark === seen.current) return;
    const words = mark.split('.')[0] !== seen.current?.split('.')[0];
    if (seen.current !== undefined) {
      void client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.'),
      });
      if (words) void client.invalidateQueries({ queryKey: ['evidence.readSource', sourceId] });
    }
    seen.current = mark;
  }, [mark, client, sourceId]);
  return asked.data?.here ?? [];
}
