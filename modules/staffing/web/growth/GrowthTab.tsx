import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { PersonLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../staffing.module.css';
import { useDueName } from './DueLines.tsx';
import { SupervisionSheet } from './SupervisionSheet.tsx';
import { TrainingSheet } from './TrainingSheet.tsx';

/** How supervision and training stand for everybody at a site; whoever lacks most stands first. */
export function GrowthTab(props: { siteId: string }) {
  const t = useWords(words);
  const { siteId } = props;
  const [recording, setRecording] = useState<'training' | 'supervision' | undefined>(undefined);
  const asked = useQuery({ queryKey: ['staffing.team', siteId], queryFn: () => api.team({ siteId }) });
  const people = asked.data?.people ?? [];
  const close = () => setRecording(undefined);
  return (
    <Panel
      title={t('tab.growth')}
      actions={
        <Row>
          <Button size="small" onClick={() => setRecording('supervision')}>
            {t('supervision.record')}
          </Button>
          <Button size="small" onClick={() => setRecording('training')}>
            {t('training.record')}
          </Button>
        </Row>
      }
    >
      <Answer of={asked}>
        {(known) => (
          <DataList
            caption={t('tab.growth')}
            rows={known.people}
            rowKey={(one) => one.accountId}
            columns={[
              { key: 'person', label: t('growth.person'), show: (one) => one.name },
              { key: 'supervision', label: t('growth.supervision'), show: (one) => <Supervised one={one} /> },
              { key: 'training', label: t('growth.training'), show: (one) => <Trained one={one} /> },
            ]}
            empty={<EmptyState title={t('growth.none')} hint={t('growth.noneHint')} />}
          />
        )}
      </Answer>
      {recording === 'supervision' && <SupervisionSheet siteId={siteId} people={people} onClose={close} />}
      {recording === 'training' && <TrainingSheet people={people} onClose={close} />}
    </Panel>
  );
}

function Supervised({ one }: { one: PersonLine }) {
  const t = useWords(words);
  const format = useFormat();
  if (one.supervision === null) return <span className={classes['quiet']}>{t('growth.notAsked')}</span>;
  const { state, doneOn } = one.supervision;
  const late = state === 'never' || state === 'late';
  return (
    <span>
      <Badge tone={late ? 'warn' : 'good'}>{t(`due.${state}`)}</Badge>
      {doneOn && <span className={classes['quiet']}> {format.day(doneOn)}</span>}
    </span>
  );
}

function Trained({ one }: { one: PersonLine }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useDueName();
  const named = (...states: string[]) =>
    one.trainings.filter(({ state }) => states.includes(state)).map(({ code }) => nameOf(code));
  const [missing, soon] = [named('never', 'late'), named('soon')];
  if (missing.length + soon.length === 0) return <Badge tone="good">{t('growth.allDone')}</Badge>;
  return (
    <span>
      {missing.length > 0 &&
        t('growth.missing', { n: format.number(missing.length), names: missing.join(', ') })}
      {soon.length > 0 && (
        <span className={classes['quiet']}> {t('growth.soon', { names: soon.join(', ') })}</span>
      )}
    </span>
  );
}
