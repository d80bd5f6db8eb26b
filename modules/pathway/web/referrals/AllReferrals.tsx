import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import type { ReferralLine } from '../../contract.ts';
import { channels } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useProgramName, useRead } from '../api.ts';
import { AnswerSheet, answersTo } from '../lists/AnswerSheet.tsx';
import { StateBadge } from '../lists/StateBadge.tsx';
import { usePages } from '../lists/usePages.ts';
import { HistorySheet } from './HistorySheet.tsx';

type Asked = {
  readonly which: 'unanswered' | 'overdue' | 'open' | 'all' | 'mine';
  readonly direction: 'any' | 'in' | 'out';
  readonly channel: (typeof channels)[number] | undefined;
};

type Doing = { readonly what: 'answer' | 'history'; readonly referral: ReferralLine };

/** The referrals asked for, each with where it stands, since when, and until when an answer is owed. */
export function AllReferrals(props: Asked) {
  const t = useWords(words);
  const { which, direction, channel } = props;
  const columns = useColumns();
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const list = usePages(['pathway.listReferrals', which, direction, channel], (after) => {
    const page = after ? { after } : {};
    if (which === 'mine') return api.listMyReferrals(page);
    return api.listReferrals({ which, direction, ...(channel ? { channelCode: channel } : {}), ...page });
  });
  const close = () => setDoing(undefined);
  return (
    <Answer of={list.of}>
      {(rows) => (
        <>
          <DataList
            caption={t('referrals.title')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            to={(row) => `/clients/${row.clientId}`}
            actionsLabel={t('list.actions')}
            actions={(row) => (
              <Row gap={2}>
                {which !== 'mine' && answersTo(row).length > 0 && (
                  <Button size="small" onClick={() => setDoing({ what: 'answer', referral: row })}>
                    {t('answer.open')}
                  </Button>
                )}
                <Button
                  size="small"
                  kind="plain"
                  onClick={() => setDoing({ what: 'history', referral: row })}
                >
                  {t('history.open')}
                </Button>
              </Row>
            )}
            empty={<EmptyState title={t('referrals.empty')} hint={t('referrals.emptyHint')} />}
            onMore={list.more}
            moreBusy={list.busy}
          />
          {doing?.what === 'answer' && <AnswerSheet referral={doing.referral} onClose={close} />}
          {doing?.what === 'history' && <HistorySheet referral={doing.referral} onClose={close} />}
        </>
      )}
    </Answer>
  );
}

function useColumns() {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const programName = useProgramName();
  const about = (row: ReferralLine) =>
    row.serviceName ? read(row.serviceName) : programName(row.programCode);
  const channelOf = (row: ReferralLine) => {
    const known = channels.find((one) => one === row.channelCode);
    return known ? t(`channel.${known}`) : row.channelCode;
  };
  return [
    {
      key: 'client',
      label: t('list.client'),
      show: (row: ReferralLine) => row.clientName || t('list.hidden'),
    },
    {
      key: 'about',
      label: t('referrals.about'),
      show: (row: ReferralLine) => `${t(`referrals.way.${row.direction}`)} · ${about(row)}`,
    },
    { key: 'channel', label: t('referrals.channel'), show: channelOf },
    { key: 'state', label: t('list.state'), show: (row: ReferralLine) => <StateBadge of={row} /> },
    { key: 'since', label: t('list.since'), show: (row: ReferralLine) => format.ago(row.stateSince) },
    {
      key: 'due',
      label: t('referrals.answerBy'),
      show: (row: ReferralLine) =>
        row.state === 'sent' && row.answerBy !== null ? format.shortDay(row.answerBy) : '',
    },
  ];
}
