import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { type Valence, valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import type { Placed } from './placed.ts';

/** Which codings are shown; null shows all. A code shows what stands below it too. */
export type Filter = {
  readonly coder: string | null;
  readonly code: string | null;
  readonly valence: Valence | null;
};
export const noFilter: Filter = { coder: null, code: null, valence: null };

const coderOf = ({ coding }: Placed) => coding.coderName ?? coding.coderId;

/** The codings a filter lets through. */
export function filtered(
  rows: readonly Placed[],
  filter: Filter,
  codebook: Codebook | undefined,
): readonly Placed[] {
  if (filter === noFilter) return rows;
  const within = (code: string): boolean => {
    const parent = codebook?.entryOf(code)?.parent;
    return code === filter.code || (parent ? within(parent) : false);
  };
  return rows.filter(
    (row) =>
      (filter.coder === null || coderOf(row) === filter.coder) &&
      (filter.valence === null || row.coding.valence === filter.valence) &&
      (filter.code === null || within(row.coding.code) || row.coding.crossed === filter.code),
  );
}

/** Shows some of the codings of a text: of one coder, one code with what stands below it, one valence. */
export function Filters(props: {
  rows: readonly Placed[];
  codebook: Codebook | undefined;
  value: Filter;
  onChange: (filter: Filter) => void;
}) {
  const t = useWords(words);
  const { rows, codebook, value } = props;
  const set = (part: Partial<Filter>) => {
    const next = { ...value, ...part };
    props.onChange(Object.values(next).every((one) => one === null) ? noFilter : next);
  };
  const coders = new Map(
    rows.map((row) => [
      coderOf(row),
      row.coding.coderName ?? t(row.coding.own ? 'margin.you' : 'margin.other'),
    ]),
  );
  const used = new Set(rows.flatMap(({ coding }) => [coding.code, coding.crossed ?? coding.code]));
  const above = new Set([...used].flatMap((code) => ancestors(codebook, code)));
  const codes = (codebook?.codes ?? []).filter((entry) => used.has(entry.code) || above.has(entry.code));
  return (
    <Stack gap={2}>
      <SelectField
        label={t('filter.code')}
        required={false}
        clearable
        options={codes.map((entry) => ({
          value: entry.code,
          label: codebook?.nameOf(entry.code) ?? entry.code,
        }))}
        value={value.code}
        onChange={(code) => set({ code })}
      />
      <SelectField
        label={t('filter.valence')}
        required={false}
        clearable
        options={valences.map((one) => ({ value: one, label: t(`valence.${one}`) }))}
        value={value.valence}
        onChange={(one) => set({ valence: valences.find((valence) => valence === one) ?? null })}
      />
      {coders.size > 1 && (
        <SelectField
          label={t('filter.coder')}
          required={false}
          clearable
          options={[...coders].map(([id, label]) => ({ value: id, label }))}
          value={value.coder}
          onChange={(coder) => set({ coder })}
        />
      )}
    </Stack>
  );
}

function ancestors(codebook: Codebook | undefined, code: string): string[] {
  const parent = codebook?.entryOf(code)?.parent;
  return parent ? [parent, ...ancestors(codebook, parent)] : [];
}
