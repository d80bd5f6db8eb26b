import { useFormat } from '../../../../kernel/web/format.ts';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import type { CrisisLine } from '../../asks/crisis.ts';
import words from '../../words.json' with { type: 'json' };
import classes from './crisis.module.css';

/** A phone number as a telephone understands it: digits and a leading plus. */
const dialled = (phone: string) => phone.replace(/[^\d+]/g, '');

/** When a line answers, in words: around the clock, or days and hours. */
export function useHours(): (line: CrisisLine) => string {
  const t = useWords(words);
  const { locale } = useLocale();
  const format = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-CA' : 'en-CA', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  // 2024-01-01 was a Monday: day 1 of the week.
  const dayName = (day: number) => format.format(new Date(Date.UTC(2024, 0, day)));
  return (line) => {
    const days = line.days.length === 7 ? t('line.everyDay') : line.days.map(dayName).join(', ');
    if (line.opensAt === null || line.closesAt === null)
      return line.days.length === 7 ? t('line.always') : t('line.wholeDays', { days });
    return t('line.hours', { days, from: line.opensAt, to: line.closesAt });
  };
}

/** Whom to call, one tap each; those who answer now come first. */
export function CallList(props: { lines: readonly CrisisLine[] }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const hours = useHours();
  return (
    <ul className={classes['lines']} aria-label={t('crisis.call')}>
      {props.lines.map((line) => (
        <li key={line.id}>
          <a className={classes['call']} href={`tel:${dialled(line.phone)}`}>
            <span className={classes['name']}>{locale === 'fr' ? line.nameFr : line.nameEn}</span>
            <span className={classes['number']}>{line.phone}</span>
            <span className={classes['about']}>
              <Badge tone={line.openNow ? 'good' : 'still'}>
                {t(line.openNow ? 'line.open' : 'line.shut')}
              </Badge>
              <span>{hours(line)}</span>
              <span>{locale === 'fr' ? line.aboutFr : line.aboutEn}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The client's own number, as one more call. */
export function CallClient(props: { name: string; phone: string }) {
  return (
    <a className={classes['call']} href={`tel:${dialled(props.phone)}`}>
      <span className={classes['name']}>{props.name}</span>
      <span className={classes['number']}>{props.phone}</span>
    </a>
  );
}

/** When something in a crisis took place, in the reader's own way. */
export function useWhen(): (moment: string) => string {
  const format = useFormat();
  return (moment) => `${format.moment(moment)} · ${format.ago(moment)}`;
}
