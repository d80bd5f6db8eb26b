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

export type SheetProps = Overlaid & { size?: 'normal' | 'large' | undefined };
export type DialogProps = SheetProps & {
  /** False for what must be answered: no close button, no Escape. */
  closable?: boolean | undefined;
};

/** The drawer behind `Sheet`. */
export function DrawerSheet(props: SheetProps) {
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

/** The modal window behind `Dialog`. */
export function ModalDialog(props: DialogProps) {
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
