import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import type { Post } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { RoleName } from '../RoleName.tsx';
import classes from '../staffing.module.css';
import { ChangeSheet } from './ChangeSheet.tsx';
import { CloseSheet, EndSheet, LeaveSheet, BackSheet } from './DaySheets.tsx';
import { FillSheet } from './FillSheet.tsx';
import type { Roster } from './PostsTab.tsx';

const sheets = {
  fill: FillSheet,
  leave: LeaveSheet,
  back: BackSheet,
  end: EndSheet,
  change: ChangeSheet,
  close: CloseSheet,
} as const;
type Doing = { readonly what: keyof typeof sheets; readonly post: Post };

/** What can be done with a post as it stands. */
function doable(post: Post): (keyof typeof sheets)[] {
  if (post.state === 'none') return ['change'];
  if (post.holder === null) return ['fill', 'change', 'close'];
  return [post.holder.away ? 'back' : 'leave', 'end', 'change'];
}

/** Each post with who holds it, and for those who run the site, what they can do. */
export function PostList({ siteId, roster }: { siteId: string; roster: Roster }) {
  const t = useWords(words);
  const format = useFormat();
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const Doing = doing && sheets[doing.what];
  const actions = (post: Post) => <Actions post={post} onChoose={(what) => setDoing({ what, post })} />;
  return (
    <>
      <DataList
        caption={t('post.posts')}
        rows={roster.posts}
        rowKey={(post) => post.id}
        columns={[
          { key: 'role', label: t('post.role'), show: (post) => <RoleName of={post} /> },
          { key: 'who', label: t('post.who'), show: (post) => <Who post={post} /> },
          {
            key: 'kind',
            label: t('post.kind'),
            show: (post) => (
              <span className={classes['badges']}>
                <Badge>{t(`post.kind.${post.kind}`)}</Badge>
                {post.lived && <Badge tone="info">{t('post.livedBadge')}</Badge>}
              </span>
            ),
          },
          {
            key: 'fte',
            label: t('post.fte'),
            numeric: true,
            show: (post) => (post.kind === 'casual' ? '' : format.number(post.fte, 2)),
          },
        ]}
        {...(roster.runs ? { actions, actionsLabel: t('post.more') } : {})}
      />
      {Doing && <Doing siteId={siteId} post={doing.post} onClose={() => setDoing(undefined)} />}
    </>
  );
}

/** What comes first for a post as a button, the rest behind one. */
function Actions(props: { post: Post; onChoose: (what: keyof typeof sheets) => void }) {
  const t = useWords(words);
  const [first, ...others] = doable(props.post);
  const items = others.map((what) => ({ label: t(`post.${what}`), onChoose: () => props.onChoose(what) }));
  return (
    <Row gap={1}>
      {first && (
        <Button size="small" onClick={() => props.onChoose(first)}>
          {t(`post.${first}`)}
        </Button>
      )}
      {items.length > 0 && <MoreMenu label={t('post.more')} items={items} />}
    </Row>
  );
}

function Who({ post }: { post: Post }) {
  const t = useWords(words);
  const format = useFormat();
  const { holder } = post;
  if (post.state === 'none') return t('post.begins', { day: format.day(post.openedOn) });
  if (holder === null)
    return (
      <Badge tone="warn">
        {t('post.emptySince', { day: format.day(post.vacantSince ?? post.openedOn) })}
      </Badge>
    );
  const { away } = holder;
  return (
    <span>
      {holder.accountId === null ? t('post.outside') : holder.name}{' '}
      <span className={classes['quiet']}>{t('post.since', { day: format.day(holder.from) })}</span>{' '}
      {away && (
        <Badge tone="info">
          {away.to === null
            ? t('post.awaySince', { day: format.day(away.from) })
            : t('post.awayUntil', { day: format.day(away.to) })}
        </Badge>
      )}
      {post.closedOn && (
        <span className={classes['quiet']}> {t('post.ends', { day: format.day(post.closedOn) })}</span>
      )}
    </span>
  );
}
