import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { BothFields } from '../../../../ui/fields/BothFields.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import type { AskedSurvey, SurveyContent, SurveyItem } from '../../contract.ts';
import { itemKinds } from '../../survey/askingKinds.ts';
import words from '../../words.json' with { type: 'json' };
import { useSaving } from './useAsking.ts';

const unsaid = { en: '', fr: '' };

/** A question that is not written yet; its id names it within the survey for good. */
export const newItem = (): SurveyItem => ({
  id: newId(),
  kind: 'text',
  words: unsaid,
  hint: unsaid,
  choices: [],
  least: null,
  most: null,
  ends: { least: unsaid, most: unsaid },
  mayBeSkipped: true,
  bank: null,
});

/** Writes a question in both languages; of one from the bank only whether it may be skipped can be said here. */
export function ItemSheet(props: {
  survey: AskedSurvey;
  draft: SurveyContent;
  item: SurveyItem | undefined;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { draft, onClose } = props;
  const [item, setItem] = useState(() => props.item ?? newItem());
  const [lines, setLines] = useState(() => ({
    en: item.choices.map((one) => one.en).join('\n'),
    fr: item.choices.map((one) => one.fr).join('\n'),
  }));
  const { save, busy, failure } = useSaving(props.survey, onClose);
  const set = (change: Partial<SurveyItem>) => setItem((before) => ({ ...before, ...change }));
  const keep = () => {
    const choosing = item.kind === 'one' || item.kind === 'several';
    const whole = item.bank === null ? { ...item, choices: choosing ? choicesIn(lines) : [] } : item;
    const known = draft.items.some((one) => one.id === item.id);
    const items = known
      ? draft.items.map((one) => (one.id === item.id ? whole : one))
      : [...draft.items, whole];
    void save({ ...draft, items }, t('asking.saved'));
  };
  return (
    <SheetForm
      title={t(props.item === undefined ? 'asking.add' : 'asking.edit')}
      onClose={onClose}
      onSubmit={keep}
      busy={busy}
      failure={failure}
      size="large"
    >
      {item.bank === null ? (
        <Own item={item} set={set} lines={lines} setLines={setLines} />
      ) : (
        <Notice live={false}>{t('asking.ofBankHint')}</Notice>
      )}
      <CheckField
        label={t('asking.mayBeSkipped')}
        hint={t('asking.mayBeSkippedHint')}
        checked={item.mayBeSkipped}
        onChange={(mayBeSkipped) => set({ mayBeSkipped })}
      />
    </SheetForm>
  );
}

type Lines = { readonly en: string; readonly fr: string };

/** Choices written one a line in each language; the lines of both stand for each other in their order. */
function choicesIn(lines: Lines): { en: string; fr: string }[] {
  const [en, fr] = (['en', 'fr'] as const).map((language) =>
    lines[language]
      .split('\n')
      .map((line) => line.trim().slice(0, 120))
      .filter((line) => line !== ''),
  );
  const many = Math.min(Math.max(en?.length ?? 0, fr?.length ?? 0), 40);
  return Array.from({ length: many }, (_, at) => ({ en: en?.[at] ?? '', fr: fr?.[at] ?? '' }));
}

function Own(props: {
  item: SurveyItem;
  set: (change: Partial<SurveyItem>) => void;
  lines: Lines;
  setLines: (lines: Lines) => void;
}) {
  const t = useWords(words);
  const { item, set, lines, setLines } = props;
  const { kind, ends } = item;
  return (
    <>
      <SelectField
        label={t('asking.kind')}
        options={itemKinds.map((one) => ({ value: one, label: t(`asking.kind.${one}`) }))}
        value={kind}
        onChange={(next) => {
          const chosen = itemKinds.find((one) => one === next) ?? 'text';
          set({
            kind: chosen,
            ...(chosen === 'scale' ? { least: 0, most: 10 } : { least: null, most: null }),
          });
        }}
      />
      <BothFields
        label={t('asking.question')}
        long
        value={item.words}
        onChange={(said) => set({ words: said })}
      />
      <BothFields
        label={t('asking.hint')}
        required={false}
        value={item.hint}
        onChange={(hint) => set({ hint })}
      />
      {(kind === 'one' || kind === 'several') &&
        (['en', 'fr'] as const).map((language) => (
          <LongTextField
            key={language}
            label={`${t('asking.choices')} · ${t(`asking.language.${language}`)}`}
            hint={language === 'en' ? t('asking.choicesHint') : undefined}
            lang={language}
            value={lines[language]}
            onChange={(text) => setLines({ ...lines, [language]: text })}
            maxLength={5_000}
          />
        ))}
      {(kind === 'number' || kind === 'scale') && (
        <FieldRow>
          <NumberField
            label={t('asking.least')}
            required={kind === 'scale'}
            value={item.least ?? undefined}
            onChange={(least) => set({ least: least ?? null })}
          />
          <NumberField
            label={t('asking.most')}
            required={kind === 'scale'}
            value={item.most ?? undefined}
            onChange={(most) => set({ most: most ?? null })}
          />
        </FieldRow>
      )}
      {kind === 'scale' && (
        <>
          <BothFields
            label={t('asking.endLeast')}
            required={false}
            value={ends.least}
            onChange={(least) => set({ ends: { ...ends, least } })}
          />
          <BothFields
            label={t('asking.endMost')}
            required={false}
            value={ends.most}
            onChange={(most) => set({ ends: { ...ends, most } })}
          />
        </>
      )}
    </>
  );
}
