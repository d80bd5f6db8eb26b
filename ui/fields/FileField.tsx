import { useId, useRef, useState } from 'react';
import { useFormat } from '../../kernel/web/format.ts';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import { IconButton } from '../action/IconButton.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import { FieldGroup } from './Field.tsx';
import type { FieldProps } from './Field.tsx';
import classes from './fields.module.css';

/** Files chosen with a button or dropped; `progress` (0 to 1) shows how much has left while they are sent. */
export function FileField(
  props: FieldProps & {
    files: readonly File[];
    onChange: (files: File[]) => void;
    /** Endings or types, `.docx,.txt,application/pdf`. */
    accept?: string | undefined;
    many?: boolean | undefined;
    progress?: number | undefined;
  },
) {
  const t = useWords(words);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    if (chosen.length > 0) props.onChange(props.many ? [...props.files, ...chosen] : chosen.slice(0, 1));
  };
  return (
    <FieldGroup {...props}>
      <div
        className={classes['drop']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <input
          id={id}
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={props.label}
          accept={props.accept}
          multiple={props.many}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <Button icon="upload" onClick={() => input.current?.click()}>
          {t(props.many ? 'file.chooseMany' : 'file.choose')}
        </Button>
        <span className={classes['hint']}>{t('file.drop')}</span>
      </div>
      <Chosen
        files={props.files}
        onRemove={(file) => props.onChange(props.files.filter((other) => other !== file))}
      />
      {props.progress !== undefined && (
        <progress className={classes['progress']} value={props.progress} max={1} aria-label={props.label} />
      )}
    </FieldGroup>
  );
}

function Chosen(props: { files: readonly File[]; onRemove: (file: File) => void }) {
  const t = useWords(words);
  const format = useFormat();
  if (props.files.length === 0) return null;
  return (
    <ul className={classes['files']}>
      {props.files.map((file) => (
        <li key={`${file.name}-${file.size}-${file.lastModified}`}>
          <Icon name="file" />
          <span className={classes['fileName']}>{file.name}</span>
          <span className={classes['hint']}>
            {t('file.size', { size: format.number(file.size / 1_048_576, 1) })}
          </span>
          <IconButton
            icon="close"
            label={t('file.remove', { name: file.name })}
            onClick={() => props.onRemove(file)}
          />
        </li>
      ))}
    </ul>
  );
}
