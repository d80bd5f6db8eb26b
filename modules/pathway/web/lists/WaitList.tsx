import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { WaitLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { refreshDays } from '../../model.ts';
import { api, todayHere, useNameOf, useProgram, useRead } from '../api.ts';
import { EnrolSheet } from './EnrolSheet.tsx';
import classes from '../pathway.module.css';
import { usePages } from './usePages.ts';
import { LapseSheet, LeaveSheet, OfferSheet } from './WaitSheets.tsx';

type Doing = { readonly what: 'offer' | 'decline' | 'leave' | 'enrol' | 'lapse'; readonly wait: WaitLine };

/** Who waits, in the order of the program's rule, which is said above the list. */
export function WaitList(props: { siteId: string; programCode: string }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const nameOf = useNameOf();
  const { siteId, programCode } = props;
  const program = useProgram(programCode);
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const list = usePages(['pathway.listWaitlist', siteId, programCode], (after) =>
    api.listWaitlist({ siteId, programCode, ...(after ? { after } : {}) }),
  );
  const state = (row: WaitLine) => (
    <Badge tone={row.state === 'offered' ? 'good' : 'info'}>
      {t(`wait.${row.state}`)}
      {row.offeredUntil !== null && ` · ${t('wait.untilDay', { day: format.shortDay(row.offeredUntil) })}`}
    </Badge>
  );
  const why = (row: WaitLine) => {
    const since = t('wait.since', { day: format.shortDay(row.joinedAt) });
    const sooner = nameOf(program?.waitlist.priorities, row.priorityCode);
    const place = row.place === null ? '' : `${t('wait.inLine', { place: row.place })} · `;
    return `${place}${sooner ? `${sooner} · ` : ''}${since}`;
  };
  return (
    <Answer of={list.of}>
      {(rows) => (
        <Stack gap={3}>
          {program && rows.length > 0 && (
            <p className={classes['quiet']}>{read(program.waitlist.sentence)}</p>
          )}
          <DataList
            caption={t('tabs.waiting')}
            rows={rows}
            columns={[
              { key: 'client', label: t('list.client'), show: (row) => row.clientName || t('list.hidden') },
              { key: 'place', label: t('wait.place'), show: why },
              { key: 'state', label: t('list.state'), show: state },
              { key: 'reached', label: t('wait.reached'), show: (row) => <Reached wait={row} /> },
            ]}
            rowKey={(row) => row.id}
            to={(row) => `/clients/${row.clientId}`}
            actionsLabel={t('list.actions')}
            actions={(row) => <WaitActions wait={row} onDo={(what) => setDoing({ what, wait: row })} />}
            empty={<EmptyState title={t('waits.none')} hint={t('waits.noneHint')} />}
            onMore={list.more}
            moreBusy={list.busy}
          />
          {doing && <WaitDoing doing={doing} onClose={() => setDoing(undefined)} />}
        </Stack>
      )}
    </Answer>
  );
}

/** When somebody who waits was last reached; a mark when it was too long ago. */
function Reached({ wait }: { wait: WaitLine }) {
  const t = useWords(words);
  const format = useFormat();
  const last = wait.reachedAt ?? wait.joinedAt;
  const days = Math.floor((Date.now() - Date.parse(last)) / 86_400_000);
  const said = wait.reachedAt === null ? t('wait.neverReached') : format.ago(wait.reachedAt);
  return (
    <>
      {said}
      {wait.tries > 0 && ` · ${t('wait.tries', { count: wait.tries })}`}{' '}
      {days >= refreshDays && <Badge tone="warn">{t('wait.refresh', { count: days })}</Badge>}
    </>
  );
}

/** What can be done about a wait as it stands. */
export function WaitActions(props: { wait: WaitLine; onDo: (what: Doing['what']) => void }) {
  const t = useWords(words);
  const { state, offeredUntil } = props.wait;
  const ranOut = state === 'offered' && offeredUntil !== null && offeredUntil < todayHere();
  return (
    <Row gap={1}>
      {state === 'waiting' && (
        <Button size="small" onClick={() => props.onDo('offer')}>
          {t('wait.offer')}
        </Button>
      )}
      {state === 'offered' && (
        <Button size="small" onClick={() => props.onDo('enrol')}>
          {t('enrol.open')}
        </Button>
      )}
      {state === 'offered' && (
        <Button size="small" onClick={() => props.onDo('decline')}>
          {t('wait.decline')}
        </Button>
      )}
      {ranOut && (
        <Button size="small" kind="plain" onClick={() => props.onDo('lapse')}>
          {t('wait.lapse')}
        </Button>
      )}
      {state === 'waiting' && (
        <Button size="small" kind="plain" onClick={() => props.onDo('leave')}>
          {t('wait.leave')}
        </Button>
      )}
    </Row>
  );
}

/** The sheet behind each of these. */
export function WaitDoing(props: { doing: Doing; onClose: () => void }) {
  const { what, wait } = props.doing;
  if (what === 'lapse') return <LapseSheet wait={wait} onClose={props.onClose} />;
  if (what === 'offer') return <OfferSheet wait={wait} onClose={props.onClose} />;
  if (what === 'enrol')
    return <EnrolSheet clientId={wait.clientId} referralId={wait.referralId} onClose={props.onClose} />;
  return <LeaveSheet wait={wait} offered={what === 'decline'} onClose={props.onClose} />;
}
