import { isId } from '../../../kernel/id.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../ui/fields/TextField.tsx';
import words from '../words.json' with { type: 'json' };
import { api, areas } from './api.ts';

type Kept = 'person' | 'client' | 'operation' | 'day';

/** What the trail is narrowed to: a person, a client by id, a part of the application or one operation, a day. */
export function Narrowing(props: {
  value: Readonly<Record<Kept, string>>;
  onChange: Readonly<Record<Kept, (value: string) => void>>;
}) {
  const t = useWords(words);
  const { value, onChange } = props;
  const asked = useQuery({ queryKey: ['oversight.listActors'], queryFn: () => api.listActors({}) });
  const people = (asked.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const parts: { value: string; label: string }[] = areas.map((area) => ({
    value: area,
    label: t(`area.${area}`),
  }));
  if (value.operation.includes('.')) parts.unshift({ value: value.operation, label: value.operation });
  return (
    <FieldRow>
      <SelectField
        label={t('trail.person')}
        options={[{ value: '', label: t('trail.everybody') }, ...people]}
        value={value.person}
        onChange={(id) => onChange.person(id ?? '')}
      />
      <SelectField
        label={t('trail.operation')}
        options={[{ value: '', label: t('trail.everything') }, ...parts]}
        value={value.operation}
        onChange={(code) => onChange.operation(code ?? '')}
      />
      <DayField label={t('trail.day')} required={false} value={value.day} onChange={onChange.day} />
      <TextField
        label={t('trail.client')}
        required={false}
        placeholder={t('trail.clientHint')}
        maxLength={36}
        value={value.client}
        onChange={(typed) => onChange.client(typed.trim().toLowerCase())}
        error={value.client !== '' && !isId(value.client) ? t('trail.clientWrong') : undefined}
      />
    </FieldRow>
  );
}
