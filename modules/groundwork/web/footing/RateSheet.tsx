import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useDraft } from '../../../../ui/fields/useDraft.ts';
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
  const { draft, set, tries, wrong, id } = useDraft(() => nothing);
  const { act, busy, failure } = useAct(props.onClose);
  const percent = percentOf(draft.percent);
  const year = wholeOf(draft.year);
  const needed = (text: string) => wrong(text.trim() === '', t('needed'));
  const yearFits = typeof year === 'number' && year >= 1900 && year <= 2200;
  const save = () => {
    tries();
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
        error={needed(draft.name)}
      />
      <TextField
        label={t('rate.percent')}
        inputMode="decimal"
        value={draft.percent}
        onChange={(text) => set({ percent: text })}
        error={wrong(percent === null, t('rate.wrongPercent'))}
      />
      <LongTextField
        label={t('rate.population')}
        value={draft.population}
        maxLength={400}
        onChange={(population) => set({ population })}
        error={needed(draft.population)}
      />
      <LongTextField
        label={t('rate.source')}
        value={draft.source}
        maxLength={400}
        onChange={(source) => set({ source })}
        error={needed(draft.source)}
      />
      <TextField
        label={t('rate.published')}
        inputMode="numeric"
        value={draft.year}
        maxLength={4}
        onChange={(text) => set({ year: text })}
        error={wrong(!yearFits, t('rate.wrongYear'))}
      />
    </SheetForm>
  );
}
