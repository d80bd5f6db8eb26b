import { useState } from 'react';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { useFailureText } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** "I checked it today, it is right": one tap. */
export function Assure(props: { serviceId: string; version: number }) {
  const t = useWords(words);
  const client = useQueryClient();
  const textOf = useFailureText();
  const [busy, setBusy] = useState(false);
  const assure = async () => {
    setBusy(true);
    try {
      await api.assure(props);
      toast(t('assure.done'));
    } catch (why) {
      toast(textOf(why), { tone: 'warn' });
    } finally {
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('directory.'),
      });
      setBusy(false);
    }
  };
  return (
    <Button icon="check" busy={busy} onClick={() => void assure()}>
      {t('assure.do')}
    </Button>
  );
}
