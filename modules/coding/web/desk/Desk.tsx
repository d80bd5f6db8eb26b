import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Split } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { MemoSheet } from '../memos/MemoSheet.tsx';
import { CodedText } from '../text/CodedText.tsx';
import { lineAt, linesOf } from '../text/segments.ts';
import { useReach } from '../text/useReach.ts';
import { ChosenBar } from './ChosenBar.tsx';
import { CodeForm, type Unfinished } from '../pick/CodeForm.tsx';
import { Companion } from './Companion.tsx';
import { type Filter, filtered, noFilter } from './Filters.tsx';
import { recentOf } from '../pick/find.ts';
import { CorrectSheet } from './CorrectSheet.tsx';
import { Lost } from './Lost.tsx';
import { Proposals } from './Proposals.tsx';
import { usePulse } from './usePulse.ts';
import { KeysSheet } from './KeysSheet.tsx';
import { neighbour, type Placed, placed } from './placed.ts';
import { askedBy } from './keys.ts';
import { type Shown, useCodings } from './useCodings.ts';
import { useTried } from '../useTried.ts';
import { UndoButtons, useUndo } from '../useUndo.tsx';
import classes from '../coding.module.css';

type Open = 'code' | 'edit' | 'memo' | 'keys' | 'correct' | 'propose' | undefined;
const blank: Unfinished = { code: null, crossed: null, valence: null, strength: null, memo: '' };

/** The desk: a text, its codings, and every way to put, change and take away codes, by mouse, touch or keyboard alone. */
export function Desk(props: { source: Shown; codebook: Codebook | undefined }) {
  const t = useWords(words);
  const { source, codebook } = props;
  const { text } = source;
  const codings = useCodings(source);
  const undo = useUndo(source.studyId);
  usePulse(source.id);
  const tried = useTried();
  const lines = useMemo(() => linesOf(text), [text]);
  const reach = useReach(text, lines);
  const hintId = useId();
  const [open, setOpen] = useState<Open>(undefined);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const [last, setLast] = useState<Unfinished>(blank);
  const [active, setActive] = useState(false);
  const [filter, setFilter] = useState<Filter>(noFilter);
  const all = useMemo(() => placed(text, codings.asked.data?.rows ?? []), [text, codings.asked.data]);
  const rows = useMemo(() => filtered(all, filter, codebook), [all, filter, codebook]);
  const marks = useMemo(
    () => rows.map(({ coding, from, to }) => ({ id: coding.id, from, to, valence: coding.valence })),
    [rows],
  );
  const chips = useMemo(() => rows.map((row) => chipOf(row, codebook, t)), [rows, codebook, t]);
  const recent = useMemo(() => recentOf(all.map(({ coding }) => coding)), [all]);
  const row = all.find(({ coding }) => coding.id === focused);
  const { chosen } = reach;
  const finish = () => {
    setOpen(undefined);
    reach.box.current?.focus({ preventScroll: true });
  };
  const focusOn = (next: Placed | undefined) => {
    if (next === undefined) return;
    setFocused(next.coding.id);
    reach.draw(next);
  };
  const again = () => {
    const { code, valence } = last;
    if (chosen && code !== null && valence !== null)
      void tried(() => codings.add(chosen, { ...last, code, valence, strength: null, memo: '' }));
  };
  const start = () => {
    if (active && last.code !== null) return again();
    reach.hold();
    setOpen('code');
  };
  const acts: Record<string, () => unknown> = {
    code: () => chosen && start(),
    pick: () => chosen && (reach.hold(), setOpen('code')),
    again,
    active: () => setActive(!active && last.code !== null),
    inVivo: () => chosen && tried(() => codings.inVivo(chosen, last.valence ?? 'neutral')),
    memo: () => (chosen ?? row) && setOpen('memo'),
    next: () => focusOn(neighbour(rows, { focused, at: chosen?.from ?? 0 }, 1)),
    previous: () => focusOn(neighbour(rows, { focused, at: chosen?.from ?? text.length }, -1)),
    edit: () => row && setOpen('edit'),
    remove: () => row && tried(() => codings.remove(row.coding)),
    reach: () => row && chosen && tried(() => codings.reach(row.coding, chosen)),
    cut: () => row && chosen && tried(() => codings.split(row.coding, chosen.to)),
    join: () => row && tried(() => codings.join(row.touching.map(({ coding }) => coding))),
    propose: () => chosen && (reach.hold(), setOpen('propose')),
    correct: () => (reach.hold(), setOpen('correct')),
    keys: () => setOpen('keys'),
    ...Object.fromEntries(
      valences.map((valence) => [valence, () => row && tried(() => codings.change(row.coding, { valence }))]),
    ),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = askedBy(event);
    if (act !== undefined) acts[act]?.();
    else if (!reach.onKey(event)) return;
    else if (!event.shiftKey) setFocused(undefined);
    event.preventDefault();
  };
  const line = lines[lineAt(lines, chosen?.from ?? 0)];
  const quote = chosen ? text.slice(chosen.from, chosen.to) : '';
  return (
    <>
      <p id={hintId} className={classes['howTo']}>
        {t('text.howTo')} <span>{t('text.keys')}</span>
      </p>
      <Split
        main={
          <Panel
            stage="understand"
            actions={<UndoButtons of={undo} />}
            title={t('margin.title', { count: all.length })}
          >
            <CodedText
              ref={reach.box}
              label={t('text.label')}
              describedBy={hintId}
              lines={lines}
              marks={marks}
              chips={chips}
              chosen={chosen?.drawn ? chosen : undefined}
              focused={focused}
              onKeyDown={onKeyDown}
              onOpen={(id) => {
                focusOn(all.find(({ coding }) => coding.id === id));
                setOpen('edit');
              }}
              onPoint={setFocused}
            />
            <ChosenBar
              words={open === undefined ? quote : ''}
              last={last.code === null ? undefined : codebook?.nameOf(last.code)}
              onCode={start}
              onAgain={again}
              onInVivo={() => acts['inVivo']?.()}
              onMemo={() => setOpen('memo')}
              onCorrect={() => acts['correct']?.()}
              onPropose={() => acts['propose']?.()}
              onLetGo={reach.clear}
            />
          </Panel>
        }
        aside={
          <Companion
            lost={
              codebook && (
                <Lost
                  sourceId={source.id}
                  codebook={codebook}
                  chosen={chosen && codings.pointsIn(chosen)}
                  onPlaced={codings.refresh}
                />
              )
            }
            rows={all}
            shown={rows.length}
            row={row}
            codebook={codebook}
            filter={filter}
            onFilter={setFilter}
            active={active && last.code !== null ? codebook?.nameOf(last.code) : undefined}
            onActive={last.code === null ? undefined : () => setActive(!active)}
            onAct={(act) => acts[act]?.()}
          />
        }
      />
      {codebook && (
        <>
          <Sheet open={open === 'code'} onClose={finish} title={t('coding.new')}>
            {open === 'code' && chosen && (
              <CodeForm
                quote={quote}
                codebook={codebook}
                recent={recent}
                initial={{ ...last, strength: null, memo: '' }}
                saveLabel={t('coding.save')}
                onSave={async (said) => {
                  await codings.add(chosen, said);
                  setLast(said);
                  finish();
                }}
              />
            )}
          </Sheet>
          <Sheet open={open === 'edit'} onClose={finish} title={t('coding.edit')}>
            {open === 'edit' && row && (
              <CodeForm
                key={`${row.coding.id}.${row.coding.version}`}
                quote={row.quote}
                codebook={codebook}
                recent={recent}
                initial={{ ...row.coding, memo: row.coding.memo ?? '' }}
                saveLabel={t('coding.saveChange')}
                onSave={(said) => codings.change(row.coding, said).then(finish)}
                onRemove={() => codings.remove(row.coding).then(finish)}
              />
            )}
          </Sheet>
          {open === 'propose' && chosen && (
            <Proposals
              source={source}
              passage={codings.pointsIn(chosen)}
              codebook={codebook}
              onClose={finish}
              onDecided={codings.refresh}
            />
          )}
          <MemoSheet
            open={open === 'memo'}
            onClose={finish}
            studyId={source.studyId}
            codebook={codebook}
            on={
              row && chosen && row.from === chosen.from && row.to === chosen.to
                ? { about: 'coding', codingId: row.coding.id, quote: row.quote }
                : {
                    about: 'passage',
                    sourceId: source.id,
                    contentVersion: source.contentVersion,
                    quote,
                    ...codings.pointsIn(chosen ?? { from: 0, to: 1 }),
                  }
            }
          />
        </>
      )}
      {open === 'correct' && line && <CorrectSheet source={source} line={line} onClose={finish} />}
      <KeysSheet open={open === 'keys'} onClose={finish} />
      <p className={classes['howTo']}>
        <Button kind="plain" size="small" onClick={() => setOpen('keys')}>
          {t('keys.title')}
        </Button>
      </p>
    </>
  );
}

function chipOf(
  { coding, from }: Placed,
  codebook: Codebook | undefined,
  t: ReturnType<typeof useWords<typeof words>>,
) {
  const entry = codebook?.entryOf(coding.code);
  const name = [coding.code, ...(coding.crossed ? [coding.crossed] : [])]
    .map((code) => codebook?.nameOf(code) ?? '…')
    .join(' × ');
  return {
    id: coding.id,
    from,
    name,
    valence: coding.valence,
    valenceName: t(`valence.${coding.valence}`),
    color: (entry?.own ?? entry?.guide)?.color ?? null,
    coder: coding.coderName ?? (coding.own ? null : t('margin.other')),
    noted: coding.memo !== null,
  };
}
