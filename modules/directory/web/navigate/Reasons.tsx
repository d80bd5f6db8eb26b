import type { z } from 'zod';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Icon } from '../../../../ui/icon/Icon.tsx';
import type { Reason } from '../../asks/parts.ts';
import { groups } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import classes from '../directory.module.css';
import { useHoursWords } from '../hoursWords.ts';
import { useNameOfCode } from '../nameOfCode.ts';

type One = z.output<typeof Reason>;

/** Says one reason in words: what suits, what does not, and what nobody knows. */
function useReasonWords(from: string): (reason: One) => string {
  const t = useWords(words);
  const format = useFormat();
  const { locale } = useLocale();
  const { dayName } = useHoursWords();
  const nameOf = useNameOfCode();
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const groupName = (code: string) => groups.find((one) => one.code === code)?.name[locale] ?? code;
  const taking = ({ taking: said, fits }: One): string => {
    if (said === undefined) return t('reason.taking.unknown');
    const fill = { name: said.byName, day: format.day(said.on), until: format.day(said.until) };
    if (fits === null) return t('reason.taking.expired', fill);
    const weeks = said.weeks === null ? '' : ` ${t('reason.taking.weeks', { count: said.weeks })}`;
    return `${t(`reason.taking.${said.takes}`, fill)}${weeks}`;
  };
  const age = ({ fits, from: youngest, to: oldest }: One): string => {
    if (fits === null) return t('reason.age.unknown');
    if (youngest !== undefined && oldest !== undefined) return t('ages.span', { from: youngest, to: oldest });
    return youngest !== undefined ? t('ages.from', { from: youngest }) : t('ages.to', { to: oldest ?? 0 });
  };
  const known = (reason: One, key: 'language' | 'group' | 'mark', name: string) =>
    t(`reason.${key}.${reason.fits === null ? 'unknown' : reason.fits ? 'yes' : 'no'}`, { name });
  return (reason) => {
    const { code = '', fits } = reason;
    switch (reason.kind) {
      case 'open':
        if (fits === null) return t('reason.open.unknown');
        return reason.at === undefined ? t('reason.open') : t('reason.open.until', { at: reason.at });
      case 'opens':
        return t('reason.opens', { day: dayName(reason.day ?? 'MO'), at: reason.at ?? '' });
      case 'closed':
        return fits === null ? t('reason.open.words') : t('reason.closed');
      case 'language':
        return known(reason, 'language', languages.of(code) ?? code);
      case 'age':
        return age(reason);
      case 'group':
        return known(reason, 'group', groupName(code));
      case 'mark':
        return known(reason, 'mark', nameOf(code));
      case 'distance':
        return reason.km === undefined
          ? t('reason.distance.unknown')
          : t('reason.distance', { km: format.number(reason.km), from });
      case 'taking':
        return taking(reason);
    }
  };
}

const signs = { yes: 'check', no: 'close', unknown: 'info' } as const;

/** Why a service suits or not, one line each, with what is not known said as such. */
export function Reasons(props: { of: readonly One[]; from: string }) {
  const t = useWords(words);
  const say = useReasonWords(props.from);
  return (
    <ul className={classes['reasons']} aria-label={t('reason.label')}>
      {props.of.map((reason) => {
        const known = reason.fits === null ? 'unknown' : reason.fits ? 'yes' : 'no';
        return (
          <li key={`${reason.kind} ${reason.code ?? ''}`} data-known={known}>
            <Icon name={signs[known]} size={16} />
            <span>{say(reason)}</span>
          </li>
        );
      })}
    </ul>
  );
}
