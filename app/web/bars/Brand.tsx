import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Mark } from '../../../ui/icon/Mark.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** The mark and the name, which lead home. */
export function Brand() {
  const t = useWords(words);
  return (
    <Link to="/" className={classes['brand']} aria-label={t('brand.home')}>
      <Mark size={30} />
      <span>{t('brand.name')}</span>
    </Link>
  );
}
