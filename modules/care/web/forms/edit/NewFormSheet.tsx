import { useState } from 'react';
import { newId } from '../../../../../kernel/id.ts';
import { useGo } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../../ui/overlay/SheetForm.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FormLine } from '../../../asks/formBank.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { useSaved } from '../../useSaved.ts';

/** A new form: its name in both languages, and the form it begins from, if any. */
export function NewFormSheet(props: { forms: readonly FormLine[]; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const go = useGo();
  const [id] = useState(() => newId());
  const [en, setEn] = useState('');
  const [fr, setFr] = useState('');
  const [pattern, setPattern] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(() => go(`/forms/drafts/${id}`));
  const short = (text: string) => (tried && text.trim().length < 3 ? t('form.nameNeeded') : undefined);
  const submit = () => {
    setTried(true);
    if (en.trim().length < 3 || fr.trim().length < 3) return;
    void save(
      () => api.startForm({ id, name: { en, fr }, ...(pattern ? { pattern } : {}) }),
      t('form.started'),
    );
  };
  return (
    <SheetForm
      title={t('form.new')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      yes={t('form.begin')}
    >
      <TextField label={t('form.nameEn')} value={en} onChange={setEn} maxLength={200} error={short(en)} />
      <TextField label={t('form.nameFr')} value={fr} onChange={setFr} maxLength={200} error={short(fr)} />
      <SelectField
        label={t('form.pattern')}
        required={false}
        clearable
        options={props.forms.map((one) => ({ value: one.key, label: read(one.name) }))}
        value={pattern}
        onChange={setPattern}
      />
    </SheetForm>
  );
}
