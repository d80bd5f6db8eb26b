import type { ReactNode } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { IconButton } from '../../../../ui/action/IconButton.tsx';
import { BothFields, type BothWords } from '../../../../ui/fields/BothFields.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import classes from '../vocabulary.module.css';

/** A code for an entry that was added here; it becomes a readable one when the model is published. */
export function newCode(): string {
  return `new-${newId().slice(-12)}`;
}

type Listed = { readonly code: string; readonly name: BothWords };

/** The entries of one list of a model: their names in both languages, their order, and what else each says. */
export function EntryList<Entry extends Listed>(props: {
  title: string;
  hint?: string | undefined;
  entries: readonly Entry[];
  blank: Omit<Entry, 'code' | 'name'>;
  onChange: (entries: Entry[]) => void;
  /** What an entry says beside its name. */
  more?: ((entry: Entry, change: (change: Partial<Entry>) => void) => ReactNode) | undefined;
}) {
  const t = useWords(words);
  const { entries, onChange } = props;
  const add = () => {
    const entry = { ...props.blank, code: newCode(), name: { en: '', fr: '' } } as unknown as Entry;
    onChange([...entries, entry]);
  };
  return (
    <Panel title={props.title} hint={props.hint} level={3}>
      <Stack gap={4}>
        <ol className={classes['entries']}>
          {entries.map((entry, index) => (
            <EntryRow
              key={entry.code}
              entry={entry}
              index={index}
              last={index === entries.length - 1}
              onChange={(change) =>
                onChange(entries.map((one) => (one.code === entry.code ? { ...one, ...change } : one)))
              }
              onRemove={() => onChange(entries.filter((one) => one.code !== entry.code))}
              onUp={() => onChange(moved(entries, index))}
              more={props.more}
            />
          ))}
        </ol>
        <Row>
          <Button icon="plus" onClick={add} label={`${t('edit.add')} · ${props.title}`}>
            {t('edit.add')}
          </Button>
        </Row>
      </Stack>
    </Panel>
  );
}

/** The same entries with the one at `index` a place earlier. */
function moved<Entry>(entries: readonly Entry[], index: number): Entry[] {
  const one = entries[index];
  if (one === undefined || index === 0) return [...entries];
  const rest = entries.filter((_, at) => at !== index);
  return [...rest.slice(0, index - 1), one, ...rest.slice(index - 1)];
}

function EntryRow<Entry extends Listed>(props: {
  entry: Entry;
  index: number;
  last: boolean;
  onChange: (change: Partial<Entry>) => void;
  onRemove: () => void;
  onUp: () => void;
  more?: ((entry: Entry, change: (change: Partial<Entry>) => void) => ReactNode) | undefined;
}) {
  const t = useWords(words);
  const { entry, index, onChange } = props;
  const called = useRead()(entry.name) || t('edit.unnamed', { number: index + 1 });
  return (
    <li>
      <fieldset className={classes['entry']}>
        <legend className="visually-hidden">{called}</legend>
        <BothFields value={entry.name} onChange={(name) => onChange({ name } as Partial<Entry>)} />
        {props.more?.(entry, onChange)}
        <Row gap={3}>
          {index > 0 && (
            <Button
              kind="plain"
              size="small"
              onClick={props.onUp}
              label={t('edit.upNamed', { name: called })}
            >
              {t('edit.up')}
            </Button>
          )}
          <IconButton
            icon="remove"
            label={t('edit.removeNamed', { name: called })}
            onClick={props.onRemove}
          />
        </Row>
      </fieldset>
    </li>
  );
}
