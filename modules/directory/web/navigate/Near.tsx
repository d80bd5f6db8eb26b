import { useState } from 'react';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { postalArea } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import type { Question } from '../useQuestion.ts';
import { useStarts } from './useStarts.ts';

const distances = [2, 5, 10, 25, 50, 100];

/** Where a distance is measured from, and how far is too far. A postal area counts when the directory has places in it. */
export function Near(props: { question: Question; onChange: (part: Partial<Question>) => void }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { question, onChange } = props;
  const { near } = question;
  const starts = useStarts();
  const sites = starts.map((one) => ({ value: one.siteId, label: one.name[locale] }));
  const [typed, setTyped] = useState(near !== null && 'area' in near ? near.area : '');
  const type = (text: string) => {
    setTyped(text);
    const area = postalArea(text);
    if (area !== undefined) onChange({ near: { area } });
    else if (near !== null && 'area' in near) onChange({ near: null, within: null });
  };
  return (
    <FieldRow>
      <SelectField
        label={t('near.site')}
        options={sites}
        value={near !== null && 'siteId' in near ? near.siteId : null}
        onChange={(siteId) => onChange(siteId === null ? { near: null, within: null } : { near: { siteId } })}
        clearable
      />
      <TextField label={t('near.area')} value={typed} maxLength={8} onChange={type} />
      <SelectField
        label={t('near.within')}
        options={distances.map((km) => ({ value: String(km), label: t('near.km', { km }) }))}
        value={question.within === null ? null : String(question.within)}
        onChange={(km) => onChange({ within: km === null || near === null ? null : Number(km) })}
        disabled={near === null}
        clearable
      />
      <SelectField
        label={t('narrow.ofSite')}
        options={sites}
        value={question.siteId}
        onChange={(siteId) => onChange({ siteId })}
        clearable
      />
    </FieldRow>
  );
}
