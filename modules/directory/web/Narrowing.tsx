import { useState } from 'react';
import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField, ManyChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { conditions, weekdays } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useHoursWords } from './hoursWords.ts';
import type { Question } from './useQuestion.ts';

const offered = [
  'en',
  'fr',
  'es',
  'ar',
  'pa',
  'zh',
  'yue',
  'tl',
  'vi',
  'fa',
  'uk',
  'cr',
  'iu',
  'ht',
  'ase',
  'fcs',
];
const anything = 'any';

/** What a service must meet, behind one button so that the answers stay in sight: conditions, day, hour, language, reach. */
export function Narrowing(props: { question: Question; onChange: (part: Partial<Question>) => void }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { question, onChange } = props;
  const single = [question.day, question.time, question.language, question.reach].filter(
    (value) => value !== null,
  );
  const count = single.length + question.marks.length;
  const [open, setOpen] = useState(false);
  return (
    <Stack gap={3}>
      <div>
        <Button kind="plain" size="small" icon="plus" expanded={open} onClick={() => setOpen(!open)}>
          {count === 0 ? t('narrow.open') : t('narrow.openWith', { count })}
        </Button>
      </div>
      {open && (
        <ManyChoiceField
          label={t('narrow.conditions')}
          required
          choices={conditions.map(({ code, name }) => ({ value: code, label: name[locale] }))}
          value={question.marks}
          onChange={(marks) => onChange({ marks })}
        />
      )}
      {open && <When question={question} onChange={onChange} />}
    </Stack>
  );
}

function When(props: { question: Question; onChange: (part: Partial<Question>) => void }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { dayName } = useHoursWords();
  const { question, onChange } = props;
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  return (
    <Stack gap={3}>
      <FieldRow>
        <SelectField
          label={t('narrow.day')}
          options={weekdays.map((day) => ({ value: day, label: dayName(day) }))}
          value={question.day}
          onChange={(day) => onChange({ day: weekdays.find((one) => one === day) ?? null })}
          clearable
        />
        <TextField
          label={t('narrow.time')}
          type="time"
          value={question.time ?? ''}
          onChange={(value) => onChange({ time: time.test(value) ? value : null })}
        />
        <SelectField
          label={t('narrow.language')}
          options={offered.map((code) => ({ value: code, label: languages.of(code) ?? code }))}
          value={question.language}
          onChange={(language) => onChange({ language })}
          clearable
        />
      </FieldRow>
      <ChoiceField
        label={t('narrow.reach')}
        required
        choices={[
          { value: anything, label: t('reach.any') },
          { value: 'local', label: t('reach.local') },
          { value: 'provincial', label: t('reach.provincial') },
        ]}
        value={question.reach ?? anything}
        onChange={(value) => onChange({ reach: value === 'local' || value === 'provincial' ? value : null })}
      />
    </Stack>
  );
}
