import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { Panels } from '../../../kernel/web/panels.tsx';
import { useInfiniteQuery, useQuery } from '../../../kernel/web/queries.ts';
import { useParam } from '../../../kernel/web/router.tsx';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { SurveysPanel } from './asking/SurveysPanel.tsx';
import { api, useSites } from './api.ts';
import { ConsentButton } from './ConsentButton.tsx';
import { studyPlace } from './places.ts';
import { ReviewsPanel } from './reviews/ReviewsPanel.tsx';
import { UploadSheet } from './UploadSheet.tsx';

/** One study: its texts, and what is made of them. */
export function StudyPage() {
  const t = useWords(words);
  const id = useParam('id');
  const { sees } = useSession();
  const [adding, setAdding] = useState(false);
  const studies = useQuery({ queryKey: ['evidence.listStudies'], queryFn: () => api.listStudies({}) });
  const study = studies.data?.rows.find((row) => row.id === id);
  const researcher = sees(['evaluator', 'steward']);
  const add = researcher && (
    <Button kind="primary" icon="upload" onClick={() => setAdding(true)}>
      {t('texts.add')}
    </Button>
  );
  const actions = researcher && (
    <Row>
      <ButtonLink to={`/studies/${id}/participants`}>{t('people.title')}</ButtonLink>
      <ButtonLink to={`/studies/${id}/survey`}>{t('survey.title')}</ButtonLink>
      {add}
    </Row>
  );
  const back = { to: '/studies', label: t('studies.title') };
  if (studies.data !== undefined && study === undefined) {
    return <Page title={t('studies.gone')} back={back} stage="listen" />;
  }
  return (
    <Page title={study?.title ?? t('studies.title')} stage="listen" back={back} actions={actions}>
      <Stack gap={5}>
        {researcher && <SurveysPanel studyId={id} />}
        {researcher && study !== undefined && <ReviewsPanel study={study} />}
        <Panels at={studyPlace} with={{ studyId: id }} waiting={<Skeletons shape="rows" count={2} />} />
        <Texts studyId={id} researcher={researcher} add={add} />
      </Stack>
      <UploadSheet
        studyId={id}
        siteIds={study?.siteIds ?? []}
        open={adding}
        onClose={() => setAdding(false)}
      />
    </Page>
  );
}

function Texts(props: { studyId: string; researcher: boolean; add: React.ReactNode }) {
  const t = useWords(words);
  const format = useFormat();
  const { nameOf } = useSites();
  const { studyId, researcher } = props;
  const asked = useInfiniteQuery({
    queryKey: ['evidence.listSources', studyId],
    queryFn: ({ pageParam }) =>
      api.listSources({ studyId, limit: 50, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  return (
    <Panel title={t('texts.title')} hint={t('texts.hint')} stage="listen">
      <Answer of={asked} waiting={<Skeletons shape="rows" />}>
        {({ pages }) => (
          <DataList
            caption={t('texts.title')}
            rows={pages.flatMap((page) => page.rows)}
            rowKey={(row) => row.id}
            to={researcher ? (row) => `/texts/${row.id}` : undefined}
            empty={<EmptyState title={t('texts.none')} hint={t('texts.noneHint')} action={props.add} />}
            onMore={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined}
            moreBusy={asked.isFetchingNextPage}
            actions={researcher ? (row) => <ConsentButton source={row} /> : undefined}
            actionsLabel={t('consent.label')}
            columns={[
              { key: 'label', label: t('texts.who'), show: (row) => row.label || t('texts.nameless') },
              { key: 'part', label: t('texts.part'), show: (row) => row.part ?? '' },
              { key: 'kind', label: t('texts.kind'), show: (row) => t(`kind.${row.kind}`) },
              { key: 'site', label: t('texts.site'), show: (row) => nameOf(row.siteId) },
              {
                key: 'length',
                label: t('texts.length'),
                show: (row) => format.number(row.characters),
                numeric: true,
                wideOnly: true,
              },
            ]}
          />
        )}
      </Answer>
    </Panel>
  );
}
