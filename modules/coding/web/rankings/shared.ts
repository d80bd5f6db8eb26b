import { useQuery } from '../../../../kernel/web/queries.ts';
import { useLocale } from '../../../../kernel/web/words.tsx';
import { api } from '../api.ts';

/** The rankings this person may take part in or see, of one study or of all. */
export function useRankings(study?: string) {
  return useQuery({
    queryKey: ['coding.listRankings', study],
    queryFn: () => api.listRankings(study === undefined ? {} : { study }),
  });
}

type Said = { readonly en: string; readonly fr: string };

/** Words in the reader's language, or in the one they were said in; and which that is. */
export function useSaid(): (said: Said) => { text: string; lang: 'en' | 'fr' } {
  const { locale } = useLocale();
  const other = locale === 'en' ? 'fr' : 'en';
  return (said) => {
    const lang = said[locale] === '' ? other : locale;
    return { text: said[lang], lang };
  };
}
