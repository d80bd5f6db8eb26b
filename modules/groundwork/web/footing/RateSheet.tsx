import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import { percentOf, wholeOf } from './numbers.ts';

const nothing = { name: '', percent: '', population: '', source: '', year: '' };

/** A published rate to compare with: a measure's, or a program's reach. */
export function RateSheet(props: {
  about: { measure: string } | { programCode: string };
  onClose: () => void;
}) {
  const t = useWords(words);
  const [draft, setDraft] = useState(nothing);
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(props.onClose);
  const percent = percentOf(draft.percent);
  const year = wholeOf(draft.year);
  const set = (change: Partial<typeof nothing>) => setDraft((before) => ({ ...before, ...change }));
  const wrong = (text: string) => (tried && text.trim() === '' ? t('needed') : undefined);
  const yearFits = typeof year === 'number' && year >= 1900 && year <= 2200;
  const save = () => {
    setTried(true);
    const { name, population, source } = draft;
    const missing = [name, population, source].some((text) => text.trim() === '');
    if (missing || percent === null || !yearFits) return;
    void act(() => api.addRate({ id, ...props.about, name, population, source, percent, year }), t('saved'));
  };
  return (
    <SheetForm title={t('rate.add')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      <TextField
        label={t('rate.name')}
        value={draft.name}
        maxLength={200}
        onChange={(name) => set({ name })}
        error={wrong(draft.name)}
      />
      <TextField
        label={t('rate.percent')}
        inputMode="decimal"
        value={draft.percent}
        onChange={(text) => set({ percent: text })}
        error={tried && percent === null ? t('rate.wrongPercent') : undefined}
      />
      <LongTextField
        label={t('rate.population')}
        value={draft.population}
        maxLength={400}
        onChange={(population) => set({ population })}
        error={wrong(draft.population)}
      />
      <LongTextField
        label={t('rate.source')}
        value={draft.source}
        maxLength={400}
        onChange={(source) => set({ source })}
        error={wrong(draft.source)}
      />
      <TextField
        label={t('rate.published')}
        inputMode="numeric"
        value={draft.year}
        maxLength={4}
        onChange={(text) => set({ year: text })}
        error={tried && !yearFits ? t('rate.wrongYear') : undefined}
      />
    </SheetForm>
  );
}
