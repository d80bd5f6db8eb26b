import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './overlay.module.css';

type Overlaid = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
};

/** Something beside the screen: from the right, on a phone from below. Focus stays inside, Escape closes. */
export function Sheet(props: Overlaid & { size?: 'normal' | 'large' | undefined }) {
  const t = useWords(words);
  return (
    <Drawer
      opened={props.open}
      onClose={props.onClose}
      title={props.title}
      size={props.size === 'large' ? 'min(100vw, 46rem)' : 'min(100vw, 32rem)'}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes['body'] ?? '', header: classes['header'] ?? '' }}
    >
      {props.children}
      {props.actions && <div className={classes['actions']}>{props.actions}</div>}
    </Drawer>
  );
}

/** A question or a short form that must be answered before going on. Focus stays inside, Escape closes. */
export function Dialog(
  props: Overlaid & { size?: 'normal' | 'large' | undefined; closable?: boolean | undefined },
) {
  const t = useWords(words);
  const closable = props.closable !== false;
  return (
    <Modal
      opened={props.open}
      onClose={props.onClose}
      title={props.title}
      size={props.size === 'large' ? '46rem' : '30rem'}
      withCloseButton={closable}
      closeOnEscape={closable}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes['body'] ?? '', header: classes['header'] ?? '' }}
    >
      {props.children}
      {props.actions && <div className={classes['actions']}>{props.actions}</div>}
    </Modal>
  );
}
