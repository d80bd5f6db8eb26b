import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Split, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import type { staffing } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useMine } from '../api.ts';
import classes from '../staffing.module.css';
import { CheckInPanel } from '../wellbeing/CheckInPanel.tsx';
import { DueLines, useDueName } from './DueLines.tsx';
import { MyStrengths } from './MyStrengths.tsx';
import { TrainingSheet } from './TrainingSheet.tsx';

type Mine = OutputOf<typeof staffing.operations.mine>;

/** What is the reader's own: how the week is, what they need, what they took, what they may be asked for. */
export function MineTab() {
  const asked = useMine();
  const { sites } = useMe();
  return (
    <Split
      main={
        <Stack>
          {sites.length > 0 && <CheckInPanel />}
          <MyStrengths />
        </Stack>
      }
      aside={<Answer of={asked}>{(mine) => <Needs mine={mine} />}</Answer>}
    />
  );
}

function Needs({ mine }: { mine: Mine }) {
  const t = useWords(words);
  const [recording, setRecording] = useState(false);
  const { me, taken } = mine;
  const lines = [...(me.supervision ? [{ ...me.supervision, code: 'supervision' }] : []), ...me.trainings];
  return (
    <Stack>
      <Panel
        title={t('mine.title')}
        actions={
          <Button size="small" icon="plus" onClick={() => setRecording(true)}>
            {t('training.record')}
          </Button>
        }
      >
        {lines.length === 0 ? (
          <p className={classes['quiet']}>{t('mine.none')}</p>
        ) : (
          <DueLines lines={lines} />
        )}
      </Panel>
      <Panel title={t('training.taken')}>
        {taken.length === 0 && <p className={classes['quiet']}>{t('training.noneTaken')}</p>}
        <ul className={classes['lines']}>
          {taken.map((one) => (
            <li key={one.id} className={classes['line']}>
              <Taken one={one} />
            </li>
          ))}
        </ul>
      </Panel>
      {recording && <TrainingSheet people={[me]} onClose={() => setRecording(false)} />}
    </Stack>
  );
}

function Taken({ one }: { one: Mine['taken'][number] }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useDueName();
  const { act, busy, failure } = useAct(() => undefined);
  const withdraw = () =>
    void act(() => api.withdrawTraining({ id: one.id, version: one.version }), t('training.withdrawn'));
  return (
    <>
      <span>
        {one.title ?? nameOf(one.code)}
        <span className={classes['quiet']}> · {format.day(one.doneOn)}</span>
        <Failure of={failure} while="doing" />
      </span>
      <Row>
        <Button
          size="small"
          busy={busy}
          onClick={withdraw}
          label={`${t('training.withdraw')}: ${one.title ?? nameOf(one.code)}`}
        >
          {t('training.withdraw')}
        </Button>
      </Row>
    </>
  );
}
