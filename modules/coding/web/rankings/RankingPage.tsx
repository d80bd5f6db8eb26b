import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { threshold } from '../../../../kernel/suppress.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import type { Ranking } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { BallotForm } from './BallotForm.tsx';
import { Counted } from './Counted.tsx';
import { useRankings, useSaid } from './shared.ts';

/** One ranking: the ballot while it is open, what the group said once it is counted. */
export function RankingPage() {
  const t = useWords(words);
  const said = useSaid();
  const id = useParam('id');
  const asked = useRankings();
  const ranking = asked.data?.rows.find((row) => row.id === id);
  return (
    <Page
      title={ranking ? said(ranking.question).text : t('ranking.title')}
      stage="understand"
      back={{ to: '/rankings', label: t('ranking.title') }}
      actions={ranking?.runs && ranking.closedAt === null && <Ending ranking={ranking} />}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={5} />}>
        {() =>
          ranking === undefined ? (
            <EmptyState title={t('refusal.noSuchRanking')} />
          ) : ranking.closedAt === null ? (
            <Open key={`${ranking.id}.${ranking.own?.version ?? 0}`} ranking={ranking} />
          ) : (
            <Counted ranking={ranking} />
          )
        }
      </Answer>
    </Page>
  );
}

function Open({ ranking }: { ranking: Ranking }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Stack gap={4}>
      <p>{t('ranking.rule', { places: format.number(ranking.places) })}</p>
      <p>{t('ranking.secret', { fewest: format.number(threshold) })}</p>
      {ranking.own !== null && (
        <Notice tone="good" live={false}>
          {t('ranking.votedNow', { voted: format.number(ranking.voted) })}
        </Notice>
      )}
      <BallotForm ranking={ranking} />
    </Stack>
  );
}

/** What whoever runs a ranking may do: count it, or call it off. */
function Ending({ ranking }: { ranking: Ranking }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [asking, setAsking] = useState<'count' | 'off' | undefined>(undefined);
  const at = { id: ranking.id, version: ranking.version };
  const end = async () => {
    await (asking === 'count' ? api.closeRanking(at) : api.callOffRanking(at));
    await client.invalidateQueries({ queryKey: ['coding.listRankings'] });
    toast(t(asking === 'count' ? 'ranking.counted' : 'ranking.calledOff'));
  };
  return (
    <Row gap={1}>
      <Button onClick={() => setAsking('count')}>{t('ranking.count')}</Button>
      <Button kind="plain" onClick={() => setAsking('off')}>
        {t('ranking.callOff')}
      </Button>
      <Confirm
        open={asking !== undefined}
        danger={asking === 'off'}
        onClose={() => setAsking(undefined)}
        title={t(asking === 'off' ? 'ranking.callOff' : 'ranking.count')}
        yes={t(asking === 'off' ? 'ranking.callOff' : 'ranking.count')}
        onYes={end}
      >
        {t(asking === 'off' ? 'ranking.callOffAsk' : 'ranking.countAsk', { voted: ranking.voted })}
      </Confirm>
    </Row>
  );
}
