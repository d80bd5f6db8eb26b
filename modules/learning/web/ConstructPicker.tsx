import { useDeferredValue, useState } from 'react';
import { keepPreviousData, useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import words from '../words.json' with { type: 'json' };
import { useFrameworks, useRead, vocabularyApi } from './api.ts';
import classes from './learning.module.css';

/** A construct by its framework and code. */
export type Chosen = { readonly system: string; readonly code: string };

/** Finds a construct by words of either language; the one chosen stays in sight with what it means. */
export function ConstructPicker(props: {
  value: Chosen | null;
  onChange: (chosen: Chosen) => void;
  error?: string | undefined;
}) {
  const t = useWords(words);
  const read = useRead();
  const frameworks = useFrameworks();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const asked = useQuery({
    queryKey: ['vocabulary.searchCodes', text, frameworks.keys.join()],
    queryFn: () => vocabularyApi.searchCodes({ text, systems: frameworks.keys, limit: 12 }),
    enabled: text.length > 1 && frameworks.keys.length > 0,
    placeholderData: keepPreviousData,
  });
  const entry = props.value === null ? undefined : frameworks.find(props.value.code)?.entry;
  const found =
    text.length > 1 ? (asked.data?.codes ?? []).filter(({ kind }) => kind !== 'domain').slice(0, 6) : [];
  const choices = found.map(({ code, name, path }) => ({
    value: code,
    label: read(name),
    hint: path.map(read).join(' › '),
  }));
  if (entry && !choices.some(({ value }) => value === entry.code))
    choices.unshift({
      value: entry.code,
      label: read(entry.name),
      hint: entry.definition ? read(entry.definition) : '',
    });
  return (
    <div className={classes['picker']}>
      <TextField
        label={t('construct.search')}
        hint={t('construct.hint')}
        inputMode="search"
        value={typed}
        onChange={setTyped}
      />
      <p role="status" className="visually-hidden">
        {text.length > 1 && t('construct.found', { count: found.length })}
      </p>
      <ChoiceField
        label={t('construct.label')}
        hint={
          choices.length > 0
            ? undefined
            : t(text.length > 1 && !asked.isFetching ? 'construct.none' : 'construct.start')
        }
        error={props.error}
        choices={choices}
        value={props.value?.code ?? null}
        onChange={(code) => {
          const system = found.find((one) => one.code === code)?.system ?? props.value?.system;
          if (system !== undefined) props.onChange({ system, code });
        }}
      />
    </div>
  );
}
