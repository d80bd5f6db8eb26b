import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import type { CodeEntry } from '../../vocabulary/model.ts';
import words from '../words.json' with { type: 'json' };
import classes from './coding.module.css';

/** What a code means, what belongs in it and what does not. */
export function CodeHints(props: { entry: CodeEntry }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { definition, include, exclude } = props.entry;
  if (!definition && !include && !exclude) return null;
  return (
    <dl className={classes['hints']}>
      {definition && <Hint label={t('hints.meaning')} text={definition[locale]} />}
      {include && <Hint label={t('hints.include')} text={include[locale]} />}
      {exclude && <Hint label={t('hints.exclude')} text={exclude[locale]} />}
    </dl>
  );
}

function Hint(props: { label: string; text: string }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.text}</dd>
    </div>
  );
}
