import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import words from '../../words.json' with { type: 'json' };

/** What a person types to sign in. */
export type Typed = { readonly email: string; readonly password: string; readonly code?: string };

/** E-mail address, password and, once asked for, a one-time code. */
export function PasswordForm(props: {
  busy: boolean;
  asksCode: boolean;
  problem: string | undefined;
  primary: boolean;
  onSubmit: (typed: Typed) => void;
}) {
  const t = useWords(words);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = () => {
    if (email === '' || password === '') return;
    props.onSubmit({
      email: email.trim(),
      password,
      ...(code === '' ? {} : { code: code.replaceAll(/\s/g, '') }),
    });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" kind={props.primary ? 'primary' : 'quiet'} wide busy={props.busy}>
          {t('entry.signIn')}
        </Button>
      }
    >
      <TextField
        label={t('entry.email')}
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        value={email}
        onChange={setEmail}
      />
      <TextField
        label={t('entry.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={props.asksCode ? undefined : props.problem}
      />
      {props.asksCode && (
        <TextField
          label={t('entry.code')}
          hint={t('entry.codeHint')}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          value={code}
          onChange={setCode}
          error={props.problem}
        />
      )}
    </Form>
  );
}
