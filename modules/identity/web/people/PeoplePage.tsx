import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { roleName } from '../roleName.ts';
import { InviteSheet } from './InviteSheet.tsx';
import type { Person } from './people.ts';
import { PersonSheet } from './PersonSheet.tsx';

/** The people of the community: who holds which role where, who is invited, who lost access. */
export function PeoplePage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const format = useFormat();
  const { sees } = useSession();
  const [inviting, setInviting] = useState(false);
  const [openId, setOpenId] = useState<string | undefined>(undefined);
  const people = useQuery({ queryKey: ['identity.listAccounts'], queryFn: () => api.listAccounts({}) });
  const places = useQuery({ queryKey: ['identity.listSites'], queryFn: () => api.listSites({}) });
  const steward = sees(['steward']);
  const site = (id: string | null) => places.data?.sites.find((one) => one.id === id)?.name[locale];
  const rolesOf = (person: Person) =>
    person.roles
      .map((held) => [roleName(t, held.role), site(held.siteId)].filter(Boolean).join(' · '))
      .join(', ');
  const invite = steward && (
    <Button kind="primary" icon="plus" onClick={() => setInviting(true)}>
      {t('people.invite')}
    </Button>
  );
  return (
    <Page title={t('people.title')} lede={t('people.lede')} actions={invite} width="wide">
      <Answer of={people}>
        {({ rows }) => (
          <>
            <DataList
              caption={t('people.title')}
              rows={rows}
              rowKey={(row) => row.id}
              empty={<EmptyState title={t('people.none')} hint={t('people.noneHint')} action={invite} />}
              columns={[
                { key: 'name', label: t('people.name'), show: (row) => row.name },
                { key: 'email', label: t('people.email'), show: (row) => row.email, wideOnly: true },
                { key: 'roles', label: t('people.roles'), show: rolesOf },
                { key: 'state', label: t('people.state'), show: (row) => <StateOf person={row} /> },
                {
                  key: 'seen',
                  label: t('people.seen'),
                  show: (row) => (row.seenAt === null ? '' : format.ago(row.seenAt)),
                },
              ]}
              {...(steward
                ? {
                    actionsLabel: t('people.open'),
                    actions: (row: Person) => (
                      <Button
                        size="small"
                        onClick={() => setOpenId(row.id)}
                        label={t('people.openNamed', { name: row.name })}
                      >
                        {t('people.open')}
                      </Button>
                    ),
                  }
                : {})}
            />
            {places.data && (
              <InviteSheet open={inviting} onClose={() => setInviting(false)} places={places.data} />
            )}
            {places.data && (
              <PersonSheet
                person={rows.find((row) => row.id === openId)}
                places={places.data}
                onClose={() => setOpenId(undefined)}
              />
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}

function StateOf(props: { person: Person }) {
  const t = useWords(words);
  const { disabledAt, invitedUntil } = props.person;
  if (disabledAt !== null) return <Badge tone="bad">{t('people.disabled')}</Badge>;
  if (invitedUntil !== null) return <Badge tone="info">{t('people.invited')}</Badge>;
  return <Badge tone="good">{t('people.active')}</Badge>;
}
