import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { addDays } from '../../../../kernel/time.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { SpanChart } from '../../../../ui/chart/SpanChart.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Funding } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useOnlyFunder } from '../api.ts';
import { MoneySheet } from './MoneySheet.tsx';

/** The money a site runs on: over time, until when, and what would end with it. */
export function MoneyTab({ siteId }: { siteId: string }) {
  const t = useWords(words);
  const onlyFunder = useOnlyFunder();
  const [open, setOpen] = useState<Funding | 'new' | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['groundwork.listFunding', siteId],
    queryFn: () => api.listFunding({ siteId }),
  });
  const nothing = onlyFunder ? 'noneFunder' : 'none';
  return (
    <Answer of={asked}>
      {({ rows, runs, today }) => (
        <Stack>
          {runs && (
            <Row>
              <Button kind="primary" icon="plus" onClick={() => setOpen('new')}>
                {t('money.add')}
              </Button>
            </Row>
          )}
          {rows.length === 0 ? (
            <EmptyState title={t(`money.${nothing}`)} hint={t(`money.${nothing}Hint`)} />
          ) : (
            <>
              <Drawing rows={rows} today={today} />
              <List rows={rows} {...(runs ? { onChange: setOpen } : {})} />
            </>
          )}
          {open !== undefined && (
            <MoneySheet
              siteId={siteId}
              today={today}
              {...(open === 'new' ? {} : { funding: open })}
              onClose={() => setOpen(undefined)}
            />
          )}
        </Stack>
      )}
    </Answer>
  );
}

function useLastDay() {
  const t = useWords(words);
  const format = useFormat();
  return (row: Funding) => (row.lastOn === null ? t('money.openEnd') : format.day(row.lastOn));
}

function Drawing({ rows, today }: { rows: readonly Funding[]; today: string }) {
  const t = useWords(words);
  const format = useFormat();
  const last = useLastDay();
  const to = [addDays(today, 365), ...rows.flatMap((row) => row.lastOn ?? [])].sort().at(-1) ?? today;
  return (
    <Panel title={t('money.drawing')}>
      <SpanChart
        title={t('money.drawing')}
        to={to}
        rows={[
          {
            label: t('money.today', { day: format.day(today) }),
            spans: [],
            spots: [{ on: today, filled: true }],
          },
          ...rows.map((row) => ({
            label: row.source,
            spans: [
              {
                from: row.startsOn,
                to: row.lastOn === null ? null : addDays(row.lastOn, 1),
                apart: row.ending !== 'far',
                text: last(row),
              },
            ],
            spots: [],
          })),
        ]}
        table={{
          head: [t('money.source'), t('money.startsOn'), t('money.lastOn')],
          rows: rows.map((row) => [row.source, format.day(row.startsOn), last(row)]),
        }}
        note={t('money.drawingNote')}
      />
    </Panel>
  );
}

function List(props: { rows: readonly Funding[]; onChange?: (row: Funding) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const last = useLastDay();
  const { onChange } = props;
  return (
    <Panel title={t('money.title')}>
      <DataList
        caption={t('money.title')}
        rows={props.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'source', label: t('money.source'), show: (row) => row.source },
          { key: 'purpose', label: t('money.purpose'), show: (row) => row.purpose },
          {
            key: 'amount',
            label: t('money.amountShort'),
            numeric: true,
            show: (row) => (row.amountCents === null ? '' : format.number(row.amountCents / 100)),
          },
          {
            key: 'last',
            label: t('money.lastOn'),
            show: (row) => (
              <span>
                {last(row)}{' '}
                {row.ending !== 'far' && (
                  <Badge tone={row.ending === 'six_months' ? 'info' : 'warn'}>
                    {t(`ending.${row.ending}`)}
                  </Badge>
                )}
              </span>
            ),
          },
          { key: 'renewal', label: t('money.renewal'), show: (row) => t(`money.renewal.${row.renewal}`) },
          { key: 'endsWith', label: t('money.endsWith'), show: (row) => row.endsWith },
        ]}
        {...(onChange
          ? {
              actions: (row: Funding) => (
                <Button
                  size="small"
                  label={t('money.changeOf', { source: row.source })}
                  onClick={() => onChange(row)}
                >
                  {t('money.change')}
                </Button>
              ),
              actionsLabel: t('money.change'),
            }
          : {})}
      />
    </Panel>
  );
}
