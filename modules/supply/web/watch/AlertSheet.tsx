import { useState } from 'react';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { ManySelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useClasses, useOwnSite, useRecordWords, useSupplyChanged } from '../api.ts';
import { KeepForm } from './KeepForm.tsx';

type AlertDraft = {
  readonly kind: string | null;
  readonly title: string;
  readonly body: string;
  readonly concerns?: readonly string[];
  readonly reaches: readonly string[];
};
const nothing: AlertDraft = { kind: null, title: '', body: '', concerns: [], reaches: [] };

/** Warns sites about the supply, in the language it is written in. */
export function AlertSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const list = useRecordWords();
  const { locale } = useLocale();
  const { id: siteId } = useOwnSite('');
  const draft = useDraft<AlertDraft>('supply.alert', nothing);
  const [seenOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const supplies = useClasses();
  const sites = useQuery({ queryKey: ['supply.listSites'], queryFn: () => api.listSites({}) });
  const done = () => {
    void draft.clear(nothing);
    props.onClose();
  };
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done });
  const { kind, title, body, concerns = [], reaches } = draft.value;
  const set = (change: Partial<AlertDraft>) => draft.set((before) => ({ ...before, ...change }));
  const submit = () => {
    setTried(true);
    if (siteId === undefined || kind === null || title.trim() === '' || body.trim() === '') return;
    const input = { id: draft.once, siteId, kindCode: kind, title, body, language: locale, seenOn };
    void act(
      () => api.sendAlert({ ...input, concerns: [...concerns], reaches: [...reaches] }),
      t('alerts.sent'),
    );
  };
  const needed = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  return (
    <KeepForm title={t('alerts.send')} onClose={props.onClose} {...{ busy, failure }} onSubmit={submit}>
      <ChoiceField
        label={t('alerts.kind')}
        choices={list.of('alert-kind')}
        value={kind}
        onChange={(code) => set({ kind: code })}
        error={needed(kind === null)}
      />
      <TextField
        label={t('alerts.titleField')}
        value={title}
        onChange={(text) => set({ title: text })}
        maxLength={200}
        error={needed(title.trim() === '')}
      />
      <ManySelectField
        label={t('alerts.concerns')}
        hint={t('alerts.concernsHint')}
        required={false}
        options={supplies.map((one) => ({ value: one.code, label: read(one.name) }))}
        value={concerns}
        onChange={(chosen) => set({ concerns: chosen })}
      />
      <LongTextField
        label={t('alerts.body')}
        hint={t('alerts.bodyHint')}
        value={body}
        onChange={(text) => set({ body: text })}
        maxLength={2000}
        error={needed(body.trim() === '')}
      />
      <DayField label={t('alerts.seenOn')} value={seenOn} max={todayHere()} onChange={setDay} />
      <ManySelectField
        label={t('alerts.reaches')}
        hint={t('alerts.reachesHint')}
        required={false}
        options={(sites.data?.rows ?? []).map((one) => ({ value: one.id, label: read(one.name) }))}
        value={reaches}
        onChange={(chosen) => set({ reaches: chosen })}
      />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(nothing)} />
    </KeepForm>
  );
}
