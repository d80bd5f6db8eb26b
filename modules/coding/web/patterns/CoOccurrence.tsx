import { max } from 'd3-array';
import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { HeatMatrix } from '../../../../ui/chart/HeatMatrix.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { PairsShown } from '../../contract.ts';
import { type Nearness, nearness } from '../../patterns/nearness.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import type { Looked } from './PatternsPage.tsx';
import { type Pair, TogetherSheet } from './TogetherSheet.tsx';

/** Codes of the figure, and rows of the table before more are asked for. */
const [inFigure, inTable] = [10, 25];

/** Which codes stand together and how often, as a figure of the most frequent and as a table of all; every figure opens its passages. */
export function CoOccurrence(props: { looked: Looked; codebook: Codebook }) {
  const t = useWords(words);
  const { looked, codebook } = props;
  const [within, setWithin] = useState<Nearness>('overlap');
  const [opened, setOpened] = useState<Pair | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['coding.coOccurrence', looked, within],
    queryFn: () => api.coOccurrence({ ...looked, within }),
  });
  return (
    <Stack gap={4}>
      <ChoiceField
        label={t('together.within')}
        choices={nearness.map((one) => ({ value: one, label: t(`together.${one}`) }))}
        value={within}
        onChange={(value) => setWithin(nearness.find((one) => one === value) ?? 'overlap')}
        hint={t(`together.${within}Hint`)}
      />
      <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
        {(found) =>
          found.pairs.length === 0 ? (
            <EmptyState plain title={t('together.none')} hint={t('together.noneHint')} />
          ) : (
            <Found found={found} codebook={codebook} onOpen={setOpened} />
          )
        }
      </Answer>
      {opened && (
        <TogetherSheet
          key={`${opened.first} ${opened.second}`}
          looked={looked}
          within={within}
          pair={opened}
          codebook={codebook}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}

function Found(props: { found: PairsShown; codebook: Codebook; onOpen: (pair: Pair) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { found, codebook, onOpen } = props;
  const [all, setAll] = useState(false);
  const said = (code: string, other: string, count: number) =>
    t('together.cell', { first: codebook.nameOf(code), second: codebook.nameOf(other), count });
  return (
    <>
      <Panel title={t('together.figure')} hint={t('together.figureHint', { count: inFigure })}>
        <Figure found={found} codebook={codebook} said={said} onOpen={onOpen} />
      </Panel>
      <Panel title={t('together.table')} hint={found.more ? t('together.more') : undefined}>
        <DataList
          caption={t('together.table')}
          rows={all ? found.pairs : found.pairs.slice(0, inTable)}
          rowKey={({ first, second }) => `${first} ${second}`}
          columns={[
            { key: 'first', label: t('together.first'), show: ({ first }) => codebook.nameOf(first) },
            { key: 'second', label: t('together.second'), show: ({ second }) => codebook.nameOf(second) },
            {
              key: 'count',
              label: t('together.count'),
              numeric: true,
              show: ({ first, second, count }) => (
                <Button
                  size="small"
                  kind="plain"
                  label={said(first, second, count)}
                  onClick={() => onOpen({ first, second })}
                >
                  {format.number(count)}
                </Button>
              ),
            },
          ]}
          onMore={!all && found.pairs.length > inTable ? () => setAll(true) : undefined}
        />
      </Panel>
    </>
  );
}

/** The codes that stand together most, against each other. */
function Figure(props: {
  found: PairsShown;
  codebook: Codebook;
  said: (code: string, other: string, count: number) => string;
  onOpen: (pair: Pair) => void;
}) {
  const t = useWords(words);
  const { found, codebook, said } = props;
  const codes = [...new Set(found.pairs.flatMap(({ first, second }) => [first, second]))].slice(0, inFigure);
  const counts = new Map(
    found.pairs.flatMap(({ first, second, count }) => [
      [`${first} ${second}`, count],
      [`${second} ${first}`, count],
    ]),
  );
  const most = max(found.pairs, ({ count }) => count) ?? 1;
  const heads = codes.map((code) => ({ id: code, label: codebook.nameOf(code) }));
  return (
    <HeatMatrix
      caption={t('together.figure')}
      corner={t('picker.code')}
      rows={heads}
      columns={heads}
      cell={(row, column) => {
        const count = counts.get(`${row} ${column}`);
        if (count === undefined) return undefined;
        const level = Math.max(1, Math.ceil((4 * count) / most)) as 1 | 2 | 3 | 4;
        return { shown: count, level, label: said(row, column, count) };
      }}
      onOpen={(first, second) => props.onOpen({ first, second })}
    />
  );
}
