import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import type { Hours } from '../contract.ts';
import { weekdays } from '../model.ts';
import type { Weekday } from '../model.ts';
import words from '../words.json' with { type: 'json' };

/** Says days and hours in the reader's language. */
export function useHoursWords() {
  const t = useWords(words);
  const { locale } = useLocale();
  const dayName = (day: Weekday, length: 'long' | 'short' = 'long') =>
    new Intl.DateTimeFormat(`${locale}-CA`, { weekday: length, timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day))),
    );
  const span = (hours: Hours) => {
    if (hours.closed) return t('hours.closed');
    if (hours.opens === null) return hours.words ?? '';
    if (hours.opens === hours.closes) return t('hours.allDay');
    return hours.closes === null
      ? t('hours.from', { opens: hours.opens })
      : t('hours.span', { opens: hours.opens, closes: hours.closes });
  };
  return { dayName, span };
}
