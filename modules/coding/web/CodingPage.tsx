import { useEffect, useId, useMemo, useState } from 'react';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Split } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { Coding } from '../contract.ts';
import { unitsOf } from '../passages.ts';
import words from '../words.json' with { type: 'json' };
import { type Codebook, evidenceApi, useCodebook, useStudies } from './api.ts';
import { CodedText } from './CodedText.tsx';
import { CodeForm, type Unfinished } from './CodeForm.tsx';
import { Margin } from './Margin.tsx';
import { linesOf } from './segments.ts';
import { useCodings } from './useCodings.ts';
import { useReach } from './useReach.ts';
import classes from './coding.module.css';

/** One text with its codings in the margin: choose words, put a code on them. */
export function CodingPage() {
  const t = useWords(words);
  const id = useParam('id');
  const source = useQuery({
    queryKey: ['evidence.readSource', id],
    queryFn: () => evidenceApi.readSource({ id }),
  });
  const studies = useStudies();
  const study = studies.data?.rows.find((row) => row.id === source.data?.studyId);
  const codebook = useCodebook(study?.codebook);
  const back = study
    ? { to: `/studies/${study.id}`, label: study.title }
    : { to: '/studies', label: t('text.studies') };
  const part = source.data?.part;
  return (
    <Page
      title={source.data?.label || t('text.title')}
      lede={part ?? undefined}
      back={back}
      stage="understand"
      width="wide"
    >
      <Answer of={source} waiting={<Skeletons shape="page" />}>
        {({ text, studyId }) =>
          studyId === null ? (
            <Notice tone="info">{t('text.loose')}</Notice>
          ) : codebook === undefined ? (
            <Skeletons shape="page" />
          ) : (
            <Desk key={id} sourceId={id} text={text} codebook={codebook} />
          )
        }
      </Answer>
    </Page>
  );
}

type Open = { readonly coding: Coding } | 'new' | undefined;
const blank: Unfinished = { code: null, valence: null, strength: null, memo: '' };

function Desk(props: { sourceId: string; text: string; codebook: Codebook }) {
  const t = useWords(words);
  const { text, codebook } = props;
  const codings = useCodings(props.sourceId);
  const [open, setOpen] = useState<Open>(undefined);
  const [last, setLast] = useState<Unfinished>(blank);
  const go = () => {
    reach.hold();
    setOpen('new');
  };
  const reach = useReach(text, go);
  const hintId = useId();
  const lines = useMemo(() => linesOf(text), [text]);
  const rows = useMemo(() => placed(text, codings.asked.data?.rows ?? []), [text, codings.asked.data]);
  const marks = useMemo(
    () => rows.map(({ coding, from, to }) => ({ id: coding.id, from, to, valence: coding.valence })),
    [rows],
  );
  useUndoKey(codings.undo);
  const openOne = (coding: Coding | undefined) => coding && setOpen({ coding });
  const finish = () => {
    setOpen(undefined);
    reach.clear();
  };
  const { chosen } = reach;
  const quote = open === 'new' && chosen ? text.slice(chosen.from, chosen.to) : '';
  return (
    <>
      <p id={hintId} className={classes['howTo']}>
        {t('text.howTo')} <span>{t('text.keys')}</span>
      </p>
      <Split
        main={
          <Panel stage="understand">
            <CodedText
              ref={reach.box}
              label={t('text.label')}
              describedBy={hintId}
              lines={lines}
              marks={marks}
              chosen={chosen?.drawn ? chosen : undefined}
              onKeyDown={reach.onKeyDown}
              onOpen={(ids) => openOne(rows.find(({ coding }) => coding.id === ids[0])?.coding)}
            />
            <Chosen
              words={chosen && open === undefined ? text.slice(chosen.from, chosen.to) : ''}
              onGo={go}
              onLetGo={reach.clear}
            />
          </Panel>
        }
        aside={
          <Panel
            title={t('margin.title', { count: rows.length })}
            look="quiet"
            actions={
              codings.undo && (
                <Button size="small" onClick={codings.undo}>
                  {t('undo')}
                </Button>
              )
            }
          >
            <Answer of={codings.asked}>
              {() => <Margin rows={rows} codebook={codebook} onOpen={openOne} />}
            </Answer>
          </Panel>
        }
      />
      <Sheet open={open === 'new'} onClose={() => setOpen(undefined)} title={t('coding.new')}>
        {open === 'new' && chosen && (
          <CodeForm
            quote={quote}
            codebook={codebook}
            usual={usualOf(rows.map(({ coding }) => coding.code))}
            initial={{ ...last, strength: null, memo: '' }}
            saveLabel={t('coding.save')}
            onSave={async (said) => {
              await codings.add(text, chosen, said);
              setLast(said);
              finish();
            }}
          />
        )}
      </Sheet>
      <Sheet open={typeof open === 'object'} onClose={() => setOpen(undefined)} title={t('coding.edit')}>
        {typeof open === 'object' && (
          <CodeForm
            key={open.coding.id}
            quote={rows.find(({ coding }) => coding.id === open.coding.id)?.quote ?? ''}
            codebook={codebook}
            usual={usualOf(rows.map(({ coding }) => coding.code))}
            initial={{ ...open.coding, memo: open.coding.memo ?? '' }}
            saveLabel={t('coding.saveChange')}
            onSave={(said) => codings.change(open.coding, said).then(finish)}
            onRemove={() => codings.remove(open.coding).then(finish)}
          />
        )}
      </Sheet>
    </>
  );
}

/** The words that are chosen, and the way on; within reach of a thumb. */
function Chosen(props: { words: string; onGo: () => void; onLetGo: () => void }) {
  const t = useWords(words);
  return (
    <div className={classes['chosen']} data-open={props.words !== '' || undefined}>
      <span role="status" className={classes['excerpt']}>
        {props.words}
      </span>
      {props.words !== '' && (
        <>
          <Button kind="primary" onClick={props.onGo}>
            {t('coding.new')}
          </Button>
          <Button kind="plain" onClick={props.onLetGo}>
            {t('text.letGo')}
          </Button>
        </>
      )}
    </div>
  );
}

function placed(text: string, codings: readonly Coding[]) {
  const units = unitsOf(
    text,
    codings.flatMap((coding) => [coding.start, coding.end]),
  );
  return codings.map((coding, index) => {
    const [from = 0, to = 0] = [units[index * 2], units[index * 2 + 1]];
    return { coding, from, to, quote: text.slice(from, to) };
  });
}

/** The codes used most in a text, most first. */
function usualOf(codes: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([code]) => code);
}

/** Ctrl+Z (or ⌘Z) outside a field undoes what was done last. */
function useUndoKey(undo: (() => void) | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (undo === undefined || typing || event.key !== 'z' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [undo]);
}
