import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import words from '../../words.json' with { type: 'json' };

/** Eight hues that stay apart for most eyes; each has its name, so that the colour is never alone in saying something. */
const hues = {
  blue: '#0072b2',
  orange: '#e69f00',
  green: '#009e73',
  red: '#d55e00',
  pink: '#cc79a7',
  sky: '#56b4e9',
  yellow: '#b59f00',
  grey: '#767676',
} as const;

/** The colour of a code, by name. */
export function ColorField(props: { value: string | null; onChange: (color: string | null) => void }) {
  const t = useWords(words);
  const names = Object.keys(hues) as (keyof typeof hues)[];
  return (
    <ChoiceField
      label={t('codebook.color')}
      required={false}
      choices={[
        { value: '', label: t('color.none') },
        ...names.map((name) => ({ value: hues[name], label: t(`color.${name}`) })),
      ]}
      value={props.value ?? ''}
      onChange={(color) => props.onChange(color === '' ? null : color)}
    />
  );
}
