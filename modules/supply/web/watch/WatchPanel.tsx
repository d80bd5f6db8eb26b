import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useClientProgram, useProgram } from '../../../pathway/web/index.ts';
import type { DueLine, Watch } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useRecordWords } from '../api.ts';
import classes from '../supply.module.css';
import { CheckSheet } from './CheckSheet.tsx';
import { ChartSheet, FigureSheet, IncidentSheet } from './RecordSheets.tsx';
import { OverdoseSheet } from './OverdoseSheet.tsx';
import { happeningsOf, type Noted } from './happenings.ts';
import { WithdrawSheet } from './WithdrawSheet.tsx';

const sheets = {
  check: CheckSheet,
  overdose: OverdoseSheet,
  figure: FigureSheet,
  incident: IncidentSheet,
  chart: ChartSheet,
} as const;
const labels = {
  check: 'watch.addCheck',
  overdose: 'watch.addOverdose',
  figure: 'watch.addFigure',
  incident: 'watch.addIncident',
  chart: 'watch.addChart',
} as const;
const kinds = ['check', 'overdose', 'figure', 'incident', 'chart'] as const;

/** What is looked at, asked and noticed around one client's supply, and what to ask next. */
export function WatchPanel(props: { clientId: string }) {
  const { clientId } = props;
  const { code } = useClientProgram(clientId);
  const program = useProgram(code);
  if (program === undefined || program.formulary === null) return null;
  return <Watched clientId={clientId} programCode={program.key} />;
}

function Watched(props: { clientId: string; programCode: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const [adding, setAdding] = useState<(typeof kinds)[number] | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['supply.clientWatch', clientId],
    queryFn: () => api.clientWatch({ clientId }),
  });
  const AddSheet = adding && sheets[adding];
  return (
    <Panel
      title={t('watch.title')}
      hint={t('watch.hint')}
      stage="deliver"
      actions={
        <MoreMenu
          label={t('watch.add')}
          icon="plus"
          items={kinds.map((kind) => ({ label: t(labels[kind]), onChoose: () => setAdding(kind) }))}
        />
      }
    >
      <Answer of={asked}>
        {(watch) => (
          <Stack gap={3}>
            <Due due={watch.due} />
            <Noticed clientId={clientId} watch={watch} />
          </Stack>
        )}
      </Answer>
      {AddSheet && <AddSheet {...props} onClose={() => setAdding(undefined)} />}
    </Panel>
  );
}

function Due(props: { due: readonly DueLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const list = useRecordWords();
  if (props.due.length === 0) return null;
  return (
    <div>
      <h3>{t('watch.due')}</h3>
      <ul className={classes['rows']}>
        {props.due.map((line) => (
          <li key={line.kindCode}>
            <Row gap={1}>
              <span>
                {t('watch.window', {
                  what: list.name(line.kindCode),
                  from: format.shortDay(line.from),
                  to: format.shortDay(line.to),
                })}
              </span>
              <Badge tone={line.state === 'ask' ? 'info' : 'still'}>{t(`watch.${line.state}`)}</Badge>
            </Row>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Noticed(props: { clientId: string; watch: Watch }) {
  const t = useWords(words);
  const format = useFormat();
  const list = useRecordWords();
  const [withdrawing, setWithdrawing] = useState<Noted | undefined>(undefined);
  const noted = happeningsOf(props.watch, { t, format, list });
  if (noted.length === 0) return <EmptyState plain title={t('watch.none')} />;
  return (
    <>
      <Timeline
        label={t('watch.title')}
        items={noted.map((one) => ({
          id: one.id,
          when: one.when,
          title: one.title,
          by: one.by,
          badge: one.voided ? (
            <Badge>{t('watch.withdrawn', { reason: one.correction ?? '' })}</Badge>
          ) : (
            <Button
              kind="plain"
              size="small"
              onClick={() => setWithdrawing(one)}
              label={t('watch.withdrawOf', { what: one.title })}
            >
              {t('watch.withdraw')}
            </Button>
          ),
          body: one.body,
        }))}
      />
      {withdrawing && (
        <WithdrawSheet
          clientId={props.clientId}
          noted={withdrawing}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
    </>
  );
}
