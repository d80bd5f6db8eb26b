import { MultiSelect, Select } from '@mantine/core';
import { useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import { Field } from './Field.tsx';
import type { FieldProps } from './Field.tsx';

export type Option = { readonly value: string; readonly label: string; readonly group?: string | undefined };

/** One of many, found by typing; for up to about six options use `ChoiceField`. */
export function SelectField(
  props: FieldProps & {
    options: readonly Option[];
    value: string | null;
    onChange: (value: string | null) => void;
    clearable?: boolean | undefined;
    placeholder?: string | undefined;
    onSearch?: ((typed: string) => void) | undefined;
  },
) {
  const t = useWords(words);
  return (
    <Field {...props}>
      {(tied) => (
        <Select
          {...held(tied)}
          data={grouped(props.options)}
          value={props.value}
          onChange={(value) => props.onChange(value)}
          searchable={props.options.length > 7 || props.onSearch !== undefined}
          clearable={props.clearable ?? false}
          nothingFoundMessage={t('select.none')}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
          {...(props.onSearch === undefined ? {} : { onSearchChange: props.onSearch })}
        />
      )}
    </Field>
  );
}

/** Any number of many, found by typing. */
export function ManySelectField(
  props: FieldProps & {
    options: readonly Option[];
    value: readonly string[];
    onChange: (value: string[]) => void;
    placeholder?: string | undefined;
  },
) {
  const t = useWords(words);
  return (
    <Field {...props}>
      {(tied) => (
        <MultiSelect
          {...held(tied)}
          data={grouped(props.options)}
          value={[...props.value]}
          onChange={props.onChange}
          searchable
          hidePickedOptions
          nothingFoundMessage={t('select.none')}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        />
      )}
    </Field>
  );
}

function held(tied: { id: string; disabled: boolean | undefined; 'aria-describedby': string | undefined }) {
  const { disabled, ...rest } = tied;
  return { ...rest, disabled: disabled ?? false };
}

function grouped(options: readonly Option[]) {
  const plain = options
    .filter(({ group }) => group === undefined)
    .map(({ value, label }) => ({ value, label }));
  const groups = [...new Set(options.flatMap(({ group }) => group ?? []))];
  return [
    ...plain,
    ...groups.map((group) => ({
      group,
      items: options.filter((option) => option.group === group).map(({ value, label }) => ({ value, label })),
    })),
  ];
}
