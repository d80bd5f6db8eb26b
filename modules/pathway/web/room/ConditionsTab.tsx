import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { SiteSentenceLine } from '../../operations/room.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere, useConditions, useRead } from '../api.ts';
import classes from '../pathway.module.css';
import { useAct } from '../useAct.ts';
import { ConditionSheet } from './ConditionSheet.tsx';

type At = { readonly siteId: string; readonly programCode: string };
type Known = NonNullable<ReturnType<typeof useConditions>['data']>;

/** The conditions of a program at a site with their dates: the program's, what the site lifts, and what it adds. */
export function ConditionsTab(props: At) {
  const t = useWords(words);
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const conditions = useConditions(props);
  const settles = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  return (
    <Panel
      title={t('conditions.title')}
      hint={t('conditions.hint')}
      actions={settles && <Button onClick={() => setAdding(true)}>{t('conditions.add')}</Button>}
    >
      <Answer of={conditions}>
        {(known) => (
          <Stack gap={4}>
            {known.excludesNobody && (
              <Notice tone="good" live={false}>
                {t('screen.excludesNobody')}
              </Notice>
            )}
            <OfProgram known={known} at={props} settles={settles} />
            <OfSite known={known} at={props} settles={settles} />
          </Stack>
        )}
      </Answer>
      {adding && <ConditionSheet at={props} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

type Part = { readonly known: Known; readonly at: At; readonly settles: boolean };

const openTo = (one: SiteSentenceLine) => one.to === null || one.to > todayHere();

function OfProgram({ known, at, settles }: Part) {
  const t = useWords(words);
  const read = useRead();
  const { busy, failure, act } = useAct(() => undefined);
  const lift = (sentenceId: string) =>
    void act(
      () => api.liftCondition({ ...at, id: newId(), sentenceId, from: todayHere() }),
      t('conditions.saved'),
    );
  const end = (one: SiteSentenceLine) =>
    void act(
      () => api.endSiteCondition({ ...at, id: one.id, version: one.version, to: todayHere() }),
      t('conditions.saved'),
    );
  return (
    <>
      <ul className={classes['plain']}>
        {known.sentences.map((sentence) => {
          const lifted = known.site.find(
            (one) => one.effect === 'lifts' && one.sentenceId === sentence.id && openTo(one),
          );
          return (
            <li key={sentence.id} className={classes['entry']}>
              <span>{lifted ? <s>{read(sentence)}</s> : read(sentence)}</span>
              <Row gap={2}>
                <Weight required={sentence.required} />
                <Dates from={sentence.from} to={sentence.to ?? null} />
                {lifted && <Badge tone="warn">{t('conditions.lifted')}</Badge>}
                {settles && (
                  <Button
                    size="small"
                    kind="plain"
                    busy={busy}
                    onClick={() => (lifted ? end(lifted) : lift(sentence.id))}
                  >
                    {t(lifted ? 'conditions.restore' : 'conditions.lift')}
                  </Button>
                )}
              </Row>
            </li>
          );
        })}
      </ul>
      <Failure of={failure} while="doing" />
    </>
  );
}

function OfSite({ known, at, settles }: Part) {
  const t = useWords(words);
  const read = useRead();
  const { busy, failure, act } = useAct(() => undefined);
  const added = known.site.filter((one) => one.effect === 'adds');
  if (added.length === 0) return null;
  const end = (one: SiteSentenceLine) =>
    void act(
      () => api.endSiteCondition({ ...at, id: one.id, version: one.version, to: todayHere() }),
      t('conditions.saved'),
    );
  return (
    <div>
      <h3>{t('conditions.here')}</h3>
      <ul className={classes['plain']}>
        {added.map((one) => (
          <li key={one.id} className={classes['entry']}>
            <span>{read({ en: one.en ?? '', fr: one.fr ?? '' })}</span>
            <Row gap={2}>
              <Weight required={one.required} />
              <Dates from={one.from} to={one.to} />
              {settles && one.to === null && (
                <Button size="small" kind="plain" busy={busy} onClick={() => end(one)}>
                  {t('conditions.end')}
                </Button>
              )}
            </Row>
          </li>
        ))}
      </ul>
      <Failure of={failure} while="doing" />
    </div>
  );
}

function Weight(props: { required: boolean }) {
  const t = useWords(words);
  return (
    <Badge tone={props.required ? 'info' : 'still'}>
      {t(props.required ? 'conditions.decides' : 'screen.optional')}
    </Badge>
  );
}

function Dates(props: { from: string; to: string | null }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <span className={classes['quiet']}>
      {props.to === null
        ? t('conditions.since', { from: format.day(props.from) })
        : t('conditions.between', { from: format.day(props.from), to: format.day(props.to) })}
    </span>
  );
}
