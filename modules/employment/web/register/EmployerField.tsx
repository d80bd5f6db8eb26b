import { useId } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import words from '../../words.json' with { type: 'json' };
import { useEmployers } from './api.ts';

/** An employer as typed; with its id when it is one of the register. */
export type Employer = { readonly name: string; readonly id?: string | undefined };

/** An employer by name: those of the register are offered, any other may be typed. */
export function EmployerField(props: {
  value: Employer;
  onChange: (employer: Employer) => void;
  error?: string | undefined;
}) {
  const t = useWords(words);
  const list = useId();
  const known = useEmployers().data?.rows ?? [];
  const typed = (name: string) =>
    props.onChange({ name, id: known.find((one) => one.name.trim() === name.trim())?.id });
  return (
    <>
      <TextField
        label={t('job.employer')}
        hint={props.value.id ? t('register.isKnown') : undefined}
        value={props.value.name}
        onChange={typed}
        maxLength={200}
        list={list}
        error={props.error}
      />
      <datalist id={list}>
        {known.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
    </>
  );
}
