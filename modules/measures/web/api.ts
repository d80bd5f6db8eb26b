import { caller } from '../../../kernel/web/call.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { measures, MeasureShown } from '../contract.ts';

/** The typed way to the figures. */
export const api = caller<typeof measures>('measures');

/** Reads a bilingual text in the reader's language. */
export function useRead(): (said: { readonly en: string; readonly fr: string }) => string {
  const { locale } = useLocale();
  return (said) => said[locale];
}

/** Writes a figure the way its measure is read: a whole number, a percentage, days to one decimal, amounts to two; a dash for nothing. */
export function useFigure(): (value: number | null, format: MeasureShown['format']) => string {
  const write = useFormat();
  return (value, format) => {
    if (value === null) return '–';
    if (format === 'percent') return write.percent(value);
    const digits = { count: 0, days: 1, amount: 2 }[format];
    return write.number(value, Number.isInteger(value) ? 0 : digits);
  };
}
