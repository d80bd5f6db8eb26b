import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link, useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { learning } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useDecides, useMeasures, useRead, useSiteNames } from '../api.ts';
import { TrialBadge } from '../badges.tsx';
import classes from '../learning.module.css';
import { DecideTrial } from './DecideTrial.tsx';
import { Step } from './Step.tsx';
import { Study } from './Study.tsx';
import { TrialNotes } from './TrialNotes.tsx';
import { TrialSheet } from './TrialSheet.tsx';

export type Opened = OutputOf<typeof learning.operations.openTrial>;

/** One trial around its circle: planned, done, studied, decided. */
export function TrialPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({ queryKey: ['learning.openTrial', id], queryFn: () => api.openTrial({ id }) });
  if (asked.data) return <Shown key={id} opened={asked.data} />;
  return (
    <Page title={t('trial.title')} stage="change" back={{ to: '/change', label: t('change.title') }}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
        {() => null}
      </Answer>
    </Page>
  );
}

function Shown(props: { opened: Opened }) {
  const t = useWords(words);
  const read = useRead();
  const names = useSiteNames();
  const { trial, strategy, factor, suggestedBy } = props.opened;
  const lede = (
    <Row gap={3}>
      <TrialBadge trial={trial} />
      <span>{t('trial.cycle', { n: trial.cycle })}</span>
      <span>{names.get(trial.siteId)}</span>
      {trial.fromSuggestion && (
        <span>
          {suggestedBy === null ? t('suggestion.from') : t('suggestion.fromBy', { name: suggestedBy })}
        </span>
      )}
    </Row>
  );
  return (
    <Page
      title={trial.title}
      lede={lede}
      stage="change"
      width="wide"
      back={{ to: `/change/factors/${factor.id}`, label: t('factor.title') }}
    >
      <p className={classes['words']}>
        <Link to={`/change/factors/${factor.id}`}>{factor.statement}</Link>{' '}
        <span className={classes['soft']}>{read(strategy.strategy.name)}</span>
      </p>
      <ol className={classes['circle']}>
        <Step letter={t('step.plan.letter')} title={t('step.plan')} about={t('step.planAbout')}>
          <Plan opened={props.opened} />
        </Step>
        <Step letter={t('step.do.letter')} title={t('step.do')} about={t('step.doAbout')}>
          <TrialNotes trial={trial} part="happened" />
        </Step>
        <Step letter={t('step.study.letter')} title={t('step.study')} about={t('step.studyAbout')} wide>
          <Study opened={props.opened} />
          <TrialNotes trial={trial} part="studied" />
        </Step>
        <Step letter={t('step.act.letter')} title={t('step.act')} about={t('step.actAbout')} wide>
          <DecideTrial trial={trial} />
          <After opened={props.opened} />
        </Step>
      </ol>
    </Page>
  );
}

function Plan(props: { opened: Opened }) {
  const t = useWords(words);
  const read = useRead();
  const { day } = useFormat();
  const measures = useMeasures();
  const { trial } = props.opened;
  const measure = measures.data?.measures.find(({ key }) => key === trial.measure);
  return (
    <>
      <p className={classes['words']}>{trial.change}</p>
      <Facts
        items={[
          { label: t('trial.predicted'), value: trial.prediction },
          { label: t('trial.measure'), value: measure ? read(measure.name) : null },
          { label: t('trial.expected'), value: t(`expected.${trial.expected}`) },
          {
            label: t('trial.dates'),
            value:
              trial.endsOn === null
                ? t('trial.from', { from: day(trial.startsOn) })
                : t('trial.between', { from: day(trial.startsOn), to: day(trial.endsOn) }),
          },
        ]}
      />
    </>
  );
}

/** What follows a decision: the lesson for the others, and the next cycle where it was to adapt. */
function After(props: { opened: Opened }) {
  const t = useWords(words);
  const go = useGo();
  const decides = useDecides();
  const [planning, setPlanning] = useState(false);
  const { trial, strategy } = props.opened;
  if (trial.decision === null || !decides) return null;
  return (
    <Row>
      <ButtonLink kind="primary" icon="share" to={`/share/new?trial=${trial.id}`}>
        {t('trial.lesson')}
      </ButtonLink>
      {trial.decision === 'adapt' && (
        <Button icon="change" onClick={() => setPlanning(true)}>
          {t('trial.next')}
        </Button>
      )}
      {planning && (
        <TrialSheet
          strategyId={strategy.id}
          after={trial}
          onClose={() => setPlanning(false)}
          onPlanned={(id) => go(`/change/trials/${id}`)}
        />
      )}
    </Row>
  );
}
