import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { ManySelectField } from '../../../../ui/fields/SelectField.tsx';
import { type Dimension, isAsked, saidAlways } from '../../adapt/frame.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';

type Codes = readonly string[];

/** The codes after a choice in one dimension: its own replaced, and none left of dimensions that are asked no more. */
function chosenIn(dimensions: readonly Dimension[], codes: Codes, at: Dimension, chosen: Codes): string[] {
  const others = codes.filter((code) => !at.options.some((option) => option.code === code));
  const next = [...others, ...chosen];
  const unasked = dimensions.filter((one) => !isAsked(one, next)).flatMap((one) => one.options);
  return next.filter((code) => !unasked.some((option) => option.code === code));
}

/** What the framework asks of an adaptation: one choice or many in each dimension; a dimension that says nothing here is not asked. */
export function DimensionFields(props: {
  dimensions: readonly Dimension[];
  codes: Codes;
  missing: string | undefined;
  onChange: (codes: string[]) => void;
}) {
  const { dimensions, codes, missing } = props;
  return dimensions
    .filter((dimension) => isAsked(dimension, codes))
    .map((dimension) => (
      <OneDimension
        key={dimension.entry.code}
        dimension={dimension}
        codes={codes}
        missing={missing === dimension.entry.code}
        onChange={(chosen) => props.onChange(chosenIn(dimensions, codes, dimension, chosen))}
      />
    ));
}

function OneDimension(props: {
  dimension: Dimension;
  codes: Codes;
  missing: boolean;
  onChange: (chosen: string[]) => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const { dimension, codes, missing, onChange } = props;
  const { entry, options, many } = dimension;
  const mine = codes.filter((code) => options.some((option) => option.code === code));
  const kinds = options.filter((option) => options.some((one) => one.parent === option.code));
  const choices = options
    .filter((option) => !kinds.includes(option))
    .map((option) => {
      const kind = kinds.find((one) => one.code === option.parent);
      return { value: option.code, label: read(option.name), ...(kind ? { group: read(kind.name) } : {}) };
    });
  const common = {
    label: read(entry.name),
    required: saidAlways.some((one) => one === entry.code),
    error: missing ? t('trial.needed') : undefined,
  };
  return many ? (
    <ManySelectField {...common} options={choices} value={mine} onChange={onChange} />
  ) : (
    <ChoiceField
      {...common}
      choices={choices}
      value={mine[0] ?? null}
      onChange={(chosen) => onChange([chosen])}
    />
  );
}
