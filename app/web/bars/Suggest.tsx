import { useState } from 'react';
import { Panels, usePanels } from '../../../kernel/web/panels.tsx';
import { suggestPlace } from '../../../kernel/web/places.ts';
import { usePath } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** "Suggest": from any screen, in one step; the screen it came from goes along. */
export function Suggest() {
  const t = useWords(words);
  const path = usePath();
  const panels = usePanels(suggestPlace);
  const [open, setOpen] = useState(false);
  if (panels.length === 0) return null;
  return (
    <>
      <button type="button" className={classes['suggest']} aria-expanded={open} onClick={() => setOpen(true)}>
        <Icon name="idea" size={22} />
        <span>{t('suggest.open')}</span>
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('suggest.title')}>
        <Panels
          at={suggestPlace}
          with={{ path, onDone: () => setOpen(false) }}
          waiting={<Skeletons shape="rows" count={2} />}
        />
      </Sheet>
    </>
  );
}
