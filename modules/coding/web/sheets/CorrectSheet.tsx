import { useState } from 'react';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { pointsOf } from '../../passages.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import type { TextLine } from '../text/segments.ts';
import type { Shown } from '../desk/useCodings.ts';

/** Corrects the words of one turn; every coding stays on its words, and those left without words are told of. */
export function CorrectSheet(props: { source: Shown; line: TextLine; onClose: () => void }) {
  const t = useWords(words);
  const { source, line } = props;
  const client = useQueryClient();
  const [text, setText] = useState(line.text);
  const changed = async () => {
    await client.invalidateQueries({ queryKey: ['evidence.readSource', source.id] });
    await client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.'),
    });
  };
  const { busy, failure, act } = useAct({ changed, done: props.onClose });
  const send = async () => {
    const [start = 0, end = 0] = pointsOf(source.text, [line.from, line.from + line.text.length]);
    const { contentVersion, id: sourceId } = source;
    const { lost } = await api.correctText({ sourceId, contentVersion, edits: [{ start, end, text }] });
    if (lost > 0) toast(t('correct.doneLost', { count: lost }), { tone: 'warn' });
  };
  return (
    <SheetForm
      title={t('correct.title')}
      onClose={props.onClose}
      onSubmit={() => void act(send, t('correct.done'))}
      busy={busy}
      failure={failure}
    >
      <LongTextField
        label={t('correct.words')}
        hint={t('correct.hint')}
        rows={6}
        autoFocus
        maxLength={100_000}
        value={text}
        onChange={setText}
      />
    </SheetForm>
  );
}
