import { caller } from '../../../kernel/web/call.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import type { evidence } from '../../evidence/contract.ts';
import type { exchange } from '../contract.ts';

/** The typed way to the exchange with other tools. */
export const api = caller<typeof exchange>('exchange');
const evidenceApi = caller<typeof evidence>('evidence');

/** A study by its id; undefined while it is asked and when there is none. */
export function useStudy(id: string) {
  const studies = useQuery({
    queryKey: ['evidence.listStudies'],
    queryFn: () => evidenceApi.listStudies({}),
  });
  return studies.data?.rows.find((row) => row.id === id);
}
