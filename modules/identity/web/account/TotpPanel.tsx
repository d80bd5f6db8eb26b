import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { TotpFacts } from '../entry/TotpFacts.tsx';
import { useAct } from '../useAct.ts';

/** One-time codes beside the password: set up, renew, take away. */
export function TotpPanel(props: { has: boolean }) {
  const t = useWords(words);
  const [proposed, setProposed] = useState<{ secret: string; link: string } | undefined>(undefined);
  const [code, setCode] = useState('');
  const act = useAct();
  const confirm = (secret: string) =>
    act.run(async () => {
      await api.confirmTotp({ secret, code: code.replaceAll(/\s/g, '') });
      setProposed(undefined);
      setCode('');
      toast(t('totp.saved'));
    });
  return (
    <Panel title={t('totp.title')} hint={t(props.has ? 'totp.on' : 'totp.off')}>
      {proposed === undefined ? (
        <>
          <Button busy={act.busy} onClick={() => act.run(async () => setProposed(await api.proposeTotp({})))}>
            {t(props.has ? 'totp.renew' : 'totp.setUp')}
          </Button>
          {props.has && (
            <Button kind="plain" onClick={() => act.run(() => api.removeTotp({}))}>
              {t('totp.remove')}
            </Button>
          )}
        </>
      ) : (
        <Form
          onSubmit={() => confirm(proposed.secret)}
          actions={
            <Button type="submit" kind="primary" busy={act.busy} disabled={code === ''}>
              {t('totp.confirm')}
            </Button>
          }
        >
          <TotpFacts totp={proposed} />
          <TextField
            label={t('way.firstCode')}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
          />
        </Form>
      )}
      <Failure of={act.failure} while="doing" />
    </Panel>
  );
}
