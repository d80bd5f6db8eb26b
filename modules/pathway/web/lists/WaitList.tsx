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
import { api, useNameOf, useProgram, useRead } from '../api.ts';
import { EnrolSheet } from './EnrolSheet.tsx';
import classes from '../pathway.module.css';
import { usePages } from './usePages.ts';
import { LeaveSheet, OfferSheet } from './WaitSheets.tsx';

type Doing = { readonly what: 'offer' | 'decline' | 'leave' | 'enrol'; readonly wait: WaitLine };

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
              { key: 'state', label: t('list.state'), show: state },
              { key: 'since', label: t('list.since'), show: (row) => format.ago(row.joinedAt) },
              {
                key: 'priority',
                label: t('list.priority'),
                show: (row) => nameOf(program?.waitlist.priorities, row.priorityCode),
              },
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

/** What can be done about a wait as it stands. */
export function WaitActions(props: { wait: WaitLine; onDo: (what: Doing['what']) => void }) {
  const t = useWords(words);
  const { state } = props.wait;
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
  if (what === 'offer') return <OfferSheet wait={wait} onClose={props.onClose} />;
  if (what === 'enrol')
    return <EnrolSheet clientId={wait.clientId} referralId={wait.referralId} onClose={props.onClose} />;
  return <LeaveSheet wait={wait} offered={what === 'decline'} onClose={props.onClose} />;
}
