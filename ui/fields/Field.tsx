import { useId } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './fields.module.css';

/** What every field has: a visible label, an optional hint, and an error in words. */
export type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Required fields carry no star; optional ones say so. */
  required?: boolean | undefined;
  disabled?: boolean | undefined;
};

/** The attributes that tie a control to its label, hint and error. */
export type Tied = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
  readonly disabled: boolean | undefined;
};

/** A label above, a hint under it, the control, an error below; `children` gets the attributes that tie them together. */
export function Field(props: FieldProps & { children: (tied: Tied) => ReactNode }) {
  const id = useId();
  const { hint, error } = props;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={classes['field']}>
      <label htmlFor={id} className={classes['label']}>
        {props.label} <Optional of={props} />
      </label>
      <FieldHint id={id} hint={hint} />
      {props.children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': props.required || undefined,
        disabled: props.disabled,
      })}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** The same for a group of controls, as a fieldset with its legend. */
export function FieldGroup(props: FieldProps & { children: ReactNode }) {
  const id = useId();
  const { hint, error } = props;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset
      className={classes['group']}
      aria-describedby={described || undefined}
      disabled={props.disabled}
    >
      <legend className={classes['label']}>
        {props.label} <Optional of={props} />
      </legend>
      <FieldHint id={id} hint={hint} />
      {props.children}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

function Optional(props: { of: FieldProps }) {
  const t = useWords(words);
  return props.of.required === false ? <span className={classes['optional']}>({t('optional')})</span> : null;
}

function FieldHint(props: { id: string; hint: ReactNode }) {
  if (!props.hint) return null;
  return (
    <div id={`${props.id}-hint`} className={classes['hint']}>
      {props.hint}
    </div>
  );
}

function FieldError(props: { id: string; error: string | undefined }) {
  return (
    <div id={`${props.id}-error`} className={classes['error']} role="alert">
      {props.error}
    </div>
  );
}
