import { useState } from 'react';
import { newId } from '../../kernel/id.ts';

/**
 * What somebody types on a short form: the draft with a way to change parts of it, and the id of what it makes or corrects (`known`), which
 * stays the same however often it is sent. After `tries`, `wrong` says of a field what is missing.
 */
export function useDraft<Draft extends object>(begin: () => Draft, known?: string) {
  const [draft, setDraft] = useState(begin);
  const [tried, setTried] = useState(false);
  const [id] = useState(() => known ?? newId());
  return {
    draft,
    id,
    tried,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    tries: () => setTried(true),
    wrong: (missing: boolean, said: string) => (tried && missing ? said : undefined),
  };
}
