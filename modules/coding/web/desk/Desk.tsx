import { useId } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Split } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { DeskSheets } from '../sheets/DeskSheets.tsx';
import { CodedText } from '../text/CodedText.tsx';
import { UndoButtons, useUndo } from '../useUndo.tsx';
import { ChosenBar } from './ChosenBar.tsx';
import { Companion } from './Companion.tsx';
import { FinishMark } from './FinishMark.tsx';
import { Lost } from './Lost.tsx';
import type { Shown } from './useCodings.ts';
import { type DeskState, useDesk } from './useDesk.ts';
import { usePulse } from './usePulse.ts';
import classes from '../coding.module.css';

/** The desk: a text, its codings, and every way to put, change and take away codes, by mouse, touch or keyboard alone. */
export function Desk(props: { source: Shown; codebook: Codebook | undefined }) {
  const t = useWords(words);
  const desk = useDesk(props.source, props.codebook);
  const hintId = useId();
  const here = usePulse(props.source.id);
  return (
    <>
      <Here people={here} />
      <p id={hintId} className={classes['howTo']}>
        {t('text.howTo')} <span>{t('text.keys')}</span>
      </p>
      <Split main={<Coded desk={desk} hintId={hintId} />} aside={<Beside desk={desk} />} />
      <DeskSheets desk={desk} />
      <p className={classes['howTo']}>
        <Button kind="plain" size="small" onClick={() => desk.setOpen('keys')}>
          {t('keys.title')}
        </Button>
      </p>
    </>
  );
}

/** Who else has the text open now; said when somebody comes or goes. */
function Here({ people }: { people: readonly { id: string; name: string }[] }) {
  const t = useWords(words);
  return (
    <p role="status" className={classes['here']}>
      {people.length > 0 &&
        t('here.others', { names: people.map((one) => one.name || t('margin.other')).join(', ') })}
    </p>
  );
}

function Coded(props: { desk: DeskState; hintId: string }) {
  const t = useWords(words);
  const { desk } = props;
  const { reach, acts, all, codebook, last, source } = desk;
  const { chosen } = reach;
  const undo = useUndo(source.studyId);
  return (
    <Panel
      stage="understand"
      actions={<UndoButtons of={undo} />}
      title={t('margin.title', { count: all.length })}
    >
      <CodedText
        ref={reach.box}
        label={t('text.label')}
        describedBy={props.hintId}
        lines={desk.lines}
        marks={desk.marks}
        chips={desk.chips}
        chosen={chosen?.drawn ? chosen : undefined}
        focused={desk.focused}
        onKeyDown={desk.onKeyDown}
        onOpen={(id) => {
          desk.focusOn(all.find(({ coding }) => coding.id === id));
          desk.setOpen('edit');
        }}
        onPoint={desk.setFocused}
      />
      <ChosenBar
        words={desk.open === undefined && chosen ? source.text.slice(chosen.from, chosen.to) : ''}
        last={last.code === null ? undefined : codebook?.nameOf(last.code)}
        onCode={acts.code}
        onAgain={acts.again}
        onInVivo={acts.inVivo}
        onMemo={acts.memo}
        onCorrect={acts.correct}
        onPropose={acts.propose}
        onLetGo={reach.clear}
      />
    </Panel>
  );
}

function Beside(props: { desk: DeskState }) {
  const { desk } = props;
  const { source, codebook, codings, last } = desk;
  const { chosen } = desk.reach;
  const lost = codebook && (
    <Lost
      sourceId={source.id}
      codebook={codebook}
      chosen={chosen && codings.pointsIn(chosen)}
      onPlaced={codings.refresh}
    />
  );
  return (
    <Companion
      finish={<FinishMark sourceId={source.id} />}
      lost={lost}
      rows={desk.all}
      shown={desk.rows.length}
      row={desk.row}
      codebook={codebook}
      filter={desk.filter}
      onFilter={desk.setFilter}
      active={desk.active && last.code !== null ? codebook?.nameOf(last.code) : undefined}
      onActive={last.code === null ? undefined : desk.acts.active}
      onAct={(act) => desk.acts[act]()}
    />
  );
}
