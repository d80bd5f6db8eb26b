import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { RoundsShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from './agreement.module.css';
import { ImportedCoders } from './ImportedCoders.tsx';
import { RoundSheet } from './RoundSheet.tsx';
import { useCoders, useCodingAct, useRounds } from './useAsked.ts';

/** The rounds of double coding of a study: who codes what, who has finished, and the way to a consensus. */
export function Rounds(props: { study: string }) {
  const t = useWords(words);
  const format = useFormat();
  const rounds = useRounds(props.study);
  const coders = useCoders(props.study);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<RoundsShown['rows'][number] | undefined>(undefined);
  const { act } = useCodingAct();
  const names = new Map(coders.data?.rows.map((row) => [row.coder, row.own ? t('margin.you') : row.name]));
  return (
    <Answer of={rounds}>
      {({ rows, texts }) => {
        const loose = texts.filter((text) => text.roundId === null);
        return (
          <Stack gap={4}>
            <Row>
              <Button kind="primary" onClick={() => setAdding(true)}>
                {t('round.new')}
              </Button>
            </Row>
            {rows.length === 0 && <EmptyState title={t('round.none')} hint={t('round.noneHint')} />}
            {rows.map((round) => (
              <Panel
                key={round.id}
                title={round.name}
                hint={t('round.drawn', {
                  count: texts.filter((text) => text.roundId === round.id).length,
                  of: round.drawnFrom,
                  share: format.percent(round.share),
                  seed: round.seed,
                })}
                actions={
                  round.closedAt === null ? (
                    <Button onClick={() => setEnding(round)}>{t('round.end')}</Button>
                  ) : (
                    <Badge>{t('round.ended')}</Badge>
                  )
                }
              >
                <Texts of={texts.filter((text) => text.roundId === round.id)} names={names} />
              </Panel>
            ))}
            {loose.length > 0 && (
              <Panel title={t('round.loose')} hint={t('round.looseHint')}>
                <Texts of={loose} names={names} />
              </Panel>
            )}
            <ImportedCoders study={props.study} coders={coders.data?.rows ?? []} texts={texts} />
            {adding && (
              <RoundSheet
                study={props.study}
                coders={coders.data?.rows ?? []}
                onClose={() => setAdding(false)}
              />
            )}
            <Confirm
              open={ending !== undefined}
              onClose={() => setEnding(undefined)}
              title={t('round.endTitle')}
              yes={t('round.end')}
              onYes={() =>
                ending === undefined
                  ? Promise.resolve()
                  : act(() => api.closeRound({ id: ending.id, version: ending.version }), t('round.endedNow'))
              }
            >
              <p>{t('round.endHint')}</p>
            </Confirm>
          </Stack>
        );
      }}
    </Answer>
  );
}

function Texts(props: { of: RoundsShown['texts']; names: ReadonlyMap<string, string> }) {
  const t = useWords(words);
  return (
    <ul className={classes['texts']}>
      {props.of.map((text) => (
        <li key={text.sourceId}>
          <span>
            {text.label || t('text.title')}
            <span className={classes['small']}>
              {text.readings
                .map((one) =>
                  t(one.finishedAt === null ? 'round.reading' : 'round.finished', {
                    name: props.names.get(one.coder) || t('margin.other'),
                  }),
                )
                .join(' · ')}
            </span>
          </span>
          <TextActions text={text} />
        </li>
      ))}
    </ul>
  );
}

function TextActions(props: { text: RoundsShown['texts'][number] }) {
  const t = useWords(words);
  const { act, busy, failure } = useCodingAct();
  const { text } = props;
  const mine = text.readings.find((one) => one.own);
  const all = text.readings.length > 1 && text.readings.every((one) => one.finishedAt !== null);
  return (
    <Row>
      {failure !== undefined && <Failure of={failure} />}
      {mine?.finishedAt === null && (
        <>
          <ButtonLink to={`/texts/${text.sourceId}`} size="small">
            {t('round.code')}
          </ButtonLink>
          <Button
            size="small"
            busy={busy}
            onClick={() => void act(() => api.finishReading({ sourceId: text.sourceId }), t('round.marked'))}
          >
            {t('round.finish')}
          </Button>
        </>
      )}
      {mine !== undefined && mine.finishedAt !== null && (text.blind || text.roundId === null) && (
        <Button
          size="small"
          busy={busy}
          onClick={() =>
            void act(() => api.resumeReading({ id: mine.id, version: mine.version }), t('round.unmarked'))
          }
        >
          {t('round.resume')}
        </Button>
      )}
      {text.consensus === 'done' && <Badge tone="good">{t('consensus.done')}</Badge>}
      {all && (
        <ButtonLink to={`/consensus/${text.sourceId}`} size="small">
          {t(text.consensus === 'none' ? 'consensus.begin' : 'consensus.open')}
        </ButtonLink>
      )}
    </Row>
  );
}
