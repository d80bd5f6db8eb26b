import { QueryClient } from '@tanstack/react-query';
import { Offline } from './wire/outcomes.ts';

/** The one cache of what the server answered, in memory only: thirty seconds fresh, kept half an hour, a refusal never asked twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 1_800_000,
      networkMode: 'always',
      retry: (failures, failure) => failure instanceof Offline && failures < 1,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export {
  useQuery,
  useMutation,
  useQueryClient,
  useInfiniteQuery,
  keepPreviousData,
} from '@tanstack/react-query';
