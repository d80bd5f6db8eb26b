import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { Ranking } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSites } from '../api.ts';
import { RankingSheet } from './RankingSheet.tsx';
import { useRankings, useSaid } from './shared.ts';

/** What groups were asked to put in order: what waits for this person first, then what came of the others. */
export function RankingsPage() {
  const t = useWords(words);
  const { sees } = useSession();
  const [adding, setAdding] = useState(false);
  const asked = useRankings();
  const add = sees(['evaluator', 'steward']) && (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {t('ranking.ask')}
    </Button>
  );
  return (
    <Page title={t('ranking.title')} lede={t('ranking.lede')} stage="understand" actions={add}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              title={t('ranking.none')}
              hint={t(add ? 'ranking.noneHint' : 'ranking.noneYet')}
              action={add}
            />
          ) : (
            <Rankings rows={rows} />
          )
        }
      </Answer>
      {adding && <RankingSheet onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Rankings(props: { rows: readonly Ranking[] }) {
  const t = useWords(words);
  const format = useFormat();
  const said = useSaid();
  const sites = useSites();
  const nameOf = (id: string | null) => sites.find((site) => site.id === id)?.name;
  const asked = (row: Ranking) =>
    row.openTo === 'team' ? t('ranking.team') : (nameOf(row.siteId) ?? t('ranking.everybody'));
  return (
    <DataList
      caption={t('ranking.title')}
      rows={props.rows}
      rowKey={(row) => row.id}
      to={(row) => `/rankings/${row.id}`}
      columns={[
        {
          key: 'question',
          label: t('ranking.question'),
          show: ({ question }) => <span lang={said(question).lang}>{said(question).text}</span>,
        },
        { key: 'asked', label: t('ranking.whom'), show: asked },
        { key: 'voted', label: t('ranking.voted'), show: (row) => format.number(row.voted), numeric: true },
        { key: 'state', label: t('ranking.state'), show: (row) => <State ranking={row} /> },
      ]}
    />
  );
}

/** Where a ranking stands for whoever looks: waiting for their vote, voted, or counted. */
function State({ ranking }: { ranking: Ranking }) {
  const t = useWords(words);
  const format = useFormat();
  if (ranking.closedAt !== null)
    return <Badge>{t('ranking.closedOn', { on: format.moment(ranking.closedAt) })}</Badge>;
  return ranking.own === null ? (
    <Badge tone="understand">{t('ranking.waits')}</Badge>
  ) : (
    <Badge tone="good">{t('ranking.youVoted')}</Badge>
  );
}
