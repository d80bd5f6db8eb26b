import { useState } from 'react';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useAddressChoice, useParam } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useCodebook, useSites, useStudies } from '../api.ts';
import { smallDecision, SmallGroups } from './SmallGroups.tsx';

/** The quotes of a study as a table that leaves: which rows, whom they would point to, and the file. */
export function QuotesPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const { sees } = useSession();
  const study = useStudies().data?.rows.find((row) => row.id === studyId);
  const codebook = useCodebook(study);
  const sites = useSites();
  const [key, chooseKey] = useAddressChoice('domain', '');
  const [site, chooseSite] = useAddressChoice('site', '');
  const [valence, chooseValence] = useAddressChoice('valence', '');
  const all = { value: '', label: t('quotesTable.all') };
  const domains = (codebook?.codes ?? []).filter((entry) => entry.parent === null);
  const cell = {
    study: studyId,
    by: 'domain' as const,
    ...(key === '' ? {} : { key }),
    ...(site === '' ? {} : { siteId: site }),
    ...(valences.some((one) => one === valence) ? { valence: valence as (typeof valences)[number] } : {}),
  };
  return (
    <Page
      title={t('quotesTable.title')}
      lede={t('quotesTable.lede')}
      stage="understand"
      back={{ to: `/studies/${studyId}`, label: study?.title ?? t('text.studies') }}
    >
      <Stack gap={4}>
        <FieldRow>
          <SelectField
            label={t('quotesTable.domain')}
            value={key}
            onChange={(value) => chooseKey(value ?? '')}
            options={[
              all,
              ...domains.map(({ code }) => ({ value: code, label: codebook?.nameOf(code) ?? code })),
            ]}
          />
          <SelectField
            label={t('quotesTable.site')}
            value={site}
            onChange={(value) => chooseSite(value ?? '')}
            options={[all, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <SelectField
            label={t('quotes.valence')}
            value={valence}
            onChange={(value) => chooseValence(value ?? '')}
            options={[all, ...valences.map((one) => ({ value: one, label: t(`valence.${one}`) }))]}
          />
        </FieldRow>
        <Leaving key={JSON.stringify(cell)} cell={cell} />
        {sees(['evaluator', 'steward']) && <Before studyId={studyId} />}
      </Stack>
    </Page>
  );
}

type Cell = Parameters<typeof api.previewQuotes>[0];

function Leaving(props: { cell: Cell }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { cell } = props;
  const [decision, setDecision] = useState(smallDecision);
  const [tried, setTried] = useState(false);
  const asked = useQuery({
    queryKey: ['coding.previewQuotes', cell],
    queryFn: () => api.previewQuotes(cell),
  });
  const changed = () => client.invalidateQueries({ queryKey: ['coding.listDisclosures'] });
  const { act, busy, failure } = useAct({ changed, done: () => undefined });
  const take = (format: 'csv' | 'xlsx', small: boolean) => {
    setTried(true);
    if (small && decision.small === 'keep' && decision.reason.trim().length < 3) return;
    const { reason } = decision;
    const more = small ? { small: decision.small, ...(reason === '' ? {} : { reason }) } : {};
    void act(
      async () => saveFile(await api.exportQuotes({ ...cell, format, ...more })),
      t('quotesTable.taken'),
    );
  };
  return (
    <Answer of={asked} waiting={<Skeletons shape="lines" count={3} />}>
      {({ rows, texts, people, most, fewest, small }) => {
        if (rows === 0)
          return <EmptyState title={t('quotesTable.nothing')} hint={t('quotesTable.nothingHint')} />;
        if (rows > most) return <Notice tone="warn">{t('quotesTable.tooMany', { most })}</Notice>;
        return (
          <Panel title={t('quotesTable.counted', { rows, texts, people })}>
            <Stack gap={4}>
              <SmallGroups
                groups={small}
                fewest={fewest}
                value={decision}
                onChange={setDecision}
                tried={tried}
              />
              <Failure of={failure} while="doing" />
              <Row>
                <Button
                  kind="primary"
                  icon="download"
                  busy={busy}
                  onClick={() => take('xlsx', small.length > 0)}
                >
                  {t('quotesTable.excel')}
                </Button>
                <Button icon="download" busy={busy} onClick={() => take('csv', small.length > 0)}>
                  {t('quotesTable.csv')}
                </Button>
              </Row>
            </Stack>
          </Panel>
        );
      }}
    </Answer>
  );
}

/** What left although it points to few people: who decided so, and why. */
function Before(props: { studyId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({
    queryKey: ['coding.listDisclosures', props.studyId],
    queryFn: () => api.listDisclosures({ study: props.studyId }),
  });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('small.before')} look="quiet">
      <DataList
        caption={t('small.before')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'reason', label: t('small.reason'), show: (row) => row.reason },
          { key: 'what', label: t('file.kind'), show: (row) => t(`small.what.${row.what}`) },
          { key: 'name', label: t('small.who'), show: (row) => row.name },
          { key: 'at', label: t('small.when'), show: (row) => format.moment(row.at) },
          { key: 'groups', label: t('small.groups'), numeric: true, show: (row) => row.groups },
          { key: 'fewest', label: t('small.smallest'), numeric: true, show: (row) => row.fewest },
        ]}
      />
    </Panel>
  );
}
