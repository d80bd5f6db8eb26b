import { useState } from 'react';
import type { OutputOf } from '../../../kernel/contract.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Grid } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { network } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useRead } from './api.ts';
import { ListSiteSheet } from './ListSiteSheet.tsx';
import classes from './network.module.css';
import { usePrograms, useProfiles } from './usePrograms.ts';

type Member = OutputOf<typeof network.operations.listMembers>['members'][number];

/** The sites their communities list, community by community; one's own first. */
export function NetworkPage() {
  const t = useWords(words);
  const steward = useMe().roles.some(({ role }) => role === 'steward');
  const [listing, setListing] = useState(false);
  const asked = useQuery({ queryKey: ['network.listMembers'], queryFn: () => api.listMembers({}) });
  const list = steward && (
    <Button kind="primary" icon="plus" onClick={() => setListing(true)}>
      {t('list.title')}
    </Button>
  );
  return (
    <Page title={t('network.title')} lede={t('network.lede')} stage="share" width="wide" actions={list}>
      <Answer of={asked} waiting={<Skeletons shape="cards" count={6} />}>
        {({ members }) =>
          members.length === 0 ? (
            <EmptyState title={t('network.empty')} hint={t('network.emptyHint')} />
          ) : (
            <Communities members={members} />
          )
        }
      </Answer>
      {listing && <ListSiteSheet onClose={() => setListing(false)} />}
    </Page>
  );
}

function Communities(props: { members: readonly Member[] }) {
  const communities = [...Map.groupBy(props.members, ({ communityId }) => communityId).values()];
  const first = (members: readonly Member[]) => (members[0]?.own ? 0 : 1);
  return communities
    .sort((left, right) => first(left) - first(right))
    .map((members) => <Community key={members[0]?.communityId} members={members} />);
}

function Community(props: { members: readonly Member[] }) {
  const t = useWords(words);
  const read = useRead();
  const { locale } = useLocale();
  const profiles = useProfiles(
    props.members.filter(({ profile }) => profile !== null).flatMap(({ programs }) => programs),
  );
  const byName = new Intl.Collator(locale, { numeric: true });
  const [one] = props.members;
  if (one === undefined) return null;
  const side = profiles && <ButtonLink to={profiles.path}>{t('network.profiles')}</ButtonLink>;
  return (
    <Panel
      title={read(one.community)}
      hint={one.own ? t('network.own') : t('network.sites', { count: props.members.length })}
      actions={side}
    >
      <Grid least="small">
        {[...props.members]
          .sort((left, right) => byName.compare(read(left.site), read(right.site)))
          .map((member) => (
            <Site key={member.id} member={member} profiles={profiles} />
          ))}
      </Grid>
    </Panel>
  );
}

function Site(props: { member: Member; profiles: ReturnType<typeof useProfiles> }) {
  const t = useWords(words);
  const read = useRead();
  const programs = usePrograms();
  const { member, profiles } = props;
  const setting = member.setting === null ? undefined : profiles?.settingOf(member.setting);
  const name = read(member.site);
  return (
    <article className={classes['site']}>
      <h3>
        {member.profile !== null && profiles ? (
          <Link to={`${profiles.path}?program=${member.profile.replace(/\D/g, '')}`}>{name}</Link>
        ) : (
          name
        )}
      </h3>
      {read(member.organisation) !== name && <p className={classes['soft']}>{read(member.organisation)}</p>}
      {setting && <p className={classes['soft']}>{read(setting)}</p>}
      <div className={classes['badges']}>
        {member.programs.map((key) => (
          <Badge key={key} tone="deliver">
            {programs.get(key) ?? t('network.program')}
          </Badge>
        ))}
      </div>
    </article>
  );
}
