import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Fields } from './ServiceFields.tsx';

/** The service's own numbers, the first one first. */
export function PhoneFields({ form, onChange }: Fields) {
  const t = useWords(words);
  const change = (at: number, part: Partial<Fields['form']['phones'][number]>) =>
    onChange({ phones: form.phones.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <Panel title={t('part.phones')}>
      {form.phones.map((phone, index) => (
        <FieldRow key={index}>
          <TextField
            label={t('edit.number', { count: index + 1 })}
            type="tel"
            maxLength={60}
            value={phone.number}
            onChange={(number) => change(index, { number })}
          />
          <TextField
            label={t('edit.extension')}
            required={false}
            maxLength={20}
            value={phone.extension}
            onChange={(extension) => change(index, { extension })}
          />
          <Button
            kind="plain"
            icon="remove"
            label={t('edit.dropNumber', { count: index + 1 })}
            onClick={() => onChange({ phones: form.phones.filter((_, at) => at !== index) })}
          >
            {t('edit.drop')}
          </Button>
        </FieldRow>
      ))}
      {form.phones.length < 10 && (
        <div>
          <Button
            kind="plain"
            icon="plus"
            onClick={() => onChange({ phones: [...form.phones, { number: '', extension: '' }] })}
          >
            {t('edit.addNumber')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
