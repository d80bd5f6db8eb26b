import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { origin, passkeysWork, signWithPasskey } from './browser.ts';
import { useEntry } from './useEntry.ts';

/** Asks for a fresh proof: the passkey, or the password and a code. */
export function ProofPanel(props: { onDone: (proved: boolean) => void }) {
  const t = useWords(words);
  const ways = useQuery({
    queryKey: ['identity.stepUpOptions'],
    queryFn: () => api.stepUpOptions({ origin: origin() }),
    staleTime: 0,
    gcTime: 0,
  });
  const entry = useEntry(() => props.onDone(true));
  return (
    <Answer of={ways}>
      {({ options, password, code }) => (
        <Stack gap={4}>
          {options !== null && passkeysWork() && (
            <Button
              kind="primary"
              icon="lock"
              wide
              busy={entry.busy}
              onClick={() =>
                entry.run(async () =>
                  api.stepUp({ way: 'passkey', origin: origin(), answer: await signWithPasskey(options) }),
                )
              }
            >
              {t('proof.withPasskey')}
            </Button>
          )}
          {password && (
            <Again
              busy={entry.busy}
              code={code}
              onSubmit={(typed) => entry.run(() => api.stepUp({ way: 'password', ...typed }))}
            />
          )}
          {options === null && !password && <Notice tone="warn">{t('proof.none')}</Notice>}
          {entry.text && <Notice tone="warn">{entry.text}</Notice>}
          <Failure of={entry.failure} while="doing" />
        </Stack>
      )}
    </Answer>
  );
}

function Again(props: {
  busy: boolean;
  code: boolean;
  onSubmit: (typed: { password: string; code?: string }) => void;
}) {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <Form
      onSubmit={() => props.onSubmit({ password, ...(props.code ? { code } : {}) })}
      actions={
        <Button type="submit" wide busy={props.busy} disabled={password === ''}>
          {t('proof.withPassword')}
        </Button>
      }
    >
      <TextField
        label={t('entry.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {props.code && (
        <TextField
          label={t('entry.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
        />
      )}
    </Form>
  );
}
