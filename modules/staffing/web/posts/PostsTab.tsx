import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { staffing } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useGaps } from '../api.ts';
import { GapLines } from '../GapLines.tsx';
import { RoleName } from '../RoleName.tsx';
import classes from '../staffing.module.css';
import { LoadPanel } from './LoadPanel.tsx';
import { PostList } from './PostList.tsx';
import { PostSheet } from './PostSheet.tsx';

export type Roster = OutputOf<typeof staffing.operations.roster>;

/** The posts of a site: what is missing, added up by role, turnover, the clients they carry, and each post. */
export function PostsTab(props: { siteId: string }) {
  const { siteId } = props;
  const asked = useQuery({ queryKey: ['staffing.roster', siteId], queryFn: () => api.roster({ siteId }) });
  return (
    <Answer of={asked}>
      {(roster) => (
        <Stack>
          {roster.runs && <Missing siteId={siteId} />}
          <Posts siteId={siteId} roster={roster} />
          {roster.roles.length > 0 && <Sums roster={roster} />}
          <LoadPanel siteId={siteId} roster={roster} />
        </Stack>
      )}
    </Answer>
  );
}

function Missing(props: { siteId: string }) {
  const t = useWords(words);
  const gaps = useGaps().data?.sites.find((site) => site.siteId === props.siteId);
  if (gaps === undefined) return null;
  const nothing = gaps.vacant.length + gaps.noPost.length + gaps.supervision + gaps.training === 0;
  return (
    <Panel title={t('gap.title')}>
      {nothing ? <p className={classes['quiet']}>{t('gap.nothing')}</p> : <GapLines gaps={gaps} roles />}
    </Panel>
  );
}

function Posts({ siteId, roster }: { siteId: string; roster: Roster }) {
  const t = useWords(words);
  const [opening, setOpening] = useState(false);
  const open = roster.runs && (
    <Button icon="plus" onClick={() => setOpening(true)}>
      {t('post.open')}
    </Button>
  );
  return (
    <Panel title={t('post.posts')} actions={open}>
      {roster.posts.length === 0 ? (
        <EmptyState title={t('post.none')} hint={t('post.noneHint')} />
      ) : (
        <PostList siteId={siteId} roster={roster} />
      )}
      {opening && <PostSheet siteId={siteId} onClose={() => setOpening(false)} />}
    </Panel>
  );
}

function Sums({ roster }: { roster: Roster }) {
  const t = useWords(words);
  const format = useFormat();
  const fte = (value: number) => format.number(value, 2);
  const { left, posts, yearly, to } = roster.turnover;
  return (
    <Panel title={t('post.sum')} hint={t('post.fteHint')}>
      <DataList
        caption={t('post.sum')}
        rows={roster.roles}
        rowKey={(one) => `${one.programCode} ${one.roleCode}`}
        columns={[
          { key: 'role', label: t('post.role'), show: (one) => <RoleName of={one} /> },
          {
            key: 'posts',
            label: t('post.posts'),
            show: (one) =>
              t('post.split', { full: format.number(one.fullTime), part: format.number(one.partTime) }),
          },
          { key: 'atWork', label: t('post.atWork'), numeric: true, show: (one) => fte(one.atWork) },
          { key: 'away', label: t('post.away'), numeric: true, show: (one) => fte(one.away) },
          { key: 'vacant', label: t('post.vacant'), numeric: true, show: (one) => fte(one.vacant) },
          { key: 'casual', label: t('post.casual'), numeric: true, show: (one) => format.number(one.casual) },
        ]}
      />
      <h3>{t('turnover.title')}</h3>
      <p>
        {yearly === null
          ? t('turnover.none')
          : t('turnover.line', {
              left: format.number(left),
              posts: format.number(posts),
              day: format.day(to),
              rate: format.percent(yearly),
            })}
      </p>
      <p className={classes['quiet']}>{t('turnover.rule')}</p>
    </Panel>
  );
}
