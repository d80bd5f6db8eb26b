import { useEffect, useRef, useState } from 'react';
import { Panels } from '../../../kernel/web/panels.tsx';
import { proofPlace } from '../../../kernel/web/places.ts';
import { provideProof } from '../../../kernel/web/wire/signals.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Dialog } from '../../../ui/overlay/Sheet.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };

/** Asks for a fresh proof of identity when the server wants one, then lets the request that asked go again. */
export function Proof() {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const answer = useRef<((proved: boolean) => void) | undefined>(undefined);
  useEffect(() => {
    provideProof(
      () =>
        new Promise((resolve) => {
          answer.current?.(false);
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => provideProof(undefined);
  }, []);
  const finish = (proved: boolean) => {
    setOpen(false);
    answer.current?.(proved);
    answer.current = undefined;
  };
  return (
    <Dialog open={open} onClose={() => finish(false)} title={t('proof.title')}>
      <p>{t('proof.text')}</p>
      <Panels at={proofPlace} with={{ onDone: finish }} waiting={<Skeletons shape="rows" count={2} />} />
    </Dialog>
  );
}
