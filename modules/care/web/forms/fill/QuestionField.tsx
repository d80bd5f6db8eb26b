import { useWords } from '../../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField, ManyChoiceField } from '../../../../../ui/fields/ChoiceField.tsx';
import { DayField, LongTextField, NumberField } from '../../../../../ui/fields/TextField.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import type { Answer } from '../../../forms/answers.ts';
import words from '../../../words.json' with { type: 'json' };
import { useChoicesOf } from '../api.ts';
import type { Problem } from './useFilling.ts';

/** The chip beside the choices for whoever does not wish to say; no code of a choice has this form. */
const declines = '~';

type Asked = {
  readonly question: Question;
  readonly answer: Answer | undefined;
  readonly onChange: (answer: Answer) => void;
  readonly required: boolean;
  readonly problem: Problem | undefined;
};

/** One question with the field its kind asks for, and a way not to answer it. */
export function QuestionField(props: Asked) {
  const t = useWords(words);
  const read = useRead();
  const { question, answer, onChange, required } = props;
  const field = {
    label: read(question.words),
    hint: question.hint ? read(question.hint) : undefined,
    required,
    error: props.problem && t(`form.${props.problem}`),
  };
  if (question.kind === 'one' || question.kind === 'several' || question.kind === 'yes-no')
    return <Choices {...props} field={field} />;
  const text = answer?.words ?? '';
  return (
    <div>
      {question.kind === 'number' && (
        <NumberField
          {...field}
          value={answer?.number}
          onChange={(number) => onChange(number === undefined ? {} : { number })}
          min={question.least}
          max={question.most}
          unit={question.unit && read(question.unit)}
        />
      )}
      {question.kind === 'day' && (
        <DayField
          {...field}
          value={answer?.day ?? ''}
          onChange={(day) => onChange(day === '' ? {} : { day })}
        />
      )}
      {question.kind === 'text' && (
        <LongTextField
          {...field}
          rows={2}
          value={text}
          onChange={(said) => onChange(said === '' ? {} : { words: said })}
          maxLength={8_000}
        />
      )}
      {(required || answer?.declined) && (
        <CheckField
          label={t('form.declined')}
          checked={answer?.declined ?? false}
          onChange={(declined) => onChange(declined ? { declined } : {})}
        />
      )}
    </div>
  );
}

function Choices(props: Asked & { field: { label: string; required: boolean } }) {
  const t = useWords(words);
  const choicesOf = useChoicesOf();
  const { question, answer, onChange, field } = props;
  const choices = [...choicesOf(question), { value: declines, label: t('form.declined') }];
  const chosen = answer?.declined ? [declines] : [...(answer?.choices ?? [])];
  const set = (next: readonly string[]) => {
    if (next.includes(declines) && !answer?.declined) onChange({ declined: true });
    else onChange({ choices: next.filter((code) => code !== declines) });
  };
  return question.kind === 'several' ? (
    <ManyChoiceField {...field} choices={choices} value={chosen} onChange={set} />
  ) : (
    <ChoiceField {...field} choices={choices} value={chosen[0] ?? null} onChange={(code) => set([code])} />
  );
}
