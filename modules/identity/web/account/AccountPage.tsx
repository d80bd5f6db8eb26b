import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { roleName } from '../roleName.ts';
import { PasskeysPanel } from './PasskeysPanel.tsx';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { TotpPanel } from './TotpPanel.tsx';

/** One's own account: roles, ways to sign in, and where one is signed in. */
export function AccountPage() {
  const t = useWords(words);
  const me = useMe();
  const ways = useQuery({ queryKey: ['identity.listWays'], queryFn: () => api.listWays({}) });
  const site = (id: string | null) => me.sites.find((one) => one.id === id)?.name;
  return (
    <Page title={t('account.title')} lede={t('account.lede')} width="narrow">
      <Stack gap={5}>
        <Panel title={me.account.name}>
          <Facts
            items={[
              { label: t('account.community'), value: me.community.name },
              {
                label: t('account.roles'),
                value: me.roles
                  .map((held) => [roleName(t, held.role), site(held.siteId)].filter(Boolean).join(' · '))
                  .join(', '),
              },
            ]}
          />
        </Panel>
        <Answer of={ways}>
          {({ passkeys, password, code }) => (
            <Stack gap={5}>
              <PasskeysPanel passkeys={passkeys} />
              <PasswordPanel has={password} />
              {password && <TotpPanel has={code} />}
            </Stack>
          )}
        </Answer>
        <SessionsPanel />
      </Stack>
    </Page>
  );
}
