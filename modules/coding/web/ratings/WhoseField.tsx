import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Layer } from './shared.ts';

/** Whether one rates for oneself or writes down what the team agrees on. */
export function WhoseField(props: { value: Layer; onChange: (layer: Layer) => void }) {
  const t = useWords(words);
  return (
    <ChoiceField
      label={t('rating.whose')}
      choices={[
        { value: 'analyst', label: t('rating.mine') },
        { value: 'consensus', label: t('rating.team') },
      ]}
      value={props.value}
      onChange={(value) => props.onChange(value === 'consensus' ? 'consensus' : 'analyst')}
    />
  );
}
