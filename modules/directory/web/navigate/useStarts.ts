import { useQuery } from '../../../../kernel/web/queries.ts';
import { useLocale } from '../../../../kernel/web/words.tsx';
import { api } from '../api.ts';
import type { Question } from '../useQuestion.ts';

/** The sites of the community, and whether they are on the map. */
export function useStarts() {
  const asked = useQuery({
    queryKey: ['directory.listStarts'],
    queryFn: () => api.listStarts({}),
    staleTime: 300_000,
  });
  return asked.data?.rows ?? [];
}

/** What a start is called: the name of the site, or the postal area. */
export function useStartName(near: Question['near']): string {
  const { locale } = useLocale();
  const starts = useStarts();
  if (near === null) return '';
  if ('area' in near) return near.area;
  return starts.find((one) => one.siteId === near.siteId)?.name[locale] ?? '';
}
