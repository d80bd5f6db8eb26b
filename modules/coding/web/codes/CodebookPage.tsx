import { useMemo, useState } from 'react';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { SearchField } from '../../../../ui/fields/SearchField.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useCodebook, useStudies } from '../api.ts';
import { matching } from '../pick/find.ts';
import { useTried } from '../useTried.ts';
import { UndoButtons, useUndo } from '../useUndo.tsx';
import { MemoSheet } from '../memos/MemoSheet.tsx';
import { CodeDetail } from './CodeDetail.tsx';
import { CodeSheet, type CodeTask } from './CodeSheet.tsx';
import { CodesTree } from './CodesTree.tsx';
import classes from '../coding.module.css';

/** The codebook of a study: the locked codes with the team's own among them. */
export function CodebookPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const study = useStudies().data?.rows.find((row) => row.id === studyId);
  const codebook = useCodebook(study);
  const tried = useTried();
  const save = (format: 'csv' | 'xlsx') =>
    tried(async () => saveFile(await api.exportCodebook({ study: studyId, format })));
  return (
    <Page
      title={t('codebook.title')}
      lede={t('codebook.lede')}
      back={{ to: `/studies/${studyId}`, label: study?.title ?? t('text.studies') }}
      stage="understand"
      width="wide"
      actions={
        <Row>
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} icon="download" onClick={() => void save(format)}>
              {format.toUpperCase()}
            </Button>
          ))}
        </Row>
      }
    >
      {codebook ? <Tree studyId={studyId} codebook={codebook} /> : <Skeletons shape="rows" count={8} />}
    </Page>
  );
}

function Tree(props: { studyId: string; codebook: Codebook }) {
  const t = useWords(words);
  const { studyId, codebook } = props;
  const { sees } = useSession();
  const may = sees(['evaluator', 'steward']);
  const undo = useUndo(studyId);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [task, setTask] = useState<CodeTask | undefined>(undefined);
  const [noting, setNoting] = useState(false);
  const counted = useQuery({
    queryKey: ['coding.countCodes', studyId],
    queryFn: () => api.countCodes({ study: studyId }),
    enabled: may,
  });
  const counts = useMemo(
    () => new Map((counted.data?.rows ?? []).map((row) => [row.code, row.codings])),
    [counted.data],
  );
  const shown =
    typed.trim() === '' ? undefined : new Set(matching(codebook.codes, typed).map((entry) => entry.code));
  const entry = chosen === undefined ? undefined : codebook.entryOf(chosen);
  return (
    <>
      <div className={classes['book']}>
        <Panel
          title={t('codebook.codes', { count: codebook.codes.length })}
          stage="understand"
          actions={may && <UndoButtons of={undo} />}
        >
          <Stack gap={3}>
            <SearchField label={t('codebook.search')} value={typed} onChange={setTyped} />
            {may && (
              <Row>
                <Button icon="plus" kind="primary" onClick={() => setTask({ what: 'add', parent: null })}>
                  {t('codebook.add')}
                </Button>
              </Row>
            )}
            <CodesTree
              codebook={codebook}
              counts={counts}
              shown={shown}
              chosen={chosen}
              onChoose={setChosen}
              onTask={may ? setTask : undefined}
              onMemo={may ? () => setNoting(true) : undefined}
            />
          </Stack>
        </Panel>
        {entry && (
          <div className={classes['bookAside']}>
            <CodeDetail
              key={entry.code}
              entry={entry}
              codebook={codebook}
              codings={counts.get(entry.code) ?? 0}
              onTask={may ? setTask : undefined}
              onMemo={may ? () => setNoting(true) : undefined}
              onChoose={setChosen}
            />
          </div>
        )}
      </div>
      {task && (
        <CodeSheet studyId={studyId} codebook={codebook} task={task} onClose={() => setTask(undefined)} />
      )}
      {entry && (
        <MemoSheet
          open={noting}
          onClose={() => setNoting(false)}
          studyId={studyId}
          codebook={codebook}
          on={{ about: 'code', code: entry.code }}
        />
      )}
    </>
  );
}
