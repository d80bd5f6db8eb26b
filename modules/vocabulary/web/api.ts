import { caller } from '../../../kernel/web/call.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { vocabulary } from '../contract.ts';

/** The typed way to the published definitions. */
export const api = caller<typeof vocabulary>('vocabulary');

/** Reads a text of a definition in the reader's language. */
export function useRead(): (said: { readonly en: string; readonly fr: string }) => string {
  const { locale } = useLocale();
  return (said) => said[locale];
}

/** Published definitions never change while a page is open. */
export const published = { staleTime: Number.POSITIVE_INFINITY } as const;
