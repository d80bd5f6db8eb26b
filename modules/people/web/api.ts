import { caller } from '../../../kernel/web/call.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { people } from '../contract.ts';

/** The typed way to clients. */
export const api = caller<typeof people>('people');

/** Reads a name in the reader's language; nothing when there is none. */
export function useRead(): (said: { readonly en: string; readonly fr: string } | null | undefined) => string {
  const { locale } = useLocale();
  return (said) => said?.[locale] ?? '';
}

/** What is asked again when a client changed. */
export const clientKey = (clientId: string) => ['people.openClient', clientId] as const;

/** Whom a circle or a directive can name; none while they are on their way. */
export function useTargets() {
  return useQuery({ queryKey: ['people.listTargets'], queryFn: () => api.listTargets({}) });
}
