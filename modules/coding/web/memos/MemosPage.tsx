import { useState } from 'react';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useInfiniteQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { Link, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Memo } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useCodebook, useStudies } from '../api.ts';
import { useTried } from '../useTried.ts';
import { UndoButtons, useUndo } from '../useUndo.tsx';
import { MemoSheet } from './MemoSheet.tsx';

/** Every memo of a study in one place, with what it is about, who wrote it and when. */
export function MemosPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const study = useStudies().data?.rows.find((row) => row.id === studyId);
  const codebook = useCodebook(study);
  const tried = useTried();
  const undo = useUndo(studyId);
  const [open, setOpen] = useState<Memo | 'new' | undefined>(undefined);
  const asked = useInfiniteQuery({
    queryKey: ['coding.listMemos', studyId],
    queryFn: ({ pageParam }) =>
      api.listMemos({ study: studyId, limit: 50, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const back = { to: `/studies/${studyId}`, label: study?.title ?? t('text.studies') };
  const save = (format: 'csv' | 'xlsx') =>
    tried(async () => saveFile(await api.exportMemos({ study: studyId, format })));
  return (
    <Page
      title={t('memos.title')}
      lede={t('memos.lede')}
      back={back}
      stage="understand"
      actions={
        <Row>
          <Button kind="primary" onClick={() => setOpen('new')}>
            {t('memos.writeStudy')}
          </Button>
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} icon="download" onClick={() => void save(format)}>
              {format.toUpperCase()}
            </Button>
          ))}
        </Row>
      }
    >
      <Stack>
        <UndoButtons of={undo} />
        <Answer of={asked}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            if (rows.length === 0) return <EmptyState title={t('memos.none')} hint={t('memos.noneHint')} />;
            return (
              <Stack>
                {codebook &&
                  rows.map((memo) => (
                    <One key={memo.id} memo={memo} codebook={codebook} onOpen={() => setOpen(memo)} />
                  ))}
                {asked.hasNextPage && (
                  <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
                    {t('quotes.more')}
                  </Button>
                )}
              </Stack>
            );
          }}
        </Answer>
      </Stack>
      {codebook && (
        <MemoSheet
          open={open !== undefined}
          onClose={() => setOpen(undefined)}
          studyId={studyId}
          codebook={codebook}
          on={{ about: 'study' }}
          memo={typeof open === 'object' ? open : undefined}
        />
      )}
    </Page>
  );
}

function One(props: { memo: Memo; codebook: Codebook; onOpen: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const tried = useTried();
  const { memo, codebook } = props;
  const client = useQueryClient();
  const remove = () =>
    tried(async () => {
      await api.removeMemo({ id: memo.id, version: memo.version });
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.'),
      });
    });
  return (
    <Panel
      look="quiet"
      title={memo.code === null ? t(`memos.about.${memo.about}`) : codebook.nameOf(memo.code)}
      actions={
        <Row gap={1}>
          <Button size="small" icon="edit" onClick={props.onOpen}>
            {t('memos.change')}
          </Button>
          <Button size="small" icon="remove" onClick={() => void remove()}>
            {t('memos.remove')}
          </Button>
        </Row>
      }
    >
      <Stack gap={2}>
        {memo.quote && <Quote stage="understand">{memo.quote}</Quote>}
        <p style={{ whiteSpace: 'pre-wrap' }}>{memo.text}</p>
        <Row>
          {memo.links.map((link) =>
            link.kind === 'code' ? (
              <Badge key={link.code} tone="still">
                {codebook.nameOf(link.code)}
              </Badge>
            ) : null,
          )}
          {memo.sourceId && <Link to={`/texts/${memo.sourceId}`}>{memo.label || t('text.title')}</Link>}
          <span>{memo.own ? t('margin.you') : (memo.author ?? t('margin.other'))}</span>
          <time dateTime={memo.createdAt}>{format.moment(memo.createdAt)}</time>
        </Row>
      </Stack>
    </Panel>
  );
}
