import { useState } from 'react';
import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { CheckField, ChoiceField, ManyChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { conditions, groups, weekdays } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useHoursWords } from './hoursWords.ts';
import { Near } from './navigate/Near.tsx';
import type { Question } from './useQuestion.ts';

/** The languages offered to choose from; a service may be spoken in others too. */
export const offered = [
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
  const { day, time, language, reach, age, group, within, siteId } = question;
  const single = [day, time, language, reach, age, group, within, siteId].filter((value) => value !== null);
  const count = single.length + question.marks.length + (question.takesNow ? 1 : 0);
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
      {open && <Whom question={question} onChange={onChange} />}
      {open && <When question={question} onChange={onChange} />}
      {open && <Near question={question} onChange={onChange} />}
    </Stack>
  );
}

/** The person it is for: age and gender group, and whether it must take referrals now. */
function Whom(props: { question: Question; onChange: (part: Partial<Question>) => void }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { question, onChange } = props;
  const years = (typed: string) => (/^\d{1,3}$/.test(typed) && Number(typed) <= 120 ? Number(typed) : null);
  return (
    <Stack gap={3}>
      <FieldRow>
        <TextField
          label={t('narrow.age')}
          inputMode="numeric"
          maxLength={3}
          value={question.age === null ? '' : String(question.age)}
          onChange={(typed) => onChange({ age: years(typed) })}
        />
        <SelectField
          label={t('narrow.group')}
          options={groups.map(({ code, name }) => ({ value: code, label: name[locale] }))}
          value={question.group}
          onChange={(group) => onChange({ group })}
          clearable
        />
      </FieldRow>
      <CheckField
        label={t('narrow.takesNow')}
        hint={t('narrow.takesNow.hint')}
        checked={question.takesNow}
        onChange={(takesNow) => onChange({ takesNow })}
      />
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
