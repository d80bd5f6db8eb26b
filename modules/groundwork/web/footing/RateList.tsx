import { addDays } from '../../../../kernel/time.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { BarChart } from '../../../../ui/chart/BarChart.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { Rate } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import classes from '../groundwork.module.css';

/** A figure here (a fraction) beside published rates: drawn, then each with of whom and where it was published. */
export function RateList(props: {
  rates: readonly Rate[];
  runs: boolean;
  here: { value: number | null; shown: string };
  /** The days that the figure here was counted over, half-open. */
  over: { from: string; to: string };
}) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { act, busy } = useAct(() => undefined);
  if (props.rates.length === 0) return null;
  const { from, to } = props.over;
  const here = t('rate.here', { from: format.day(from), to: format.day(addDays(to, -1)) });
  const nameOf = (rate: Rate) =>
    rate.year === null ? read(rate.name) : t('rate.year', { name: read(rate.name), year: String(rate.year) });
  return (
    <section aria-label={t('rate.title')}>
      <Stack gap={2}>
        <h3>{t('rate.title')}</h3>
        <BarChart
          title={t('rate.title')}
          caption={false}
          bars={[
            { label: here, ...props.here, mark: true },
            ...props.rates.map((rate) => ({
              label: nameOf(rate),
              value: rate.percent / 100,
              shown: format.percent(rate.percent / 100, 1),
            })),
          ]}
        />
        <ul className={classes['lines']}>
          {props.rates.map((rate) => (
            <li key={`${rate.id ?? ''}${rate.name.en}`}>
              <strong>{nameOf(rate)}</strong>{' '}
              <span className={classes['quiet']}>
                {t('rate.about', { population: read(rate.population), source: read(rate.source) })}
              </span>{' '}
              {props.runs && rate.id !== null && rate.version !== null && (
                <Withdraw id={rate.id} version={rate.version} name={nameOf(rate)} act={act} busy={busy} />
              )}
            </li>
          ))}
        </ul>
        <p className={classes['quiet']}>{t('rate.care')}</p>
      </Stack>
    </section>
  );
}

type Acting = ReturnType<typeof useAct>;

function Withdraw(props: { id: string; version: number; name: string; act: Acting['act']; busy: boolean }) {
  const t = useWords(words);
  const { id, version, name, act, busy } = props;
  return (
    <Button
      kind="plain"
      size="small"
      busy={busy}
      label={t('rate.withdrawOf', { name })}
      onClick={() => void act(() => api.withdrawRate({ id, version }), t('saved'))}
    >
      {t('rate.withdraw')}
    </Button>
  );
}
