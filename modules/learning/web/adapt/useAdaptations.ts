import { useQuery } from '../../../../kernel/web/queries.ts';
import { dimensionsOf } from '../../adapt/frame.ts';
import { api, vocabularyApi } from '../api.ts';

/** The framework in whose terms adaptations are told. */
const framework = 'frame';

/** Every change made to a program of the community. */
export function useAdaptations() {
  return useQuery({ queryKey: ['learning.listAdaptations'], queryFn: () => api.listAdaptations({}) });
}

/** The dimensions an adaptation is told by, in the framework's order. */
export function useDimensions() {
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', framework],
    queryFn: async () => [await vocabularyApi.getSystem({ key: framework })],
    staleTime: Number.POSITIVE_INFINITY,
  });
  return dimensionsOf(asked.data?.[0]?.system.codes ?? []);
}
