import { useQuery } from '../../../../kernel/web/queries.ts';
import { api } from '../api.ts';

/** The member checks of a study. */
export function useChecks(studyId: string) {
  return useQuery({ queryKey: ['learning.listChecks', studyId], queryFn: () => api.listChecks({ studyId }) });
}

/** One member check with its findings and who was invited. */
export function useCheck(id: string) {
  return useQuery({ queryKey: ['learning.readCheck', id], queryFn: () => api.readCheck({ id }) });
}

/** The sentence in the reader's language, or in the other when it is the only one; with the language it is in. */
export function saidIn(
  said: { readonly en: string; readonly fr: string },
  locale: 'en' | 'fr',
): { readonly lang: 'en' | 'fr'; readonly text: string } {
  const other = locale === 'en' ? 'fr' : 'en';
  return said[locale] === '' ? { lang: other, text: said[other] } : { lang: locale, text: said[locale] };
}

/** The last moment to answer: the minute before a check closes, which falls on its last day. */
export function lastMoment(closesAt: string): string {
  return new Date(Date.parse(closesAt) - 60_000).toISOString();
}
