import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import type { Source } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from './api.ts';

/** Withdraws a text after asking; it can be allowed again at once. */
export function ConsentButton(props: { source: Pick<Source, 'id' | 'version' | 'label'> }) {
  const t = useWords(words);
  const changed = useEvidenceChanged();
  const [asking, setAsking] = useState(false);
  const { id, version, label } = props.source;
  const withdraw = async () => {
    const saved = await api.setConsent({ id, version, consent: 'withdrawn' });
    await changed();
    const allow = async () => {
      await api.setConsent({ id, version: saved.version, consent: 'given' });
      await changed();
      toast(t('consent.back'));
    };
    toast(t('consent.gone'), {
      action: (
        <Button kind="plain" size="small" onClick={() => void allow()}>
          {t('undo')}
        </Button>
      ),
    });
  };
  return (
    <>
      <Button
        kind="plain"
        size="small"
        label={t('consent.withdrawOf', { name: label })}
        onClick={() => setAsking(true)}
      >
        {t('consent.withdraw')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('consent.ask')}
        yes={t('consent.withdraw')}
        danger
        onYes={withdraw}
      >
        {t('consent.askHint')}
      </Confirm>
    </>
  );
}
