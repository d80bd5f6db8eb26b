import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ConsensusShown, Original } from '../../contract.ts';
import { sliceOf } from '../../passages.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { toneOf } from '../tones.ts';
import classes from './agreement.module.css';
import { marked } from './marked.ts';
import { type Matter, settledBy } from './matters.ts';
import { TakeUpSheet } from './TakeUpSheet.tsx';
import { useCodingAct } from './useAsked.ts';

const around = 120;

type Card = { matter: Matter; shown: ConsensusShown; codebook: Codebook; locked: boolean };

/** One stretch of the text with what each coder said of it side by side, and what is decided. */
export function MatterCard(props: Card) {
  const t = useWords(words);
  const { matter, shown } = props;
  const from = Math.max(0, matter.start - around);
  const text = sliceOf(shown.text, { start: from, end: matter.end + around });
  const coders = shown.coders.filter(
    (one) => one.finished || matter.codings.some(({ coder }) => coder === one.coder),
  );
  return (
    <Panel level={3}>
      <p className={classes['context']}>
        {marked(text, from, [matter]).map((piece) =>
          piece.marked ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
        )}
      </p>
      <div className={classes['sides']}>
        {coders.map(({ coder, name }) => {
          const own = matter.codings.filter((one) => one.coder === coder);
          return (
            <div key={coder} className={classes['side']}>
              <h3>{name || t('margin.other')}</h3>
              {own.length === 0 && <p className={classes['small']}>{t('agree.nothingHere')}</p>}
              {own.map((coding) => (
                <OneCoding key={coding.id} coding={coding} {...props} />
              ))}
            </div>
          );
        })}
      </div>
    </Panel>
  );
}

function OneCoding(props: Card & { coding: Original }) {
  const t = useWords(words);
  const { coding, matter, shown, codebook, locked } = props;
  const [changing, setChanging] = useState(false);
  const { act, busy, failure } = useCodingAct();
  const { sourceId } = shown;
  const settled = settledBy(matter, coding).map((one) => one.id);
  const { start, end, code, valence, strength } = coding;
  const take = () =>
    api.takeUp({
      id: newId(),
      sourceId,
      from: settled,
      start,
      end,
      code,
      valence,
      ...(strength === null ? {} : { strength }),
    });
  return (
    <div className={classes['coding']} data-fate={coding.fate}>
      <strong>{codebook.nameOf(code)}</strong>
      <Row>
        <Badge tone={toneOf[valence]}>{t(`valence.${valence}`)}</Badge>
        {strength !== null && <Badge>{t('margin.strength', { strength })}</Badge>}
        {coding.fate !== 'open' && (
          <Badge tone={coding.fate === 'kept' ? 'good' : 'still'}>
            {t(coding.together ? 'consensus.fate.together' : `consensus.fate.${coding.fate}`)}
          </Badge>
        )}
      </Row>
      <p className={classes['small']}>« {sliceOf(shown.text, coding)} »</p>
      {coding.memo && <p className={classes['small']}>{coding.memo}</p>}
      {coding.reason && <p className={classes['small']}>{coding.reason}</p>}
      {failure !== undefined && <Failure of={failure} />}
      {!locked && coding.fate === 'open' && (
        <Row>
          <Button size="small" busy={busy} onClick={() => void act(take, t('consensus.taken'))}>
            {t('consensus.take')}
          </Button>
          <Button size="small" onClick={() => setChanging(true)}>
            {t('consensus.takeChanged')}
          </Button>
          <Button
            size="small"
            busy={busy}
            onClick={() =>
              void act(() => api.leaveOut({ sourceId, codings: [coding.id] }), t('consensus.leftOut'))
            }
          >
            {t('consensus.leave')}
          </Button>
        </Row>
      )}
      {!locked && coding.fate !== 'open' && (
        <Button
          size="small"
          busy={busy}
          onClick={() =>
            void act(
              () =>
                api.reconsider({
                  sourceId,
                  codings: [coding.id],
                  agreed: coding.keptAs === null ? [] : [coding.keptAs],
                }),
              t('consensus.reconsidered'),
            )
          }
        >
          {t('consensus.reconsider')}
        </Button>
      )}
      {changing && (
        <TakeUpSheet
          coding={coding}
          passages={matter.codings}
          from={settled}
          shown={shown}
          codebook={codebook}
          onClose={() => setChanging(false)}
        />
      )}
    </div>
  );
}
