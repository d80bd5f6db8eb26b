import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import type { InputOf } from '../../../../kernel/contract.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { ManySelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import type { coding, Memo } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';

/** What a new memo is about; `quote` is shown, not sent. */
export type MemoAbout = InputOf<(typeof coding.operations)['addMemo']>['on'] & { readonly quote?: string };

type Props = {
  open: boolean;
  onClose: () => void;
  studyId: string;
  codebook: Codebook;
  on: MemoAbout;
  /** The memo to change; a new one when there is none. */
  memo?: Memo | undefined;
};

/** Writes a memo, or changes one: its text, and the codes it points to. */
export function MemoSheet(props: Props) {
  return props.open ? <MemoForm key={props.memo?.id} {...props} /> : null;
}

function MemoForm({ onClose, studyId, codebook, on, memo }: Props) {
  const t = useWords(words);
  const client = useQueryClient();
  const [text, setText] = useState(memo?.text ?? '');
  const [links, setLinks] = useState(memo?.links ?? []);
  const changed = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.') });
  const { busy, failure, act } = useAct({ changed, done: onClose });
  const codes = links.flatMap((link) => (link.kind === 'code' ? [link.code] : []));
  const { quote, ...where } = on;
  const save = () =>
    memo === undefined
      ? api.addMemo({ id: newId(), studyId, on: where, text, links })
      : api.changeMemo({ id: memo.id, version: memo.version, text, links });
  return (
    <SheetForm
      title={t(memo === undefined ? 'memos.write' : 'memos.change')}
      onClose={onClose}
      onSubmit={() => void act(save, t('memos.saved'))}
      busy={busy}
      failure={failure}
    >
      {quote && <Quote stage="understand">{quote}</Quote>}
      <LongTextField
        label={t('memos.text')}
        rows={6}
        autoFocus
        maxLength={20_000}
        value={text}
        onChange={setText}
      />
      <ManySelectField
        label={t('memos.links')}
        required={false}
        options={codebook.codes.map((entry) => ({ value: entry.code, label: codebook.nameOf(entry.code) }))}
        value={codes}
        onChange={(chosen) =>
          setLinks([
            ...links.filter((link) => link.kind !== 'code'),
            ...chosen.map((code) => ({ kind: 'code' as const, code })),
          ])
        }
      />
    </SheetForm>
  );
}
