import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField, ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { type Unit, units } from '../../agreement/units.ts';
import type { CodersShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { Compared } from './Compared.tsx';
import { useCoders } from './useAsked.ts';

const levels = ['code', 'construct', 'domain'] as const;

/** How coders are compared, as chosen on the screen. */
export type Asked = {
  readonly study: string;
  readonly coders: string[];
  readonly unit: Unit;
  readonly level: (typeof levels)[number];
  readonly trim: boolean;
  /** Share of what either segment covers that two must share to match. */
  readonly threshold: number;
};

/** The agreement of chosen coders under chosen units. */
export function Figures(props: { study: string; codebook: Codebook }) {
  const t = useWords(words);
  const coders = useCoders(props.study);
  return (
    <Answer of={coders} waiting={<Skeletons shape="rows" count={6} />}>
      {({ rows }) => {
        const coded = rows.filter((row) => row.codings > 0 || row.finished > 0);
        if (coded.length < 2) return <EmptyState title={t('agree.needTwo')} hint={t('agree.needTwoHint')} />;
        return <Chosen {...props} rows={coded} />;
      }}
    </Answer>
  );
}

function Chosen(props: { study: string; codebook: Codebook; rows: CodersShown }) {
  const t = useWords(words);
  const { study, rows } = props;
  const usual = rows.toSorted((a, b) => b.finished - a.finished).slice(0, 2);
  const [coders, setCoders] = useState<string[]>(usual.map((row) => row.coder));
  const [unit, setUnit] = useState<Unit>('turn');
  const [level, setLevel] = useState<Asked['level']>('code');
  const [trim, setTrim] = useState(true);
  const [percent, setPercent] = useState<number | undefined>(90);
  const few = percent === undefined || percent < 1 || percent > 100;
  const asked: Asked = { study, coders, unit, level, trim, threshold: few ? 0.9 : percent / 100 };
  const found = useQuery({
    queryKey: ['coding.compareCoders', asked],
    queryFn: () => api.compareCoders(asked),
    enabled: coders.length > 1 && !few,
  });
  const nameOf = (coder: string) => rows.find((row) => row.coder === coder)?.name || t('margin.other');
  return (
    <Stack gap={4}>
      <ManyChoiceField
        label={t('agree.coders')}
        choices={rows.map((row) => ({
          value: row.coder,
          label: `${row.own ? t('margin.you') : row.name || t('margin.other')} (${row.finished})`,
        }))}
        hint={t('agree.codersHint')}
        value={coders}
        onChange={(value) => setCoders(value.slice(0, 10))}
      />
      <ChoiceField
        label={t('agree.unit')}
        choices={units.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
        value={unit}
        onChange={(value) => setUnit(units.find((one) => one === value) ?? 'turn')}
        hint={t(`unit.${unit}Hint`)}
      />
      {unit === 'segment' && (
        <NumberField
          label={t('agree.threshold')}
          hint={t('agree.thresholdHint')}
          value={percent}
          onChange={setPercent}
          min={1}
          max={100}
          step={5}
          error={few ? t('agree.thresholdNeeded') : undefined}
          required
        />
      )}
      <ChoiceField
        label={t('agree.level')}
        choices={levels.map((one) => ({ value: one, label: t(`agree.level.${one}`) }))}
        value={level}
        onChange={(value) => setLevel(levels.find((one) => one === value) ?? 'code')}
        hint={t('agree.levelHint')}
      />
      <CheckField label={t('agree.trim')} checked={trim} onChange={setTrim} />
      {coders.length < 2 ? (
        <EmptyState plain title={t('agree.chooseTwo')} />
      ) : (
        <Answer of={found} waiting={<Skeletons shape="rows" count={8} />}>
          {(answer) => <Compared answer={answer} asked={asked} nameOf={nameOf} codebook={props.codebook} />}
        </Answer>
      )}
    </Stack>
  );
}
