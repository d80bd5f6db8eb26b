import { caller } from '../../../kernel/web/call.ts';
import { useQueryClient } from '../../../kernel/web/queries.ts';
import { useSession } from '../../../kernel/web/session.tsx';
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

/** Says that what is published of program models must be asked again. */
export function useProgramsChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ['vocabulary.listPrograms', 'vocabulary.getProgram', 'vocabulary.listDrafts'].map((queryKey) =>
        client.invalidateQueries({ queryKey: [queryKey] }),
      ),
    );
}

/** True when the reader writes program models. */
export function useIsSteward(): boolean {
  const { sees } = useSession();
  return sees(['steward']);
}
