import { useState } from 'react';
import { useOutbox } from '../../../kernel/web/outbox.tsx';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { IconButton } from '../../../ui/action/IconButton.tsx';
import { LanguageSwitch } from '../../../ui/action/LanguageSwitch.tsx';
import { ThemeSwitch } from '../../../ui/action/ThemeSwitch.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** Who is signed in and where, language, light or dark, one's own security page, and the way out. */
export function AccountMenu() {
  const t = useWords(words);
  const { me, signOut } = useSession();
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const { waiting } = useOutbox();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    setFailure(undefined);
    await signOut().then(() => setOpen(false), setFailure);
  };
  if (me === undefined) return null;
  return (
    <>
      <IconButton icon="account" label={t('account.open')} expanded={open} onClick={() => setOpen(true)} />
      <Sheet open={open} onClose={() => setOpen(false)} title={me.account.name}>
        <div className={classes['accountWhere']}>
          <strong>{me.community.name}</strong>
          <span>{me.sites.map(({ name }) => name).join(' · ')}</span>
        </div>
        <Stack gap={3}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Stack>
        <Stack gap={3}>
          <div onClickCapture={() => setOpen(false)}>
            <ButtonLink to="/account" icon="lock" wide>
              {t('account.security')}
            </ButtonLink>
          </div>
          <Button icon="signOut" wide onClick={() => (waiting.length > 0 ? setAsking(true) : void leave())}>
            {t('account.signOut')}
          </Button>
          <Failure of={failure} while="doing" />
        </Stack>
      </Sheet>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('leave.title')}
        yes={t('account.signOut')}
        onYes={leave}
      >
        {t('leave.text', { count: waiting.length })}
      </Confirm>
    </>
  );
}
