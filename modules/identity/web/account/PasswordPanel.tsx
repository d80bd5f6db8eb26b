import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { passwordLength } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../useAct.ts';

/** Sets or changes the password; every other session ends with it. */
export function PasswordPanel(props: { has: boolean }) {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const act = useAct(() => {
    setPassword('');
    setShown(false);
    toast(t('password.saved'));
  });
  const short = [...password].length < passwordLength;
  const submit = () => {
    setShown(true);
    if (!short) act.run(() => api.changePassword({ password }));
  };
  return (
    <Panel title={t('password.title')} hint={t(props.has ? 'password.hint' : 'password.none')}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" busy={act.busy}>
            {t(props.has ? 'password.change' : 'password.set')}
          </Button>
        }
      >
        <TextField
          label={t('way.newPassword')}
          hint={t('way.passwordRule', { least: passwordLength })}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={shown && short ? t('refusal.passwordShort', { least: passwordLength }) : undefined}
        />
      </Form>
      <Failure of={act.failure} while="doing" />
    </Panel>
  );
}
