import { useEffect, useMemo, useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useInfiniteQuery, useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { SearchField } from '../../../../ui/fields/SearchField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { AnswerRow } from '../../contract.ts';
import type { Valence } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useCodebook, useSites, useStudies } from '../api.ts';
import { CodePicker } from '../pick/CodePicker.tsx';
import { fold } from '../pick/find.ts';
import { useTried } from '../useTried.ts';
import { UndoButtons, useUndo } from '../useUndo.tsx';
import { filtersOf, holds } from './filters.ts';
import { AnswersGrid } from './AnswersGrid.tsx';
import classes from '../coding.module.css';

const slotsAtMost = 9;

/** The short answers of a study in one grid: a digit takes a code, a letter its valence, and the row is coded. */
export function AnswersPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const study = useStudies().data?.rows.find((row) => row.id === studyId);
  const codebook = useCodebook(study);
  const asked = useInfiniteQuery({
    queryKey: ['coding.listAnswers', studyId],
    queryFn: ({ pageParam }) =>
      api.listAnswers({ study: studyId, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const { hasNextPage, isFetching, fetchNextPage } = asked;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const rows = useMemo(() => asked.data?.pages.flatMap((page) => page.rows) ?? [], [asked.data]);
  return (
    <Page
      title={t('answers.title')}
      lede={t('answers.lede')}
      back={{ to: `/studies/${studyId}`, label: study?.title ?? t('text.studies') }}
      stage="understand"
      width="wide"
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('answers.none')} hint={t('answers.noneHint')} />
          ) : codebook === undefined ? (
            <Skeletons shape="rows" count={8} />
          ) : (
            <Answers
              studyId={studyId}
              rows={rows}
              variables={asked.data?.pages[0]?.variables ?? []}
              codebook={codebook}
            />
          )
        }
      </Answer>
    </Page>
  );
}

function Answers(props: {
  studyId: string;
  rows: readonly AnswerRow[];
  variables: readonly { id: string; name: string }[];
  codebook: Codebook;
}) {
  const t = useWords(words);
  const { studyId, rows, codebook } = props;
  const undo = useUndo(studyId);
  const tried = useTried();
  const sites = useSites();
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [picking, setPicking] = useState(false);
  const counted = useQuery({
    queryKey: ['coding.countCodes', studyId],
    queryFn: () => api.countCodes({ study: studyId }),
  });
  const used = [...(counted.data?.rows ?? [])]
    .sort((left, right) => right.codings - left.codings)
    .map(({ code }) => code);
  const slots = [...new Set([...added, ...used])]
    .filter((code) => codebook.entryOf(code)?.open)
    .slice(0, slotsAtMost);
  const shown = useMemo(() => {
    const asked = fold(typed.trim());
    const fits = filter === null ? rows : rows.filter((row) => holds(row, filter));
    return asked === '' ? fits : fits.filter((row) => fold(row.text).includes(asked));
  }, [rows, typed, filter]);
  const code = (row: AnswerRow, slot: number, valence: Valence) => {
    const chosen = slots[slot];
    const { sourceId, contentVersion } = row;
    if (chosen === undefined) return;
    void tried(async () => {
      await api.codeRows({
        studyId,
        code: chosen,
        valence,
        rows: [{ id: newId(), sourceId, contentVersion }],
      });
      await undo.refresh();
    });
  };
  const remove = (row: AnswerRow) => {
    const last = row.codings.findLast((one) => one.own);
    if (last === undefined) return;
    void tried(async () => {
      await api.removeCoding({ id: last.id, version: last.version });
      await undo.refresh();
    });
  };
  return (
    <Stack gap={3}>
      <Row>
        <UndoButtons of={undo} />
        <Button size="small" icon="plus" onClick={() => setPicking(true)}>
          {t('answers.addCode')}
        </Button>
        <span role="status">{t('answers.count', { shown: shown.length, count: rows.length })}</span>
      </Row>
      <ol className={classes['slots']} aria-label={t('answers.slots')}>
        {slots.map((slot, index) => (
          <li key={slot}>
            <kbd>{index + 1}</kbd> {codebook.nameOf(slot)}
          </li>
        ))}
      </ol>
      <p className={classes['howTo']}>{t('answers.keys')}</p>
      <SearchField label={t('answers.search')} value={typed} onChange={setTyped} />
      <SelectField
        label={t('answers.filterBy')}
        required={false}
        clearable
        placeholder={t('answers.everything')}
        options={filtersOf(rows, props.variables, {
          question: t('answers.question'),
          occasion: t('answers.occasion'),
          language: t('answers.language'),
          occasionName: (occasion) => t(`occasion.${occasion}`),
        })}
        value={filter}
        onChange={setFilter}
      />
      <AnswersGrid
        rows={shown}
        codebook={codebook}
        siteName={(id) => sites.find((site) => site.id === id)?.name ?? ''}
        variables={props.variables}
        slots={slots.length}
        onCode={code}
        onRemove={remove}
        onPick={() => setPicking(true)}
      />
      <Sheet open={picking} onClose={() => setPicking(false)} title={t('answers.addCode')}>
        {picking && (
          <CodePicker
            codebook={codebook}
            recent={used}
            value={{ code: null, crossed: null }}
            onChange={({ code: one }) => {
              if (one !== null) setAdded([one, ...added.filter((other) => other !== one)]);
              setPicking(false);
            }}
          />
        )}
      </Sheet>
    </Stack>
  );
}
