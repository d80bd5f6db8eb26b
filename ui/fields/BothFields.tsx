import { useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import { FieldRow } from './Form.tsx';
import { LongTextField, TextField } from './TextField.tsx';

/** A text in both languages, either of which may still be missing. */
export type BothWords = { readonly en: string; readonly fr: string };

/** A text in both languages, side by side where there is room. */
export function BothFields(props: {
  label?: string | undefined;
  value: BothWords;
  onChange: (value: { en: string; fr: string }) => void;
  long?: boolean | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
}) {
  const t = useWords(words);
  const { value, onChange, required, disabled } = props;
  const Field = props.long ? LongTextField : TextField;
  const named = (language: string) => (props.label ? `${props.label} · ${language}` : language);
  return (
    <FieldRow>
      <Field
        label={named(t('both.english'))}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
        maxLength={500}
        required={required}
        disabled={disabled}
        {...(props.long ? { lang: 'en', rows: 2 } : {})}
      />
      <Field
        label={named(t('both.french'))}
        value={value.fr}
        onChange={(fr) => onChange({ ...value, fr })}
        maxLength={500}
        required={required}
        disabled={disabled}
        {...(props.long ? { lang: 'fr', rows: 2 } : {})}
      />
    </FieldRow>
  );
}
