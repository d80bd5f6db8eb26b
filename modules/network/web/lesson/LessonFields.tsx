import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import words from '../../words.json' with { type: 'json' };

/** The words of a lesson, as they are written. */
export type LessonWords = {
  readonly title: string;
  readonly problem: string;
  readonly tried: string;
  readonly happened: string;
  readonly advice: string;
};

const parts = ['problem', 'tried', 'happened', 'advice'] as const;
const longest = { problem: 2_000, tried: 4_000, happened: 4_000, advice: 2_000 } as const;

/** True when every part of a lesson says something. */
export function isWhole(said: LessonWords): boolean {
  return [said.title, ...parts.map((part) => said[part])].every((text) => text.trim().length >= 3);
}

/** The five texts of a lesson; `shown` marks those still empty. */
export function LessonFields(props: {
  value: LessonWords;
  language: string;
  shown: boolean;
  onChange: (part: Partial<LessonWords>) => void;
}) {
  const t = useWords(words);
  const { value, language, shown, onChange } = props;
  const needed = (text: string) => (shown && text.trim().length < 3 ? t('lesson.needed') : undefined);
  return (
    <>
      <TextField
        label={t('part.title')}
        hint={t('part.titleHint')}
        maxLength={200}
        value={value.title}
        onChange={(title) => onChange({ title })}
        error={needed(value.title)}
      />
      {parts.map((part) => (
        <LongTextField
          key={part}
          label={t(`part.${part}`)}
          hint={t(`part.${part}Hint`)}
          lang={language}
          maxLength={longest[part]}
          value={value[part]}
          onChange={(text) => onChange({ [part]: text })}
          error={needed(value[part])}
        />
      ))}
    </>
  );
}
