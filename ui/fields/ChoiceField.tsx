import { useId } from 'react';
import { FieldGroup } from './Field.tsx';
import type { FieldProps } from './Field.tsx';
import classes from './fields.module.css';

export type Choice = {
  readonly value: string;
  readonly label: string;
  /** One more sentence; the chips become a list of cards. */
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
};

/** One of a few, as chips a thumb can hit; arrow keys move, as radio buttons do. */
export function ChoiceField(
  props: FieldProps & { choices: readonly Choice[]; value: string | null; onChange: (value: string) => void },
) {
  const name = useId();
  return (
    <FieldGroup {...props}>
      <Chips choices={props.choices}>
        {(choice) => (
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={props.value === choice.value}
            disabled={choice.disabled}
            onChange={() => props.onChange(choice.value)}
          />
        )}
      </Chips>
    </FieldGroup>
  );
}

/** Any number of a few, as chips a thumb can hit. */
export function ManyChoiceField(
  props: FieldProps & {
    choices: readonly Choice[];
    value: readonly string[];
    onChange: (value: string[]) => void;
  },
) {
  return (
    <FieldGroup {...props}>
      <Chips choices={props.choices}>
        {(choice) => (
          <input
            type="checkbox"
            value={choice.value}
            checked={props.value.includes(choice.value)}
            disabled={choice.disabled}
            onChange={(event) => {
              const rest = props.value.filter((value) => value !== choice.value);
              props.onChange(event.target.checked ? [...rest, choice.value] : rest);
            }}
          />
        )}
      </Chips>
    </FieldGroup>
  );
}

function Chips(props: { choices: readonly Choice[]; children: (choice: Choice) => React.ReactNode }) {
  const cards = props.choices.some(({ hint }) => hint !== undefined);
  return (
    <div className={classes['chips']} data-cards={cards || undefined}>
      {props.choices.map((choice) => (
        <label key={choice.value} className={classes['chip']}>
          {props.children(choice)}
          <span className={classes['chipText']}>
            <span>{choice.label}</span>
            {choice.hint && <span className={classes['hint']}>{choice.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

/** Yes or no, decided at once: one checkbox with its sentence. */
export function CheckField(props: {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
  error?: string | undefined;
}) {
  const id = useId();
  return (
    <div className={classes['field']}>
      <label className={classes['check']}>
        <input
          type="checkbox"
          checked={props.checked}
          disabled={props.disabled}
          aria-describedby={props.error ? `${id}-error` : undefined}
          aria-invalid={props.error ? true : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span className={classes['chipText']}>
          <span>{props.label}</span>
          {props.hint && <span className={classes['hint']}>{props.hint}</span>}
        </span>
      </label>
      <div id={`${id}-error`} className={classes['error']} role="alert">
        {props.error}
      </div>
    </div>
  );
}
