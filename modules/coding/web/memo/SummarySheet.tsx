import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { Summary } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useCodingAct } from '../agreement/useAsked.ts';
import { api } from '../api.ts';

/** What a domain comes to here, written or written anew. */
export function SummarySheet(props: {
  study: string;
  siteId: string | null;
  domain: string;
  known: Summary | undefined;
  title: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { study, siteId, domain, known } = props;
  const [id] = useState(newId);
  const [text, setText] = useState(known?.text ?? '');
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct(props.onClose);
  const empty = text.trim() === '';
  const submit = () => {
    setTried(true);
    if (empty) return;
    const said = { id, study, siteId, domain, text, version: known?.version ?? 0 };
    void act(() => api.writeSummary(said), t('rating.saved'));
  };
  return (
    <SheetForm
      title={`${t('memo.write')} : ${props.title}`}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <LongTextField
        label={t('memo.text')}
        hint={t('memo.textHint')}
        rows={6}
        autoFocus
        maxLength={20_000}
        value={text}
        onChange={setText}
        required
        error={tried && empty ? t('memo.textNeeded') : undefined}
      />
    </SheetForm>
  );
}
