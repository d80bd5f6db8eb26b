import { useState } from 'react';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useInfiniteQuery, useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Participant, Participation, Variable } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSites } from '../api.ts';
import { ParticipantSheet } from './ParticipantSheet.tsx';
import { percent } from './percent.ts';
import { VariableSheet } from './VariableSheet.tsx';

/** The people of a study: how many took part, who they are under their pseudonyms, and what the study knows of them. */
export function ParticipantsPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const { sees } = useSession();
  const [open, setOpen] = useState<'person' | 'variable' | Participant | undefined>(undefined);
  const studies = useQuery({ queryKey: ['evidence.listStudies'], queryFn: () => api.listStudies({}) });
  const study = studies.data?.rows.find((row) => row.id === studyId);
  const asked = useInfiniteQuery({
    queryKey: ['evidence.listParticipants', studyId],
    queryFn: ({ pageParam }) =>
      api.listParticipants({ studyId, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const variables = asked.data?.pages[0]?.variables ?? [];
  const add = (
    <Button kind="primary" icon="plus" onClick={() => setOpen('person')}>
      {t('people.add')}
    </Button>
  );
  return (
    <Page
      title={t('people.title')}
      lede={t('people.lede')}
      back={{ to: `/studies/${studyId}`, label: study?.title ?? t('studies.title') }}
      stage="listen"
      width="wide"
      actions={
        <Row>
          <ButtonLink to={`/studies/${studyId}/survey`}>{t('survey.title')}</ButtonLink>
          {sees(['steward', 'privacy']) && (
            <ButtonLink to={`/studies/${studyId}/key`}>{t('key.title')}</ButtonLink>
          )}
          {add}
        </Row>
      }
    >
      <Stack gap={5}>
        <ParticipationPanel studyId={studyId} />
        <Panel
          title={t('people.list')}
          stage="listen"
          actions={
            <Button icon="plus" onClick={() => setOpen('variable')}>
              {t('variable.add')}
            </Button>
          }
        >
          <Answer of={asked}>
            {({ pages }) => (
              <People
                rows={pages.flatMap((page) => page.rows)}
                variables={variables}
                onChange={setOpen}
                empty={<EmptyState title={t('people.none')} hint={t('people.noneHint')} action={add} />}
                onMore={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined}
              />
            )}
          </Answer>
        </Panel>
      </Stack>
      {open === 'variable' && <VariableSheet studyId={studyId} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== 'variable' && (
        <ParticipantSheet
          studyId={studyId}
          row={open === 'person' ? undefined : open}
          variables={variables}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

function People(props: {
  rows: readonly Participant[];
  variables: readonly Variable[];
  onChange: (row: Participant) => void;
  empty: React.ReactNode;
  onMore: (() => void) | undefined;
}) {
  const t = useWords(words);
  const { nameOf } = useSites();
  const valueOf = (row: Participant) =>
    props.variables
      .flatMap(({ id, name }) => {
        const value = row.values.find((one) => one.variableId === id)?.value;
        return value === undefined ? [] : [`${name}: ${value}`];
      })
      .join(' · ');
  return (
    <DataList
      caption={t('people.list')}
      rows={props.rows}
      rowKey={(row) => row.id}
      empty={props.empty}
      onMore={props.onMore}
      actions={(row) => (
        <Button
          kind="plain"
          size="small"
          label={t('people.changeOf', { name: row.pseudonym })}
          onClick={() => props.onChange(row)}
        >
          {t('people.change')}
        </Button>
      )}
      actionsLabel={t('people.change')}
      columns={[
        { key: 'who', label: t('texts.pseudonym'), show: (row) => row.pseudonym },
        { key: 'part', label: t('texts.part'), show: (row) => row.part ?? '' },
        { key: 'site', label: t('texts.site'), show: (row) => nameOf(row.siteId) },
        { key: 'standing', label: t('people.standing'), show: (row) => t(`person.${row.standing}`) },
        { key: 'values', label: t('people.variables'), show: valueOf },
        { key: 'texts', label: t('texts.title'), show: (row) => row.texts, numeric: true },
      ]}
    />
  );
}

function ParticipationPanel(props: { studyId: string }) {
  const t = useWords(words);
  const { studyId } = props;
  const asked = useQuery({
    queryKey: ['evidence.participation', studyId],
    queryFn: () => api.participation({ studyId }),
  });
  return (
    <Panel
      title={t('participation.title')}
      stage="listen"
      actions={
        <Button
          icon="download"
          onClick={() => void api.exportParticipation({ studyId, format: 'csv' }).then(saveFile)}
        >
          {t('participation.export')}
        </Button>
      }
    >
      <Answer of={asked}>{(told) => <Told told={told} />}</Answer>
    </Panel>
  );
}

function Told(props: { told: Participation }) {
  const t = useWords(words);
  const { nameOf } = useSites();
  const { told } = props;
  return (
    <Stack>
      <p>{told.sentence}</p>
      {told.rows.length > 0 && (
        <DataList
          caption={t('participation.title')}
          rows={told.rows}
          rowKey={(row) => `${row.part ?? ''}/${row.siteId ?? ''}`}
          columns={[
            { key: 'part', label: t('texts.part'), show: (row) => row.part ?? t('participation.noPart') },
            { key: 'site', label: t('texts.site'), show: (row) => nameOf(row.siteId) },
            { key: 'asked', label: t('participation.asked'), show: (row) => row.asked, numeric: true },
            ...(['took_part', 'declined', 'missing', 'withdrew', 'invited'] as const).map((standing) => ({
              key: standing,
              label: t(`standing.${standing}`),
              show: (row: Participation['rows'][number]) => row.counts[standing],
              numeric: true,
            })),
            { key: 'rate', label: t('participation.rate'), show: (row) => percent(row.rate), numeric: true },
          ]}
        />
      )}
    </Stack>
  );
}
