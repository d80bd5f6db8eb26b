import { useLocale } from '../../../kernel/web/words.tsx';
import { conditions, needs } from '../model.ts';

/** The name of a need or a condition in the reader's language. */
export function useNameOfCode(): (code: string) => string {
  const { locale } = useLocale();
  return (code) => [...needs, ...conditions].find((one) => one.code === code)?.name[locale] ?? code;
}
