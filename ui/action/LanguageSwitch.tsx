import { useLocale, useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './action.module.css';

/** English or French; each language named in itself. */
export function LanguageSwitch() {
  const t = useWords(words);
  const { locale, choose } = useLocale();
  return (
    <div role="group" aria-label={t('language.choose')} className={classes['switch']}>
      <button type="button" lang="en" aria-pressed={locale === 'en'} onClick={() => choose('en')}>
        {t('language.en')}
      </button>
      <button type="button" lang="fr" aria-pressed={locale === 'fr'} onClick={() => choose('fr')}>
        {t('language.fr')}
      </button>
    </div>
  );
}
