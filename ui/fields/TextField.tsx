import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute, Ref } from 'react';
import { Field } from './Field.tsx';
import type { FieldProps } from './Field.tsx';
import classes from './fields.module.css';

type Written = FieldProps & { value: string; onChange: (value: string) => void };

/** One line of text: a name, an address, a code. */
export function TextField(
  props: Written & {
    type?: HTMLInputTypeAttribute | undefined;
    autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
    inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | undefined;
    maxLength?: number | undefined;
    placeholder?: string | undefined;
    autoFocus?: boolean | undefined;
    name?: string | undefined;
    list?: string | undefined;
    ref?: Ref<HTMLInputElement> | undefined;
  },
) {
  return (
    <Field {...props}>
      {(tied) => (
        <input
          {...tied}
          ref={props.ref}
          className={classes['input']}
          type={props.type ?? 'text'}
          name={props.name}
          list={props.list}
          value={props.value}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          autoComplete={props.autoComplete ?? 'off'}
          inputMode={props.inputMode}
          autoFocus={props.autoFocus}
          data-autofocus={props.autoFocus || undefined}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Several lines; grows with what is written, from `rows` (default 3) to half the screen. */
export function LongTextField(
  props: Written & {
    rows?: number | undefined;
    maxLength?: number | undefined;
    placeholder?: string | undefined;
    autoFocus?: boolean | undefined;
    lang?: string | undefined;
  },
) {
  return (
    <Field {...props}>
      {(tied) => (
        <textarea
          {...tied}
          className={classes['input']}
          rows={props.rows ?? 3}
          autoComplete="off"
          lang={props.lang}
          value={props.value}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          autoFocus={props.autoFocus}
          data-autofocus={props.autoFocus || undefined}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A calendar day, `2026-03-31`; empty while none is chosen. The browser's own picker, in the reader's language. */
export function DayField(props: Written & { min?: string | undefined; max?: string | undefined }) {
  return (
    <Field {...props}>
      {(tied) => (
        <input
          {...tied}
          className={classes['input']}
          type="date"
          value={props.value}
          min={props.min}
          max={props.max}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A number as typed; undefined while the field is empty or no number. */
export function NumberField(
  props: FieldProps & {
    value: number | undefined;
    onChange: (value: number | undefined) => void;
    min?: number | undefined;
    max?: number | undefined;
    step?: number | undefined;
    unit?: string | undefined;
  },
) {
  return (
    <Field {...props}>
      {(tied) => (
        <span className={classes['withUnit']}>
          <input
            {...tied}
            className={classes['input']}
            type="number"
            inputMode="decimal"
            value={props.value ?? ''}
            min={props.min}
            max={props.max}
            step={props.step ?? 'any'}
            onChange={(event) =>
              props.onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)
            }
          />
          {props.unit && <span>{props.unit}</span>}
        </span>
      )}
    </Field>
  );
}
