import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { deviceToken, origin } from './browser.ts';
import { useEntry } from './useEntry.ts';
import { WayForm } from './WayForm.tsx';

/** Whoever opens an invitation's link chooses here how to sign in. The token stands behind the #, so it reaches no log. */
export function InvitationPage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const go = useGo();
  const { refresh } = useSession();
  const [token] = useState(() => location.hash.slice(1));
  const good = /^[A-Za-z0-9_-]{64}$/.test(token);
  const asked = useQuery({
    queryKey: ['identity.openInvitation', token],
    queryFn: () => (good ? api.openInvitation({ token, origin: origin() }) : { open: false as const }),
    staleTime: 240_000,
  });
  const entry = useEntry(() => void refresh().then(() => go('/', { replace: true })));
  return (
    <Page title={t('invitation.title')} width="narrow">
      <Answer of={asked}>
        {(invitation) =>
          invitation.open && invitation.options && invitation.totp ? (
            <Stack gap={4}>
              <p>
                {t('invitation.hello', {
                  name: invitation.name ?? '',
                  email: invitation.email ?? '',
                  community: invitation.community?.[locale] ?? '',
                })}
              </p>
              <WayForm
                options={invitation.options}
                totp={invitation.totp}
                needsCode={invitation.needsCode ?? false}
                busy={entry.busy}
                onChosen={(way) =>
                  entry.run(async () =>
                    api.acceptInvitation({ token, way: await way(), locale, device: deviceToken() }),
                  )
                }
              />
              {entry.text && <Notice tone="bad">{entry.text}</Notice>}
              <Failure of={entry.failure} while="doing" />
            </Stack>
          ) : (
            <EmptyState
              title={t('invitation.gone')}
              hint={t('invitation.goneHint')}
              action={<ButtonLink to="/">{t('invitation.signIn')}</ButtonLink>}
            />
          )
        }
      </Answer>
    </Page>
  );
}
