import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { coefficients } from '../../agreement/compare.ts';
import type { ComparedShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import classes from './agreement.module.css';
import { DisagreementsSheet } from './DisagreementsSheet.tsx';
import type { Asked } from './Figures.tsx';

type Cell = {
  readonly value: number | null;
  readonly why: string | null;
  readonly interval: { low: number; high: number } | null;
};

/** The answer of a comparison: over all codes, then code by code; each number opens the disagreements behind it. */
export function Compared(props: {
  answer: ComparedShown;
  asked: Asked;
  nameOf: (coder: string) => string;
  codebook: Codebook;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { answer, asked, codebook } = props;
  const [opened, setOpened] = useState<string | undefined>(undefined);
  const nameOf = (one: (typeof coefficients)[number]) =>
    t(one === 'cohen' && asked.coders.length > 2 ? 'coefficient.conger' : `coefficient.${one}`, {
      k: answer.pooled.categories,
    });
  if (answer.documents === 0)
    return (
      <Stack>
        <EmptyState title={t('agree.noTexts')} hint={t('agree.noTextsHint')} />
        <LeftOut of={answer} />
      </Stack>
    );
  return (
    <Stack gap={4}>
      <Panel title={t('agree.overall')} hint={t('agree.texts', { count: answer.documents })}>
        <DataList
          caption={t('agree.overall')}
          rows={coefficients.map((one) => ({ one, pooled: answer.pooled[one], mean: answer.mean[one] }))}
          rowKey={({ one }) => one}
          columns={[
            { key: 'name', label: t('agree.coefficient'), show: ({ one }) => nameOf(one) },
            {
              key: 'pooled',
              label: t('agree.pooled'),
              numeric: true,
              show: ({ pooled }) => <Shown cell={pooled} />,
            },
            {
              key: 'mean',
              label: t('agree.mean'),
              numeric: true,
              show: ({ mean }) => (
                <span>
                  <Shown cell={mean} />
                  <span className={classes['small']}>
                    {t('agree.meanOf', { of: mean.of, leftOut: mean.leftOut })}
                  </span>
                </span>
              ),
            },
          ]}
        />
        <LeftOut of={answer} />
        <p className={classes['small']}>{t('agree.quoted')}</p>
      </Panel>
      <Panel title={t('agree.byCode')} hint={t('agree.byCodeHint')}>
        <div className={classes['wide']}>
          <DataList
            caption={t('agree.byCode')}
            rows={answer.codes}
            rowKey={({ code }) => code}
            columns={[
              {
                key: 'code',
                label: t('picker.code'),
                show: ({ code }) => (
                  <Button kind="plain" onClick={() => setOpened(code)}>
                    {codebook.nameOf(code)}
                  </Button>
                ),
              },
              {
                key: 'units',
                label: t('agree.units'),
                numeric: true,
                show: ({ units }) => format.number(units),
              },
              {
                key: 'prevalence',
                label: t('agree.prevalence'),
                numeric: true,
                show: ({ prevalence, byCoder }) => (
                  <span>
                    {prevalence === null ? t('agree.undefined') : format.percent(prevalence, 1)}
                    <span className={classes['small']}>
                      {byCoder.map((share) => (share === null ? '–' : format.percent(share, 1))).join(' · ')}
                    </span>
                  </span>
                ),
              },
              ...coefficients.map((one) => ({
                key: one,
                label: nameOf(one),
                numeric: true,
                show: (row: ComparedShown['codes'][number]) => (
                  <button
                    type="button"
                    className={classes['number']}
                    onClick={() => setOpened(row.code)}
                    aria-label={t('agree.open', {
                      code: codebook.nameOf(row.code),
                      coefficient: nameOf(one),
                    })}
                  >
                    <Shown cell={row[one]} />
                  </button>
                ),
              })),
            ]}
          />
        </div>
      </Panel>
      <DisagreementsSheet
        asked={opened === undefined ? undefined : { ...asked, code: opened }}
        title={opened === undefined ? '' : codebook.nameOf(opened)}
        nameOf={props.nameOf}
        onClose={() => setOpened(undefined)}
      />
    </Stack>
  );
}

function Shown(props: { cell: Cell }) {
  const t = useWords(words);
  const format = useFormat();
  const { value, why, interval } = props.cell;
  if (value === null)
    return (
      <span className={classes['undefined']}>
        {t('agree.undefined')}
        <span className={classes['small']}>{why === null ? '' : t(`why.${why}` as 'why.noUnits')}</span>
      </span>
    );
  return (
    <span>
      {format.number(value, 3)}
      {interval && (
        <span className={classes['small']}>
          {t('agree.interval', {
            low: format.number(interval.low, 2),
            high: format.number(interval.high, 2),
          })}
        </span>
      )}
    </span>
  );
}

function LeftOut(props: { of: ComparedShown }) {
  const t = useWords(words);
  const { leftOut, changedSince, unused } = props.of;
  const lines = [
    leftOut.unfinished > 0 && t('agree.unfinished', { count: leftOut.unfinished }),
    leftOut.otherVersion > 0 && t('agree.otherVersion', { count: leftOut.otherVersion }),
    leftOut.blind > 0 && t('agree.blind', { count: leftOut.blind }),
    changedSince > 0 && t('agree.changedSince', { count: changedSince }),
    unused > 0 && t('agree.unused', { count: unused }),
    t('agree.resampled'),
  ].filter((line) => line !== false);
  return (
    <ul className={classes['notes']}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
