import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ManySelectField, SelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import type { OwnCode } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type BookCode, type Codebook } from '../api.ts';
import { ColorField } from './ColorField.tsx';
import { SplitFields } from './SplitFields.tsx';

/** What is to be done with a code. */
export type CodeTask =
  | { readonly what: 'add'; readonly parent: string | null }
  | { readonly what: 'change' | 'split'; readonly entry: BookCode }
  | { readonly what: 'move' | 'merge' | 'retire'; readonly own: OwnCode };

type Draft = {
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly instead: readonly string[];
  readonly color: string | null;
  readonly target: string | null;
  readonly codings: readonly { readonly id: string; readonly version: number }[];
};

/** The short form behind each thing that can be done with a code. */
export function CodeSheet(props: {
  studyId: string;
  codebook: Codebook;
  task: CodeTask;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { studyId, codebook, task } = props;
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(task));
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const changed = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.') });
  const { busy, failure, act } = useAct({ changed, done: props.onClose });
  const own = 'own' in task ? task.own : undefined;
  const key = task.what === 'retire' && own?.retired ? 'reuse' : task.what;
  const said = task.what === 'add' || task.what === 'change';
  const named =
    task.what === 'add' || task.what === 'split' || (task.what === 'change' && task.entry.own !== undefined);
  return (
    <SheetForm
      title={t(`codebook.${key}`)}
      onClose={props.onClose}
      onSubmit={() => void act(() => send(studyId, task, draft), t('codebook.done'))}
      busy={busy}
      failure={failure}
    >
      {own && <p>{codebook.nameOf(own.code)}</p>}
      {named && (
        <TextField
          label={t('codebook.name')}
          maxLength={200}
          autoFocus
          value={draft.name}
          onChange={(name) => set({ name })}
        />
      )}
      {said &&
        (['definition', 'include', 'exclude'] as const).map((field) => (
          <LongTextField
            key={field}
            label={t(`hints.${field === 'definition' ? 'meaning' : field}`)}
            required={false}
            rows={2}
            maxLength={4_000}
            value={draft[field]}
            onChange={(text) => set({ [field]: text })}
          />
        ))}
      {said && (
        <>
          <ManySelectField
            label={t('hints.instead')}
            required={false}
            options={optionsOf(codebook, () => true)}
            value={draft.instead}
            onChange={(instead) => set({ instead })}
          />
          <ColorField value={draft.color} onChange={(color) => set({ color })} />
        </>
      )}
      {(task.what === 'move' || task.what === 'merge') && (
        <SelectField
          label={t(task.what === 'move' ? 'codebook.under' : 'codebook.into')}
          required={task.what === 'merge'}
          clearable={task.what === 'move'}
          options={optionsOf(
            codebook,
            (entry) => entry.code !== own?.code && (task.what === 'move' || entry.open),
          )}
          value={draft.target}
          onChange={(target) => set({ target })}
        />
      )}
      {task.what === 'split' && (
        <SplitFields
          studyId={studyId}
          code={task.entry.code}
          value={draft.codings}
          onChange={(codings) => set({ codings })}
        />
      )}
      {task.what === 'retire' && <p>{t(own?.retired ? 'codebook.reuseHint' : 'codebook.retireHint')}</p>}
      {task.what === 'merge' && <p>{t('codebook.mergeHint')}</p>}
    </SheetForm>
  );
}

function draftOf(task: CodeTask): Draft {
  const entry = 'entry' in task && task.what === 'change' ? task.entry : undefined;
  const from = entry?.own ?? entry?.guide;
  return {
    name: entry?.own?.name ?? '',
    definition: from?.definition ?? '',
    include: from?.include ?? '',
    exclude: from?.exclude ?? '',
    instead: from?.instead ?? [],
    color: from?.color ?? null,
    target: task.what === 'move' ? task.own.parent : null,
    codings: [],
  };
}

function optionsOf(codebook: Codebook, fits: (entry: BookCode) => boolean) {
  return codebook.codes.filter(fits).map((entry) => ({
    value: entry.code,
    label: [codebook.above(entry.code), codebook.nameOf(entry.code)].filter(Boolean).join(' › '),
  }));
}

function send(studyId: string, task: CodeTask, draft: Draft): Promise<unknown> {
  const { name, definition, include, exclude, color, target } = draft;
  const rules = { definition: definition || null, include: include || null, exclude: exclude || null, color };
  const said = { ...rules, instead: [...draft.instead] };
  switch (task.what) {
    case 'add':
      return api.addCode({ id: newId(), studyId, name, parent: task.parent, ...said });
    case 'change': {
      const { own, guide, code } = task.entry;
      if (own) return api.changeCode({ id: own.id, version: own.version, name, ...said });
      if (guide) return api.changeCode({ id: guide.id, version: guide.version, ...said });
      return api.guideCode({ id: newId(), studyId, code, ...said });
    }
    case 'move':
      return api.moveCode({ id: task.own.id, version: task.own.version, parent: target });
    case 'merge':
      return api.mergeCodes({ id: task.own.id, version: task.own.version, into: target ?? '' });
    case 'split':
      return api.splitCode({
        id: newId(),
        studyId,
        from: task.entry.code,
        name,
        codings: [...draft.codings],
      });
    case 'retire':
      return api.retireCode({ id: task.own.id, version: task.own.version, retired: !task.own.retired });
  }
}
