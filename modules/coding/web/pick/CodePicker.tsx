import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Field } from '../../../../ui/fields/Field.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import type { BookCode, Codebook } from '../api.ts';
import { CodeHints } from './CodeHints.tsx';
import { matching } from './find.ts';
import classes from '../coding.module.css';

const shownAtMost = 8;

/** The code that is chosen, and the one it is crossed with. */
export type Picked = { readonly code: string | null; readonly crossed: string | null };

/**
 * Finds a code by words of either language, with or without accents; before anything is typed, those used last. Arrow keys move,
 * Enter takes the one that is marked; what it means stands below.
 */
export function CodePicker(props: {
  codebook: Codebook;
  recent: readonly string[];
  value: Picked;
  onChange: (picked: Picked) => void;
  error?: string | undefined;
  label?: string | undefined;
}) {
  const t = useWords(words);
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { codebook, value } = props;
  const found = (
    typed.trim() === ''
      ? props.recent.flatMap((code) => codebook.entryOf(code) ?? []).filter((entry) => entry.open)
      : matching(codebook.codes, typed)
  ).slice(0, shownAtMost);
  const marked = found[Math.min(at, found.length - 1)];
  const chosen = value.code === null ? undefined : codebook.entryOf(value.code);
  const pick = (entry: BookCode) => {
    props.onChange({ code: entry.code, crossed: null });
    setTyped('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Enter' && typed.trim() !== '' && marked) pick(marked);
    else if (event.key === 'Enter' && chosen === undefined && marked) pick(marked);
    else return;
    event.preventDefault();
  };
  const crosses = chosen ? codebook.crosses(chosen.code) : [];
  const told = typed.trim() === '' && chosen ? chosen : marked;
  return (
    <Stack gap={3}>
      {chosen && (
        <p className={classes['picked']}>
          <strong>{codebook.nameOf(chosen.code)}</strong> {codebook.above(chosen.code)}
        </p>
      )}
      <Field
        label={props.label ?? t('picker.search', { count: codebook.codes.length })}
        error={props.error}
        hint={t('picker.keys')}
      >
        {(tied) => (
          <input
            {...tied}
            className={classes['pickerInput']}
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={marked ? `${listId}-${marked.code}` : undefined}
            autoComplete="off"
            autoFocus
            data-autofocus
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <p role="status" className="visually-hidden">
        {typed.trim() !== '' && t('picker.found', { count: found.length })}
      </p>
      <div id={listId} role="listbox" aria-label={t('picker.code')} className={classes['options']}>
        {found.map((entry) => (
          <div
            key={entry.code}
            id={`${listId}-${entry.code}`}
            role="option"
            tabIndex={-1}
            aria-selected={entry === marked}
            onMouseEnter={() => setAt(found.indexOf(entry))}
            onMouseDown={(event) => {
              event.preventDefault();
              pick(entry);
            }}
          >
            <span className={classes['codeName']}>
              <Dot color={(entry.own ?? entry.guide)?.color} />
              {[entry.number, codebook.nameOf(entry.code)].filter(Boolean).join(' ')}
            </span>
            <span className={classes['above']}>
              {codebook.above(entry.code) || t(entry.own ? 'picker.own' : 'picker.domain')}
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p>{t(typed.trim() === '' ? 'picker.start' : 'picker.none')}</p>}
      {told && (
        <CodeHints
          entry={told}
          codebook={codebook}
          onInstead={(code) => props.onChange({ code, crossed: null })}
        />
      )}
      {chosen && crosses.length > 0 && (
        <ChoiceField
          label={t('picker.crossed')}
          required={false}
          choices={[
            { value: '', label: t('picker.crossedNone') },
            ...crosses.map((code) => ({ value: code, label: codebook.nameOf(code) })),
          ]}
          value={value.crossed ?? ''}
          onChange={(code) => props.onChange({ code: chosen.code, crossed: code === '' ? null : code })}
        />
      )}
    </Stack>
  );
}

/** The colour of a code, for the eye only. */
export function Dot(props: { color: string | null | undefined }) {
  return props.color ? (
    <span className={classes['dot']} style={{ background: props.color }} aria-hidden />
  ) : null;
}
