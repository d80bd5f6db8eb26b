import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { weekdays } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { useHoursWords } from '../hoursWords.ts';
import type { Fields } from './ServiceFields.tsx';

/** The regular weekly hours: days that share the same times stand on one line. */
export function HoursFields({ form, onChange }: Fields) {
  const t = useWords(words);
  const { dayName } = useHoursWords();
  type Line = Fields['form']['hours'][number];
  const change = (at: number, part: Partial<Line>) =>
    onChange({ hours: form.hours.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <Panel title={t('part.hours')} hint={t('edit.hours.hint')}>
      {form.hours.map((line, index) => (
        <FieldRow key={index}>
          <ManyChoiceField
            label={t('edit.days', { count: index + 1 })}
            choices={weekdays.map((day) => ({ value: day, label: dayName(day, 'short') }))}
            value={line.days}
            onChange={(days) => change(index, { days: weekdays.filter((day) => days.includes(day)) })}
          />
          <TextField
            label={t('edit.opens')}
            type="time"
            value={line.opens}
            onChange={(opens) => change(index, { opens })}
          />
          <TextField
            label={t('edit.closes')}
            type="time"
            value={line.closes}
            onChange={(closes) => change(index, { closes })}
          />
          <Button
            kind="plain"
            icon="remove"
            label={t('edit.dropHours', { count: index + 1 })}
            onClick={() => onChange({ hours: form.hours.filter((_, at) => at !== index) })}
          >
            {t('edit.drop')}
          </Button>
        </FieldRow>
      ))}
      {form.hours.length < 20 && (
        <div>
          <Button
            kind="plain"
            icon="plus"
            onClick={() =>
              onChange({ hours: [...form.hours, { days: ['MO'], opens: '09:00', closes: '17:00' }] })
            }
          >
            {t('edit.addHours')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
