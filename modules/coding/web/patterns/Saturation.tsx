import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { BarChart } from '../../../../ui/chart/BarChart.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { CodesByTextShown } from '../../contract.ts';
import { saturationOf, type SaturationRule, usualSaturation } from '../../patterns/saturation.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import type { Looked } from './PatternsPage.tsx';

const ways = ['text', 'person'] as const;

/** New codes text after text, and the text after which a rule says that nothing new is heard. */
export function Saturation(props: { looked: Looked; codebook: Codebook }) {
  const t = useWords(words);
  const { looked } = props;
  const [per, setPer] = useState<(typeof ways)[number]>('text');
  const asked = useQuery({
    queryKey: ['coding.codesByText', looked, per],
    queryFn: () => api.codesByText({ ...looked, per }),
  });
  return (
    <Stack gap={4}>
      <ChoiceField
        label={t('saturation.per')}
        choices={ways.map((way) => ({ value: way, label: t(`saturation.per.${way}`) }))}
        value={per}
        onChange={(way) => setPer(ways.find((one) => one === way) ?? 'text')}
      />
      <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState plain title={t('matrix.none')} hint={t('matrix.noneHint')} />
          ) : (
            <Found rows={rows} codebook={props.codebook} />
          )
        }
      </Answer>
    </Stack>
  );
}

function Found(props: { rows: CodesByTextShown; codebook: Codebook }) {
  const t = useWords(words);
  const format = useFormat();
  const { rows, codebook } = props;
  const [base, setBase] = useState<number | undefined>(usualSaturation.base);
  const [run, setRun] = useState<number | undefined>(usualSaturation.run);
  const [percent, setPercent] = useState<number | undefined>(usualSaturation.threshold * 100);
  const rule = ruleFrom({ base, run, percent });
  const found = saturationOf(
    rows.map((row) => row.codes),
    rule,
  );
  const labelOf = (at: number) => rows[at]?.label || t('text.title');
  return (
    <Stack gap={4}>
      <FieldRow>
        <NumberField
          label={t('saturation.base')}
          value={base}
          onChange={setBase}
          min={1}
          max={50}
          step={1}
          required
        />
        <NumberField
          label={t('saturation.run')}
          value={run}
          onChange={setRun}
          min={1}
          max={20}
          step={1}
          required
        />
        <NumberField
          label={t('saturation.threshold')}
          value={percent}
          onChange={setPercent}
          min={0}
          max={100}
          step={1}
          required
        />
      </FieldRow>
      <Panel title={t('saturation.verdict')} hint={<Rule of={rule} />}>
        <Verdict of={found} rule={rule} texts={rows.length} labelOf={labelOf} />
        <BarChart
          title={t('saturation.chart')}
          caption={false}
          bars={found.points.map((point, at) => ({
            label: `${at + 1}. ${labelOf(at)}`,
            value: point.fresh.length,
            shown: format.number(point.fresh.length),
            mark: found.reached !== undefined && at >= found.reached.from,
          }))}
        />
      </Panel>
      <Panel title={t('saturation.table')}>
        <DataList
          caption={t('saturation.table')}
          rows={found.points.map((point, at) => ({ point, at }))}
          rowKey={({ at }) => String(at)}
          columns={[
            {
              key: 'text',
              label: t('text.title'),
              show: ({ at }) => (
                <Link to={`/texts/${rows[at]?.sourceId ?? ''}`}>{`${at + 1}. ${labelOf(at)}`}</Link>
              ),
            },
            { key: 'codes', label: t('saturation.codes'), numeric: true, show: ({ point }) => point.codes },
            {
              key: 'fresh',
              label: t('saturation.fresh'),
              numeric: true,
              show: ({ point }) => point.fresh.length,
            },
            { key: 'known', label: t('saturation.known'), numeric: true, show: ({ point }) => point.known },
            {
              key: 'names',
              label: t('saturation.names'),
              show: ({ point }) => point.fresh.map(codebook.nameOf).join(', '),
            },
          ]}
        />
      </Panel>
    </Stack>
  );
}

/** The rule as it is typed; what is no number yet is as usual. */
function ruleFrom(typed: {
  base: number | undefined;
  run: number | undefined;
  percent: number | undefined;
}): SaturationRule {
  const whole = (value: number | undefined, usual: number) =>
    value !== undefined && Number.isInteger(value) && value >= 1 ? value : usual;
  const { percent } = typed;
  const fits = percent !== undefined && percent >= 0 && percent <= 100;
  return {
    base: whole(typed.base, usualSaturation.base),
    run: whole(typed.run, usualSaturation.run),
    threshold: fits ? percent / 100 : usualSaturation.threshold,
  };
}

function Rule(props: { of: SaturationRule }) {
  const t = useWords(words);
  const format = useFormat();
  const { base, run, threshold } = props.of;
  return t('saturation.rule', { base, run, threshold: format.percent(threshold, 1) });
}

function Verdict(props: {
  of: ReturnType<typeof saturationOf>;
  rule: SaturationRule;
  texts: number;
  labelOf: (at: number) => string;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { of, rule, texts, labelOf } = props;
  if (of.runs.length === 0) return <p>{t('saturation.tooFew', { texts, needed: rule.base + rule.run })}</p>;
  const last = of.runs.at(-1);
  if (of.reached === undefined)
    return (
      <p>{t('saturation.notYet', { fresh: last?.fresh ?? 0, share: format.percent(last?.share ?? 0, 1) })}</p>
    );
  return (
    <p>
      <strong>
        {t('saturation.reached', {
          text: `${of.reached.from}. ${labelOf(of.reached.from - 1)}`,
          share: format.percent(of.reached.share, 1),
          codes: of.baseCodes,
        })}
      </strong>
    </p>
  );
}
