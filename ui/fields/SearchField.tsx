import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './fields.module.css';

/** A search box; its label is read aloud and shown as the placeholder. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (() => void) | undefined;
  autoFocus?: boolean | undefined;
}) {
  const t = useWords(words);
  return (
    <form
      role="search"
      className={classes['search']}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit?.();
      }}
    >
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
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.value !== '' && (
        <button type="button" aria-label={t('search.clear')} onClick={() => props.onChange('')}>
          <Icon name="close" size={18} />
        </button>
      )}
    </form>
  );
}
