import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './fields.module.css';

/** A search box; its label is read aloud and shown as the placeholder. It may stand inside a form, whose Enter it does not press. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (() => void) | undefined;
  autoFocus?: boolean | undefined;
}) {
  const t = useWords(words);
  return (
    <div role="search" className={classes['search']}>
      <Icon name="search" />
      <input
        className={classes['input']}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        autoFocus={props.autoFocus}
        data-autofocus={props.autoFocus || undefined}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          props.onSubmit?.();
        }}
      />
      {props.value !== '' && (
        <button type="button" aria-label={t('search.clear')} onClick={() => props.onChange('')}>
          <Icon name="close" size={18} />
        </button>
      )}
    </div>
  );
}
