import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { ManySelectField, SelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { z } from 'zod';
import type { ServiceForm } from '../../contract.ts';
import { conditions, groups } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { offered } from '../Narrowing.tsx';
import { useStarts } from '../navigate/useStarts.ts';
import { HoursFields } from './HoursFields.tsx';
import { PhoneFields } from './PhoneFields.tsx';

export type Form = z.output<typeof ServiceForm>;

/** What a set of fields is given: the form, and how to change a part of it. */
export type Fields = { readonly form: Form; readonly onChange: (part: Partial<Form>) => void };

const longTexts = ['description', 'application', 'eligibility', 'fees', 'alert'] as const;
const statuses = ['active', 'temporarily closed', 'inactive', 'defunct'] as const;

/** Everything that may be written of a service: English beside French, then whom it is for, numbers, hours and languages. */
export function ServiceFields(props: Fields) {
  return (
    <>
      <Texts {...props} />
      <Whom {...props} />
      <PhoneFields {...props} />
      <HoursFields {...props} />
      <Rest {...props} />
    </>
  );
}

function Texts({ form, onChange }: Fields) {
  const t = useWords(words);
  const both = (key: 'name' | (typeof longTexts)[number], language: 'en' | 'fr', text: string) =>
    onChange({ [key]: { ...form[key], [language]: text } });
  return (
    <Panel title={t('edit.texts')} hint={t('edit.texts.hint')}>
      <FieldRow>
        {(['en', 'fr'] as const).map((language) => (
          <TextField
            key={language}
            label={t(`edit.name.${language}`)}
            value={form.name[language]}
            maxLength={200}
            onChange={(text) => both('name', language, text)}
          />
        ))}
      </FieldRow>
      {longTexts.map((key) => (
        <FieldRow key={key}>
          {(['en', 'fr'] as const).map((language) => (
            <LongTextField
              key={language}
              label={t(`edit.in.${language}`, { part: t(`part.${key}`) })}
              required={false}
              lang={language}
              rows={2}
              value={form[key][language]}
              onChange={(text) => both(key, language, text)}
            />
          ))}
        </FieldRow>
      ))}
    </Panel>
  );
}

function Whom({ form, onChange }: Fields) {
  const t = useWords(words);
  const { locale } = useLocale();
  const years = (typed: string) => (/^\d{1,3}$/.test(typed) && Number(typed) <= 120 ? Number(typed) : null);
  return (
    <Panel title={t('edit.whom')} hint={t('edit.whom.hint')}>
      <FieldRow>
        <TextField
          label={t('part.minimumAge')}
          required={false}
          inputMode="numeric"
          value={form.minimumAge === null ? '' : String(form.minimumAge)}
          onChange={(typed) => onChange({ minimumAge: years(typed) })}
        />
        <TextField
          label={t('part.maximumAge')}
          required={false}
          inputMode="numeric"
          value={form.maximumAge === null ? '' : String(form.maximumAge)}
          onChange={(typed) => onChange({ maximumAge: years(typed) })}
        />
      </FieldRow>
      <ManyChoiceField
        label={t('part.groups')}
        hint={t('edit.groups.hint')}
        required={false}
        choices={groups.map(({ code, name }) => ({ value: code, label: name[locale] }))}
        value={form.groups}
        onChange={(codes) => onChange({ groups: codes })}
      />
      <ManyChoiceField
        label={t('part.conditions')}
        required={false}
        choices={conditions.map(({ code, name }) => ({ value: code, label: name[locale] }))}
        value={form.conditions}
        onChange={(codes) => onChange({ conditions: codes })}
      />
    </Panel>
  );
}

function Rest({ form, onChange }: Fields) {
  const t = useWords(words);
  const { locale } = useLocale();
  const starts = useStarts();
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const codes = [...new Set([...offered, ...form.languages])];
  return (
    <Panel title={t('edit.rest')}>
      <ManySelectField
        label={t('part.languages')}
        required={false}
        options={codes.map((code) => ({ value: code, label: names.of(code) ?? code }))}
        value={form.languages}
        onChange={(languages) => onChange({ languages: [...languages].sort() })}
      />
      <FieldRow>
        <TextField
          label={t('part.url')}
          required={false}
          type="url"
          value={form.url}
          onChange={(url) => onChange({ url })}
        />
        <TextField
          label={t('part.email')}
          required={false}
          type="email"
          value={form.email}
          onChange={(email) => onChange({ email })}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t('part.status')}
          options={statuses.map((one) => ({ value: one, label: t(`status.${one}`) }))}
          value={form.status}
          onChange={(value) => onChange({ status: statuses.find((one) => one === value) ?? form.status })}
        />
        <SelectField
          label={t('part.siteId')}
          required={false}
          options={starts.map((one) => ({ value: one.siteId, label: one.name[locale] }))}
          value={form.siteId}
          onChange={(siteId) => onChange({ siteId })}
          clearable
        />
      </FieldRow>
    </Panel>
  );
}
