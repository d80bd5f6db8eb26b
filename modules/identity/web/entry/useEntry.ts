import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import type { Entry } from '../../shapes.ts';
import words from '../../words.json' with { type: 'json' };
import { wasDeclined } from './browser.ts';

/** A try to get in: busy or not, what it came to in words, and whether a one-time code is asked for. */
export function useEntry(onIn: () => void) {
  const t = useWords(words);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const [answer, setAnswer] = useState<{ text: string | undefined; code: boolean }>({
    text: undefined,
    code: false,
  });
  const told = (entry: Entry): string | undefined => {
    if (entry.outcome === 'wait') return t('entry.wait', { count: Math.ceil((entry.seconds ?? 1) / 60) });
    if (entry.outcome === 'refused') return t('entry.refused');
    return entry.outcome === 'codeRefused' ? t('entry.codeRefused') : undefined;
  };
  const run = async (work: () => Promise<Entry>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const entry = await work();
      if (entry.outcome === 'in') onIn();
      else
        setAnswer({ text: told(entry), code: entry.outcome === 'code' || entry.outcome === 'codeRefused' });
    } catch (why) {
      if (wasDeclined(why)) setAnswer({ text: t('entry.declined'), code: false });
      else setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    failure,
    text: answer.text,
    code: answer.code,
    run: (work: () => Promise<Entry>) => void run(work),
  };
}
