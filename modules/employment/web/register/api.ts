import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { api } from '../api.ts';

const root = 'employment.register';

/** The register of employers, put-away ones only when asked for. */
export function useEmployers(closed = false) {
  return useQuery({ queryKey: [root, 'list', closed], queryFn: () => api.listEmployers({ closed }) });
}

/** One employer whole. */
export function useEmployer(id: string) {
  return useQuery({ queryKey: [root, 'one', id], queryFn: () => api.openEmployer({ id }) });
}

/** The dated benefit tables. */
export function useBenefitTables() {
  return useQuery({ queryKey: [root, 'tables'], queryFn: () => api.listBenefitTables({}) });
}

/** Something done to the register: what was read of it is read again. */
export function useRegisterAct(done: () => void) {
  const client = useQueryClient();
  return useAct({ changed: () => client.invalidateQueries({ queryKey: [root] }), done });
}
