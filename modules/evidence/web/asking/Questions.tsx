import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField, ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField, LongTextField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { ItemAnswer, SurveyContent, SurveyItem } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSaidIn } from './useAsking.ts';

/** What is answered so far, by question. */
export type Given = Readonly<Record<string, Omit<ItemAnswer, 'item'>>>;

/** The questions of a survey with their fields, in the reader's language. */
export function Questions(props: {
  content: SurveyContent;
  given: Given;
  onGive: (change: (before: Given) => Given) => void;
}) {
  return (
    <Stack gap={5}>
      {props.content.items.map((item, at) => (
        <One
          key={item.id}
          item={item}
          number={at + 1}
          answer={props.given[item.id] ?? {}}
          onAnswer={(answer) => props.onGive((before) => ({ ...before, [item.id]: answer }))}
        />
      ))}
    </Stack>
  );
}

type Asked = {
  item: SurveyItem;
  number: number;
  answer: Omit<ItemAnswer, 'item'>;
  onAnswer: (answer: Omit<ItemAnswer, 'item'>) => void;
};

function One(props: Asked) {
  const t = useWords(words);
  const said = useSaidIn();
  const { item, number, answer, onAnswer } = props;
  const field = {
    label: t('asking.numbered', { at: number, question: said(item.words) }),
    hint: said(item.hint) || undefined,
    required: !item.mayBeSkipped,
  };
  switch (item.kind) {
    case 'text':
      return (
        <LongTextField
          {...field}
          value={answer.words ?? ''}
          onChange={(text) => onAnswer(text === '' ? {} : { words: text })}
          maxLength={8_000}
        />
      );
    case 'number':
      return (
        <NumberField
          {...field}
          value={answer.number}
          onChange={(value) => onAnswer(value === undefined ? {} : { number: value })}
          min={item.least ?? undefined}
          max={item.most ?? undefined}
        />
      );
    case 'day':
      return (
        <DayField
          {...field}
          value={answer.day ?? ''}
          onChange={(day) => onAnswer(day === '' ? {} : { day })}
        />
      );
    case 'scale':
      return <Scale {...props} field={field} />;
    default:
      return <Choices {...props} field={field} />;
  }
}

type Labelled = { label: string; hint: string | undefined; required: boolean };

function Scale(props: Asked & { field: Labelled }) {
  const said = useSaidIn();
  const { item, answer, onAnswer, field } = props;
  const { least, most, ends } = item;
  const [from, to] = [least ?? 0, most ?? 0];
  const named = [
    [from, said(ends.least)],
    [to, said(ends.most)],
  ] as const;
  const hint = [
    field.hint,
    ...named.filter(([, text]) => text !== '').map(([at, text]) => `${at} = ${text}`),
  ];
  return (
    <ChoiceField
      {...field}
      hint={hint.filter((one) => one !== undefined).join(' · ') || undefined}
      choices={Array.from({ length: to - from + 1 }, (_, at) => ({
        value: String(from + at),
        label: String(from + at),
      }))}
      value={answer.number === undefined ? null : String(answer.number)}
      onChange={(value) => onAnswer({ number: Number(value) })}
    />
  );
}

function Choices(props: Asked & { field: Labelled }) {
  const t = useWords(words);
  const said = useSaidIn();
  const { item, answer, onAnswer, field } = props;
  const names = item.kind === 'yes-no' ? [t('asking.yes'), t('asking.no')] : item.choices.map(said);
  const choices = names.map((label, at) => ({ value: String(at), label }));
  const chosen = (answer.choices ?? []).map(String);
  return item.kind === 'several' ? (
    <ManyChoiceField
      {...field}
      choices={choices}
      value={chosen}
      onChange={(next) => onAnswer(next.length === 0 ? {} : { choices: next.map(Number) })}
    />
  ) : (
    <ChoiceField
      {...field}
      choices={choices}
      value={chosen[0] ?? null}
      onChange={(value) => onAnswer({ choices: [Number(value)] })}
    />
  );
}
