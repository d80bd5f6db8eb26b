import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { api } from '../api.ts';

/** Who codes or may code in a study. */
export function useCoders(study: string) {
  return useQuery({ queryKey: ['coding.listCoders', study], queryFn: () => api.listCoders({ study }) });
}

/** The rounds of a study and who has finished what. */
export function useRounds(study: string) {
  return useQuery({ queryKey: ['coding.listRounds', study], queryFn: () => api.listRounds({ study }) });
}

/** One thing a person does here; everything of coding is asked again when it is done. */
export function useCodingAct(done: () => void = () => undefined) {
  const client = useQueryClient();
  const changed = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.') });
  return useAct({ changed, done });
}
