import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import type { EmployerLine, OpeningLine } from '../../register/contract.ts';
import words from '../../words.json' with { type: 'json' };
import { BenefitTables } from './BenefitTables.tsx';
import { EmployerSheet } from './EmployerSheet.tsx';
import { useEmployers } from './api.ts';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The employers a team knows, what is open there, and the benefit tables in force. */
export function EmployersPage() {
  const t = useWords(words);
  const { sees } = useSession();
  const known = useEmployers();
  const [adding, setAdding] = useState(false);
  const add = (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {t('register.add')}
    </Button>
  );
  return (
    <Page title={t('register.title')} lede={t('register.lede')} stage="deliver" actions={add}>
      <Answer of={known}>
        {({ rows, openings }) => (
          <Tabs
            label={t('register.title')}
            tabs={[
              {
                id: 'employers',
                label: t('register.employers'),
                count: rows.length,
                show: () => <Employers rows={rows} />,
              },
              {
                id: 'openings',
                label: t('register.openings'),
                count: openings.length,
                show: () => <Openings rows={openings} employers={rows} />,
              },
              {
                id: 'benefits',
                label: t('benefits.title'),
                show: () => <BenefitTables adds={sees(['coordinator', 'steward'])} />,
              },
            ]}
          />
        )}
      </Answer>
      {adding && <EmployerSheet onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Employers(props: { rows: readonly EmployerLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const met = (row: EmployerLine) =>
    row.lastMetOn === null ? t('register.neverMet') : format.day(row.lastMetOn);
  const rows = props.rows.filter((row) => plain(`${row.name} ${row.place}`).includes(plain(typed.trim())));
  return (
    <Stack gap={3}>
      {props.rows.length > 8 && (
        <TextField
          label={t('register.find')}
          type="search"
          required={false}
          value={typed}
          onChange={setTyped}
        />
      )}
      <DataList
        caption={t('register.employers')}
        rows={rows}
        rowKey={(row) => row.id}
        to={(row) => `/work/employers/${row.id}`}
        empty={<EmptyState title={t('register.none')} hint={t('register.noneHint')} />}
        columns={[
          { key: 'name', label: t('job.employer'), show: (row) => row.name },
          {
            key: 'trade',
            label: t('trade'),
            show: (row) => (row.trade === null ? '' : t(`trade.${row.trade}`)),
          },
          { key: 'place', label: t('register.place'), show: (row) => row.place },
          { key: 'met', label: t('register.lastMet'), show: met },
          {
            key: 'meetings',
            label: t('register.meetings'),
            show: (row) => row.meetings,
            numeric: true,
            wideOnly: true,
          },
          { key: 'openings', label: t('register.openings'), show: (row) => row.openings, numeric: true },
        ]}
      />
    </Stack>
  );
}

function Openings(props: { rows: readonly OpeningLine[]; employers: readonly EmployerLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = (id: string) => props.employers.find((one) => one.id === id)?.name ?? '';
  return (
    <DataList
      caption={t('register.openings')}
      rows={props.rows}
      rowKey={(row) => row.id}
      to={(row) => `/work/employers/${row.employerId}`}
      empty={<EmptyState title={t('opening.none')} hint={t('opening.noneHint')} />}
      columns={[
        { key: 'title', label: t('job.what'), show: (row) => row.title },
        { key: 'employer', label: t('job.employer'), show: (row) => nameOf(row.employerId) },
        { key: 'trade', label: t('trade'), show: (row) => t(`trade.${row.trade}`) },
        {
          key: 'hours',
          label: t('job.hours'),
          show: (row) =>
            row.weeklyHours === null ? '' : `${format.number(row.weeklyHours)} ${t('job.hoursUnit')}`,
        },
        { key: 'since', label: t('opening.since'), show: (row) => format.day(row.openedOn) },
      ]}
    />
  );
}
