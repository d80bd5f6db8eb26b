import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { AskedSurvey, SurveyContent } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSaving } from './useAsking.ts';

const parts = [
  { part: 'title', most: 200, hint: undefined },
  { part: 'about', most: 1_500, hint: 'asking.aboutHint' },
  { part: 'consent', most: 1_000, hint: 'asking.consentHint' },
] as const;

/** What a survey is called, who reads the answers and what happens with them, and the sentence of consent, in both languages. */
export function AboutSheet(props: { survey: AskedSurvey; draft: SurveyContent; onClose: () => void }) {
  const t = useWords(words);
  const { draft } = props;
  const [said, setSaid] = useState({ title: draft.title, about: draft.about, consent: draft.consent });
  const { save, busy, failure } = useSaving(props.survey, props.onClose);
  return (
    <SheetForm
      title={t('asking.editWords')}
      onClose={props.onClose}
      onSubmit={() => void save({ ...draft, ...said }, t('asking.saved'))}
      busy={busy}
      failure={failure}
      size="large"
    >
      {parts.flatMap(({ part, most, hint }) =>
        (['en', 'fr'] as const).map((language) => {
          const field = {
            label: `${t(`asking.part.${part}`)} · ${t(`asking.language.${language}`)}`,
            hint: hint === undefined || language === 'fr' ? undefined : t(hint),
            value: said[part][language],
            onChange: (text: string) =>
              setSaid((before) => ({ ...before, [part]: { ...before[part], [language]: text } })),
            maxLength: most,
            required: false,
          };
          return part === 'title' ? (
            <TextField key={`${part} ${language}`} {...field} />
          ) : (
            <LongTextField key={`${part} ${language}`} {...field} lang={language} />
          );
        }),
      )}
    </SheetForm>
  );
}
