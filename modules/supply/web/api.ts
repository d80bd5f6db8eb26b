import { caller } from '../../../kernel/web/call.ts';
import { useInfiniteQuery, useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import type { supply } from '../contract.ts';

/** The typed way to prescribed supply. */
export const api = caller<typeof supply>('supply');

const keyOf = (clientId: string) => ['supply.clientSupply', clientId] as const;

/** A client's dose events, page by page, and what they said about the dose. */
export function useDoses(clientId: string) {
  const asked = useInfiniteQuery({
    queryKey: keyOf(clientId),
    queryFn: ({ pageParam }) =>
      api.clientSupply({ clientId, limit: 20, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const [first] = asked.data?.pages ?? [];
  const data = first && {
    rows: asked.data?.pages.flatMap((page) => page.rows) ?? [],
    answers: first.answers,
  };
  return {
    of: { data, error: asked.error, isPending: asked.isPending, refetch: asked.refetch },
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    busy: asked.isFetchingNextPage,
  };
}

/** The formulations to choose from in a program. */
export function useFormulary(programCode: string) {
  return useQuery({
    queryKey: ['supply.formulary', programCode],
    queryFn: () => api.formulary({ programCode }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Says that a client's doses must be asked again. */
export function useDosesChanged(clientId: string): () => Promise<unknown> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keyOf(clientId) });
}
