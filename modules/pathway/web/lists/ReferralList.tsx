import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { type Column, DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import type { ReferralLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { AnswerSheet, answersTo } from './AnswerSheet.tsx';
import { api, useNameOf, useProgram, useRead } from '../api.ts';
import { StateBadge } from './StateBadge.tsx';
import { usePages } from './usePages.ts';

/** The open referrals of a site, the longest-standing first. */
export function ReferralList(props: { direction: 'in' | 'out'; siteId: string; programCode?: string }) {
  const t = useWords(words);
  const [answering, setAnswering] = useState<ReferralLine | undefined>(undefined);
  const columns = useColumns(props.direction, props.programCode);
  const { direction, siteId, programCode } = props;
  const list = usePages(['pathway.listReferrals', direction, siteId, programCode], (after) =>
    api.listReferrals({
      direction,
      siteId,
      which: 'open',
      ...(programCode ? { programCode } : {}),
      ...(after ? { after } : {}),
    }),
  );
  const empty =
    direction === 'in' ? (
      <EmptyState title={t('referrals.none')} hint={t('referrals.noneHint')} />
    ) : (
      <EmptyState title={t('out.none')} hint={t('out.noneHint')} />
    );
  return (
    <Answer of={list.of}>
      {(rows) => (
        <>
          <DataList
            caption={t(direction === 'in' ? 'tabs.referrals' : 'tabs.out')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            to={(row) => `/clients/${row.clientId}`}
            actionsLabel={t('list.actions')}
            actions={(row) => <Next of={row} onAnswer={setAnswering} />}
            empty={empty}
            onMore={list.more}
            moreBusy={list.busy}
          />
          {answering && <AnswerSheet referral={answering} onClose={() => setAnswering(undefined)} />}
        </>
      )}
    </Answer>
  );
}

/** What can be done with a referral from here: answered, or, for somebody on the waitlist, looked at by the conditions; nothing once it is under way. */
function Next(props: { of: ReferralLine; onAnswer: (row: ReferralLine) => void }) {
  const t = useWords(words);
  const row = props.of;
  if (answersTo(row).length > 0)
    return (
      <Button size="small" onClick={() => props.onAnswer(row)}>
        {t('answer.open')}
      </Button>
    );
  if (row.state !== 'waiting') return null;
  return (
    <ButtonLink size="small" to={`/pathway/screen/${row.clientId}/${row.id}`}>
      {t('screen.open')}
    </ButtonLink>
  );
}

function useColumns(direction: 'in' | 'out', programCode: string | undefined): Column<ReferralLine>[] {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const nameOf = useNameOf();
  const program = useProgram(programCode);
  const client: Column<ReferralLine> = {
    key: 'client',
    label: t('list.client'),
    show: (row) => row.clientName || t('list.hidden'),
  };
  const about: Column<ReferralLine> =
    direction === 'in'
      ? {
          key: 'source',
          label: t('list.source'),
          show: (row) => nameOf(program?.referralSources, row.sourceCode),
        }
      : {
          key: 'service',
          label: t('list.service'),
          show: (row) => (row.serviceName ? read(row.serviceName) : ''),
        };
  return [
    client,
    about,
    { key: 'state', label: t('list.state'), show: (row) => <StateBadge of={row} /> },
    { key: 'since', label: t('list.since'), show: (row) => format.ago(row.stateSince) },
  ];
}
