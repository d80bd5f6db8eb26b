import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

/** Colleagues at one's sites, asked once a screen. */
export function useColleagues() {
  const asked = useQuery({ queryKey: ['care.listColleagues'], queryFn: () => api.listColleagues({}) });
  return asked.data?.people ?? [];
}

/** Hands one's open next steps at a site to a colleague, with a note and until when. */
export function HandOverSheet(props: { openTasks: number; onClose: () => void }) {
  const t = useWords(words);
  const { sites } = useMe();
  const people = useColleagues();
  const start = () => ({ id: newId(), to: '', site: sites[0]?.id ?? '', note: '', untilOn: '' });
  const draft = useDraft('care.handOver', start());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(props.onClose);
  const { id, to, site, note, untilOn } = draft.value;
  const set = (change: Partial<ReturnType<typeof start>>) =>
    draft.set((before) => ({ ...before, ...change }));
  const send = async () => {
    await api.offerHandOver(
      {
        id,
        toAccountId: to,
        siteId: site,
        ...(note.trim() ? { note } : {}),
        ...(untilOn ? { untilOn } : {}),
      },
      { key: draft.once },
    );
    await draft.clear(start());
  };
  const submit = () => {
    setTried(true);
    if (to !== '' && site !== '') void save(send, t('handOver.sent'));
  };
  return (
    <SheetForm
      title={t('handOver.offer')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      yes={t('handOver.send')}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(start()) }}
    >
      <p>{t('handOver.open', { n: props.openTasks })}</p>
      <SelectField
        label={t('handOver.whom')}
        options={people.map((one) => ({ value: one.id, label: one.name }))}
        value={to === '' ? null : to}
        onChange={(value) => set({ to: value ?? '' })}
        error={tried && to === '' ? t('handOver.choose') : undefined}
      />
      {sites.length > 1 && (
        <SelectField
          label={t('handOver.site')}
          options={sites.map((one) => ({ value: one.id, label: one.name }))}
          value={site}
          onChange={(value) => set({ site: value ?? '' })}
        />
      )}
      <DayField
        label={t('handOver.untilOn')}
        required={false}
        min={todayHere()}
        value={untilOn}
        onChange={(value) => set({ untilOn: value })}
      />
      <LongTextField
        label={t('handOver.note')}
        required={false}
        value={note}
        onChange={(value) => set({ note: value })}
        maxLength={4_000}
      />
    </SheetForm>
  );
}
