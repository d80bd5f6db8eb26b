import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { addDays } from '../../../../kernel/time.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { BarChart } from '../../../../ui/chart/BarChart.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useProgramName } from '../../../pathway/web/index.ts';
import type { groundwork } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useLists } from '../api.ts';
import classes from '../groundwork.module.css';
import { NeedSheet } from './NeedSheet.tsx';
import { RateSheet } from './RateSheet.tsx';
import { RateList } from './RateList.tsx';

type Reach = OutputOf<typeof groundwork.operations.reach>;
type Program = Reach['programs'][number];

/** For each program of a site: whom it is meant for, whom it reaches, and published rates beside. */
export function ReachTab({ siteId }: { siteId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const [estimating, setEstimating] = useState(false);
  const asked = useQuery({ queryKey: ['groundwork.reach', siteId], queryFn: () => api.reach({ siteId }) });
  return (
    <Answer of={asked}>
      {({ programs, runs, from, to }) => (
        <Stack>
          {runs && (
            <Row>
              <Button kind="primary" icon="plus" onClick={() => setEstimating(true)}>
                {t('reach.estimate')}
              </Button>
            </Row>
          )}
          <p className={classes['quiet']}>
            {t('reach.reachedHint', { from: format.day(from), to: format.day(addDays(to, -1)) })}
          </p>
          {programs.length === 0 && <EmptyState title={t('reach.none')} hint={t('reach.noneHint')} />}
          {programs.map((one) => (
            <ProgramReach key={one.programCode} of={one} runs={runs} over={{ from, to }} />
          ))}
          {estimating && <NeedSheet siteId={siteId} onClose={() => setEstimating(false)} />}
        </Stack>
      )}
    </Answer>
  );
}

function ProgramReach({
  of,
  runs,
  over,
}: {
  of: Program;
  runs: boolean;
  over: { from: string; to: string };
}) {
  const t = useWords(words);
  const format = useFormat();
  const program = useProgramName();
  const [adding, setAdding] = useState(false);
  const need = of.needs[0];
  const reached = of.reached === null ? t('reach.few') : format.number(of.reached);
  const share = need === undefined || of.reached === null ? null : of.reached / need.people;
  const bars = [
    { label: t('reach.reached'), value: of.reached, shown: reached, mark: true },
    ...(need === undefined
      ? []
      : [{ label: t('reach.need'), value: need.people, shown: format.number(need.people) }]),
  ];
  return (
    <Panel title={program(of.programCode)} hint={t('reach.title')}>
      <Stack>
        <BarChart title={t('reach.title')} bars={bars} caption={false} />
        {share !== null && (
          <p>
            <strong>{t('reach.shareOf', { share: format.percent(share, share < 0.1 ? 1 : 0) })}</strong>
          </p>
        )}
        <Needs of={of} runs={runs} />
        <RateList
          rates={of.rates}
          runs={runs}
          over={over}
          here={{ value: share, shown: share === null ? '–' : format.percent(share, 1) }}
        />
        {runs && (
          <Row>
            <Button size="small" icon="plus" onClick={() => setAdding(true)}>
              {t('rate.add')}
            </Button>
          </Row>
        )}
        {adding && <RateSheet about={{ programCode: of.programCode }} onClose={() => setAdding(false)} />}
      </Stack>
    </Panel>
  );
}

function Needs({ of, runs }: { of: Program; runs: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const lists = useLists();
  const { act, busy } = useAct(() => undefined);
  if (of.needs.length === 0) return <p className={classes['quiet']}>{t('reach.noNeed')}</p>;
  return (
    <ul className={classes['lines']}>
      {of.needs.map((need) => {
        const people = format.number(need.people);
        const { low, high, id, version } = need;
        return (
          <li key={id}>
            <strong>
              {low === null || high === null
                ? people
                : t('reach.range', { people, low: format.number(low), high: format.number(high) })}
            </strong>{' '}
            {t('reach.from', {
              how: lists.name(need.estimateCode),
              source: need.source,
              day: format.day(need.asOf),
            })}{' '}
            {runs && (
              <Button
                kind="plain"
                size="small"
                busy={busy}
                label={`${t('reach.withdraw')}: ${people}`}
                onClick={() => void act(() => api.withdrawNeed({ id, version }), t('saved'))}
              >
                {t('reach.withdraw')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
