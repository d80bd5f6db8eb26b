import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import { IconButton } from '../action/IconButton.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './overlay.module.css';

type Toast = {
  readonly id: number;
  readonly text: ReactNode;
  readonly tone: 'good' | 'warn';
  readonly action?: ReactNode;
};

let shown: readonly Toast[] = [];
let counter = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says in passing that something was done; gone after seven seconds unless it carries an action. */
export function toast(text: ReactNode, more: { tone?: 'good' | 'warn'; action?: ReactNode } = {}): void {
  counter += 1;
  const id = counter;
  put([...shown.slice(-2), { id, text, tone: more.tone ?? 'good', action: more.action }]);
  if (more.action === undefined) setTimeout(() => dismiss(id), 7_000);
}

function dismiss(id: number): void {
  put(shown.filter((one) => one.id !== id));
}

/** The corner where toasts appear; a live region, so they are read aloud. Once per application. */
export function Toasts() {
  const t = useWords(words);
  const toasts = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => shown,
  );
  return (
    <div className={classes['toasts']} role="status" aria-live="polite" aria-label={t('toast.region')}>
      {toasts.map((one) => (
        <div key={one.id} className={classes['toast']} data-tone={one.tone}>
          <Icon name={one.tone === 'good' ? 'check' : 'warning'} />
          <div>{one.text}</div>
          {one.action}
          <IconButton icon="close" label={t('close')} onClick={() => dismiss(one.id)} />
        </div>
      ))}
    </div>
  );
}
