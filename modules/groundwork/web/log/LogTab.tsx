import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { SpanChart } from '../../../../ui/chart/SpanChart.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Entry } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useLists } from '../api.ts';
import { EntryBody } from './EntryBody.tsx';
import { EntrySheet } from './EntrySheet.tsx';

/** What a site asked, told and heard: over time, and entry by entry. */
export function LogTab({ siteId }: { siteId: string }) {
  const t = useWords(words);
  const lists = useLists();
  const [kind, chooseKind] = useAddressChoice('kind', '');
  const [writing, setWriting] = useState(false);
  const asked = useQuery({
    queryKey: ['groundwork.listEntries', siteId, kind],
    queryFn: () => api.listEntries({ siteId, ...(kind === '' ? {} : { kindCode: kind }) }),
  });
  return (
    <Answer of={asked}>
      {({ rows, runs, today }) => (
        <Stack>
          <Row>
            {runs && (
              <Button kind="primary" icon="plus" onClick={() => setWriting(true)}>
                {t('log.write')}
              </Button>
            )}
          </Row>
          <SelectField
            label={t('log.show')}
            options={[{ value: '', label: t('log.all') }, ...lists.of('engagement')]}
            value={kind}
            onChange={(value) => chooseKind(value ?? '')}
          />
          {rows.length === 0 ? (
            <EmptyState
              title={t(kind === '' ? 'log.none' : 'log.noneOf')}
              hint={t(kind === '' ? 'log.noneHint' : 'log.noneOfHint')}
            />
          ) : (
            <Entries siteId={siteId} rows={rows} runs={runs} today={today} />
          )}
          {writing && <EntrySheet siteId={siteId} today={today} onClose={() => setWriting(false)} />}
        </Stack>
      )}
    </Answer>
  );
}

type Shown = { siteId: string; rows: readonly Entry[]; runs: boolean; today: string };

function Entries({ siteId, rows, runs, today }: Shown) {
  const t = useWords(words);
  const format = useFormat();
  const lists = useLists();
  return (
    <>
      <Panel title={t('log.drawing')}>
        <Drawing rows={rows} today={today} />
      </Panel>
      <Panel title={t('log.title')}>
        <Timeline
          label={t('log.title')}
          items={rows.map((entry) => ({
            id: entry.id,
            when: format.day(entry.happenedOn),
            by: entry.by,
            title: `${lists.name(entry.kindCode)} · ${entry.who}`,
            body: <EntryBody siteId={siteId} entry={entry} runs={runs} today={today} />,
          }))}
        />
      </Panel>
    </>
  );
}

/** Each kind as a line with its days; filled where something changed because of it. */
function Drawing({ rows, today }: { rows: readonly Entry[]; today: string }) {
  const t = useWords(words);
  const format = useFormat();
  const lists = useLists();
  const kinds = [...Map.groupBy(rows, (entry) => entry.kindCode)];
  return (
    <SpanChart
      title={t('log.drawing')}
      to={today}
      rows={kinds.map(([code, entries]) => ({
        label: lists.name(code),
        spans: [],
        spots: entries.map((entry) => ({ on: entry.happenedOn, filled: entry.changed !== '' })),
      }))}
      table={{
        head: [t('log.kind'), t('log.count'), t('log.last')],
        rows: kinds.map(([code, entries]) => [
          lists.name(code),
          format.number(entries.length),
          format.day(entries[0]?.happenedOn ?? today),
        ]),
      }}
      note={t('log.drawingNote')}
    />
  );
}
