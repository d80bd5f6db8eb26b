import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';

/** A list read page by page: its rows so far, and the way to the next ones while there are any. */
export function usePages<Row>(
  key: readonly unknown[],
  read: (after: string | undefined) => Promise<{ rows: Row[]; next?: string | undefined }>,
) {
  const asked = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const data = asked.data?.pages.flatMap((page) => page.rows);
  return {
    of: { data, error: asked.error, isPending: asked.isPending, refetch: asked.refetch },
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    busy: asked.isFetchingNextPage,
  };
}
