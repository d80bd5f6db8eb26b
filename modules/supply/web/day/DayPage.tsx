import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { BarChart } from '../../../../ui/chart/BarChart.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { useFormat } from '../../../../kernel/web/format.ts';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { todayHere } from '../../../pathway/web/index.ts';
import type { supply } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useOwnSite } from '../api.ts';
import { SiteChoice, SupplyNav } from '../SupplyNav.tsx';
import classes from '../supply.module.css';
import { DayRow } from './DayRow.tsx';
import { useTaps } from './useTaps.ts';

type Sheet = OutputOf<typeof supply.operations.daySheet>;

/** The clinic's day on one screen: many clients, few taps, with or without a line. */
export function DayPage() {
  const t = useWords(words);
  const [site, chooseSite] = useAddressChoice('site', '');
  const [day, chooseDay] = useAddressChoice('day', todayHere());
  const { id } = useOwnSite(site);
  const asked = useQuery({
    queryKey: ['supply.daySheet', id, day],
    queryFn: () => api.daySheet({ siteId: id ?? '', day }),
    enabled: id !== undefined,
  });
  return (
    <Page title={t('day.title')} lede={t('day.lede')} stage="deliver">
      <SupplyNav />
      <SiteChoice site={site} choose={chooseSite} />
      {id === undefined ? (
        <EmptyState title={t('day.noSite')} />
      ) : (
        <Stack>
          <DayField label={t('day.day')} value={day} max={todayHere()} onChange={chooseDay} />
          <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
            {(sheet) => <Sheet key={`${id}${day}`} sheet={sheet} />}
          </Answer>
        </Stack>
      )}
    </Page>
  );
}

function Sheet(props: { sheet: Sheet }) {
  const t = useWords(words);
  const { sheet } = props;
  const taps = useTaps(sheet.day);
  const [typed, setTyped] = useState('');
  if (sheet.rows.length === 0) return <EmptyState title={t('day.none')} hint={t('day.noneHint')} />;
  const left = sheet.rows.filter((row) => row.events.length === 0 && !taps.of(row.prescriptionId)).length;
  const fits = (name: string) => name.toLowerCase().includes(typed.trim().toLowerCase());
  return (
    <Stack>
      <FieldRow>
        <TextField label={t('day.find')} value={typed} onChange={setTyped} />
      </FieldRow>
      <p className={classes['quiet']} role="status">
        {left === 0
          ? t('day.allDone', { all: sheet.rows.length })
          : t('day.left', { left, all: sheet.rows.length })}
      </p>
      <ul className={classes['rows']}>
        {sheet.rows
          .filter((row) => fits(row.clientName))
          .map((row) => (
            <DayRow key={row.prescriptionId} row={row} taps={taps} />
          ))}
      </ul>
      <Hours sheet={sheet} />
    </Stack>
  );
}

function Hours(props: { sheet: Sheet }) {
  const t = useWords(words);
  const format = useFormat();
  const { hours } = props.sheet;
  if (hours.length === 0) return null;
  return (
    <Panel title={t('day.hours')} hint={t('day.hoursHint')}>
      <BarChart
        title={t('day.hours')}
        caption={false}
        bars={hours.map(({ hour, doses, usual }) => ({
          label: t('day.hour', { hour }),
          value: doses,
          shown: t('day.hourShown', { doses, usual: format.number(usual, 1) }),
        }))}
      />
    </Panel>
  );
}
