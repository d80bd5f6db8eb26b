import { useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './page.module.css';

/** The grey shape of what is coming: lines of text, cards or rows. Screen readers hear "Loading" once. */
export function Skeletons(props: {
  shape?: 'lines' | 'cards' | 'rows' | 'page' | undefined;
  count?: number | undefined;
}) {
  const t = useWords(words);
  const shape = props.shape ?? 'lines';
  const count = props.count ?? (shape === 'cards' ? 3 : 4);
  return (
    <div className={classes['skeletons']} data-shape={shape} role="status" aria-busy="true">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} aria-hidden="true" />
      ))}
    </div>
  );
}
