import { Modal } from '@mantine/core';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import { usePaletteResults } from './usePaletteResults.ts';
import type { PaletteGroup, PaletteItem, PaletteSource } from './usePaletteResults.ts';
import classes from './palette.module.css';

/** Jump to anything by typing: a combobox over a list of results, moved through with the arrow keys. */
export function CommandPalette(props: {
  open: boolean;
  onClose: () => void;
  onChoose: (item: PaletteItem) => void;
  sources: readonly PaletteSource[];
}) {
  const t = useWords(words);
  return (
    <Modal
      opened={props.open}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      yOffset="8dvh"
      size="38rem"
      padding={0}
      title={t('palette.label')}
      classNames={{
        content: classes['content'] ?? '',
        header: 'visually-hidden',
        body: classes['modalBody'] ?? '',
      }}
    >
      <PaletteBody {...props} />
    </Modal>
  );
}

function PaletteBody(props: Parameters<typeof CommandPalette>[0]) {
  const t = useWords(words);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { groups, asking } = usePaletteResults(props.sources, typed, props.open);
  const items = groups.flatMap((group) => group.items);
  const current = items[Math.min(at, items.length - 1)];
  const choose = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    props.onClose();
    props.onChoose(item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = items.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(at + 1, last),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (event.key === 'Enter') choose(current);
    else if (to !== undefined && (typed === '' || !['Home', 'End'].includes(event.key)))
      setAt(Math.max(0, to));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes['asking']}>
        <Icon name="search" size={22} />
        <input
          data-autofocus
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={list}
          aria-activedescendant={current && optionId(list, current)}
          aria-autocomplete="list"
          aria-label={t('palette.label')}
          placeholder={t('palette.hint')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
        />
      </div>
      <div id={list} role="listbox" aria-label={t('palette.label')} className={classes['results']}>
        {groups.map((group) => (
          <ResultGroup key={group.id} group={group} list={list} current={current} onChoose={choose} />
        ))}
      </div>
      <div className={classes['foot']} role="status">
        {asking && items.length === 0
          ? t('palette.searching')
          : items.length === 0 && typed !== ''
            ? t('palette.empty', { typed })
            : t('palette.found', { count: items.length })}
        <span className={classes['keys']}>{t('palette.keys')}</span>
      </div>
    </>
  );
}

function ResultGroup(props: {
  group: PaletteGroup;
  list: string;
  current: PaletteItem | undefined;
  onChoose: (item: PaletteItem) => void;
}) {
  const heading = `${props.list}-${props.group.id}`;
  return (
    <div role="group" aria-labelledby={heading}>
      <div id={heading} className={classes['heading']}>
        {props.group.label}
      </div>
      {props.group.items.map((item) => (
        <div
          key={item.id}
          id={optionId(props.list, item)}
          role="option"
          tabIndex={-1}
          aria-selected={item === props.current}
          className={classes['option']}
          ref={(element) => {
            if (item === props.current) element?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => props.onChoose(item)}
          onKeyDown={(event) => event.key === 'Enter' && props.onChoose(item)}
        >
          <span>{item.label}</span>
          {item.hint && <span className={classes['itemHint']}>{item.hint}</span>}
        </div>
      ))}
    </div>
  );
}

function optionId(list: string, item: PaletteItem): string {
  return `${list}-${item.id}`;
}
