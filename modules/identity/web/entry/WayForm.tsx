import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { passwordLength } from '../../model.ts';
import type { Way } from '../../shapes.ts';
import words from '../../words.json' with { type: 'json' };
import { makePasskey, origin, passkeysWork } from './browser.ts';
import { TotpFacts } from './TotpFacts.tsx';

/** How a person will sign in from now on: a passkey first, or a password with one-time codes where the role asks for them. */
export function WayForm(props: {
  options: object;
  totp: { secret: string; link: string };
  needsCode: boolean;
  busy: boolean;
  onChosen: (way: () => Promise<Way>) => void;
}) {
  const t = useWords(words);
  const works = passkeysWork();
  return (
    <Stack gap={5}>
      {works && (
        <Panel title={t('way.passkey')} hint={t('way.passkeyHint')} level={3}>
          <Button
            kind="primary"
            icon="lock"
            busy={props.busy}
            onClick={() =>
              props.onChosen(async () => ({
                way: 'passkey',
                origin: origin(),
                answer: await makePasskey(props.options),
              }))
            }
          >
            {t('way.makePasskey')}
          </Button>
        </Panel>
      )}
      <PasswordWay {...props} primary={!works} />
    </Stack>
  );
}

function PasswordWay(props: {
  totp: { secret: string; link: string };
  needsCode: boolean;
  busy: boolean;
  primary: boolean;
  onChosen: (way: () => Promise<Way>) => void;
}) {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [shown, setShown] = useState(false);
  const short =
    shown && [...password].length < passwordLength
      ? t('refusal.passwordShort', { least: passwordLength })
      : undefined;
  const submit = () => {
    setShown(true);
    if ([...password].length < passwordLength || (props.needsCode && code === '')) return;
    const totp = code === '' ? {} : { totp: { secret: props.totp.secret, code: code.replaceAll(/\s/g, '') } };
    props.onChosen(async () => ({ way: 'password', password, ...totp }));
  };
  return (
    <Panel
      title={t('way.password')}
      hint={t(props.needsCode ? 'way.passwordAndCode' : 'way.passwordHint')}
      level={3}
    >
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" kind={props.primary ? 'primary' : 'quiet'} busy={props.busy}>
            {t('way.usePassword')}
          </Button>
        }
      >
        <TextField
          label={t('way.newPassword')}
          hint={t('way.passwordRule', { least: passwordLength })}
          type="password"
          name="new-password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={short}
        />
        {props.needsCode && (
          <>
            <TotpFacts totp={props.totp} />
            <TextField
              label={t('way.firstCode')}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={setCode}
              error={shown && code === '' ? t('refusal.codeNeeded') : undefined}
            />
          </>
        )}
      </Form>
    </Panel>
  );
}
