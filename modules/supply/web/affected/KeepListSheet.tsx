import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import type { Question } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSupplyChanged } from '../api.ts';
import { KeepForm } from '../watch/KeepForm.tsx';

/** Keeps the answer as a list to work through, with what it is about. */
export function KeepListSheet(props: { siteId: string; question: Question; onClose: () => void }) {
  const t = useWords(words);
  const go = useGo();
  const { siteId, question, onClose } = props;
  const [id] = useState(() => newId());
  const [title, setTitle] = useState('');
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({
    changed: useSupplyChanged(),
    done: () => go(`/supply/affected/${id}`),
  });
  const submit = () => {
    setTried(true);
    if (title.trim() === '' || why.trim() === '') return;
    void act(() => api.startWorklist({ id, siteId, title, why, question }), t('affected.kept'));
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('needed') : undefined);
  return (
    <KeepForm title={t('affected.keep')} {...{ onClose, busy, failure }} onSubmit={submit}>
      <TextField
        label={t('affected.listTitle')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={needed(title)}
      />
      <LongTextField
        label={t('affected.why')}
        value={why}
        onChange={setWhy}
        maxLength={1000}
        error={needed(why)}
      />
    </KeepForm>
  );
}
