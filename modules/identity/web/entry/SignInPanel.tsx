import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { deviceToken, newSecret, origin, passkeysWork, signWithPasskey } from './browser.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { keepSingle } from './single.ts';
import { useEntry } from './useEntry.ts';

/** The way in: a passkey first, the organisation's own sign-in where there is one, a password as the second way. */
export function SignInPanel(props: { reason: 'out' | 'ended'; onDone: () => void }) {
  const t = useWords(words);
  const first = useQuery({ queryKey: ['identity.firstRunState'], queryFn: () => api.firstRunState({}) });
  const passkey = useEntry(props.onDone);
  const password = useEntry(props.onDone);
  const withPasskey = async () => {
    const { options } = await api.signInOptions({ origin: origin() });
    const answer = await signWithPasskey(options);
    return api.signInWithPasskey({ origin: origin(), answer, device: deviceToken() });
  };
  const single = async () => {
    const secret = newSecret();
    const { url } = await api.startSingle({ origin: origin(), secret });
    keepSingle(secret);
    location.assign(url);
    return { outcome: 'code' as const };
  };
  if (first.data?.needsSetUp) return <NotSetUp />;
  const works = passkeysWork();
  return (
    <Stack gap={4}>
      {works && (
        <Button kind="primary" icon="lock" wide busy={passkey.busy} onClick={() => passkey.run(withPasskey)}>
          {t('entry.withPasskey')}
        </Button>
      )}
      {first.data?.single && (
        <Button wide onClick={() => passkey.run(single)}>
          {t('entry.withSingle', { name: first.data.single })}
        </Button>
      )}
      {passkey.text && <Notice tone="warn">{passkey.text}</Notice>}
      <Failure of={passkey.failure ?? password.failure} while="doing" />
      {works && <p>{t('entry.orPassword')}</p>}
      <PasswordForm
        busy={password.busy}
        asksCode={password.code}
        problem={password.text}
        primary={!works}
        onSubmit={(typed) => password.run(() => api.signInWithPassword({ ...typed, device: deviceToken() }))}
      />
      {props.reason === 'out' && first.data && (
        <DemoAccounts
          accounts={first.data.demo}
          onChoose={({ email, password: shown }) =>
            password.run(() => api.signInWithPassword({ email, password: shown, device: deviceToken() }))
          }
        />
      )}
    </Stack>
  );
}

function NotSetUp() {
  const t = useWords(words);
  return (
    <Stack gap={4}>
      <Notice title={t('setUp.waiting')} live={false}>
        {t('setUp.waitingText')}
      </Notice>
      <ButtonLink to="/set-up" kind="primary" wide>
        {t('setUp.begin')}
      </ButtonLink>
    </Stack>
  );
}
