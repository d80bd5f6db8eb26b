import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useDraft } from '../../../../ui/fields/useDraft.ts';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { Entry } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useLinks, useLists } from '../api.ts';

type Draft = {
  readonly kindCode: string | null;
  readonly levelCode: string | null;
  readonly stanceCode: string | null;
  readonly happenedOn: string;
  readonly who: string;
  readonly asked: string;
  readonly said: string;
  readonly changed: string;
  readonly trialId: string | null;
  readonly ruleId: string | null;
  readonly nextStep: string;
  readonly nextOn: string;
};

const draftOf = (entry: Entry | undefined, today: string): Draft => ({
  kindCode: entry?.kindCode ?? null,
  levelCode: entry?.levelCode ?? null,
  stanceCode: entry?.stanceCode ?? null,
  happenedOn: entry?.happenedOn ?? today,
  who: entry?.who ?? '',
  asked: entry?.asked ?? '',
  said: entry?.said ?? '',
  changed: entry?.changed ?? '',
  trialId: entry?.trialId ?? null,
  ruleId: entry?.ruleId ?? null,
  nextStep: entry?.nextStep ?? '',
  nextOn: entry?.nextOn ?? '',
});

/** What is sent; nothing while something needed is missing. */
function sentOf(draft: Draft) {
  const { kindCode, happenedOn, who, asked, said, changed, nextStep, nextOn } = draft;
  if (kindCode === null || happenedOn === '' || who.trim() === '') return undefined;
  return {
    ...{ kindCode, happenedOn, who, asked, said, changed },
    ...(draft.levelCode === null ? {} : { levelCode: draft.levelCode }),
    ...(draft.stanceCode === null ? {} : { stanceCode: draft.stanceCode }),
    ...(draft.trialId === null ? {} : { trialId: draft.trialId }),
    ...(draft.ruleId === null ? {} : { ruleId: draft.ruleId }),
    ...(nextStep.trim() === '' ? {} : { nextStep, ...(nextOn === '' ? {} : { nextOn }) }),
  };
}

type Fields = {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly tried: boolean;
};

/** Writes an entry down, or corrects one. */
export function EntrySheet(props: { siteId: string; today: string; entry?: Entry; onClose: () => void }) {
  const t = useWords(words);
  const { siteId, entry } = props;
  const { draft, set, tried, tries, id } = useDraft(() => draftOf(entry, props.today), entry?.id);
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    tries();
    const sent = sentOf(draft);
    if (sent === undefined) return;
    const send = () =>
      entry === undefined
        ? api.writeEntry({ id, siteId, ...sent })
        : api.changeEntry({ id, version: entry.version, ...sent });
    void act(send, t('saved'));
  };
  const fields = { draft, set, tried };
  return (
    <SheetForm
      title={t(entry === undefined ? 'log.write' : 'log.change')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <WhatFields {...fields} today={props.today} />
      <SaidFields {...fields} />
      <LinkFields {...fields} siteId={siteId} today={props.today} />
    </SheetForm>
  );
}

function WhatFields({ draft, set, tried, today }: Fields & { today: string }) {
  const t = useWords(words);
  const lists = useLists();
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  return (
    <>
      <SelectField
        label={t('log.kind')}
        options={lists.of('engagement')}
        value={draft.kindCode}
        onChange={(kindCode) => set({ kindCode, levelCode: null, stanceCode: null })}
        error={wrong(draft.kindCode === null)}
      />
      {lists.asks(draft.kindCode, 'level') && (
        <SelectField
          label={t('log.level')}
          required={false}
          clearable
          options={lists.of('level')}
          value={draft.levelCode}
          onChange={(levelCode) => set({ levelCode })}
        />
      )}
      {lists.asks(draft.kindCode, 'stance') && (
        <SelectField
          label={t('log.stance')}
          required={false}
          clearable
          options={lists.of('stance')}
          value={draft.stanceCode}
          onChange={(stanceCode) => set({ stanceCode })}
        />
      )}
      <DayField
        label={t('log.day')}
        value={draft.happenedOn}
        max={today}
        onChange={(happenedOn) => set({ happenedOn })}
        error={wrong(draft.happenedOn === '')}
      />
      <TextField
        label={t('log.who')}
        hint={t('noClient')}
        value={draft.who}
        maxLength={200}
        onChange={(who) => set({ who })}
        error={wrong(draft.who.trim() === '')}
      />
    </>
  );
}

function SaidFields({ draft, set }: Fields) {
  const t = useWords(words);
  return (['asked', 'said', 'changed'] as const).map((part) => (
    <LongTextField
      key={part}
      label={t(`log.${part}`)}
      required={false}
      value={draft[part]}
      maxLength={2000}
      onChange={(text) => set({ [part]: text })}
    />
  ));
}

function LinkFields({ draft, set, siteId, today }: Fields & { siteId: string; today: string }) {
  const t = useWords(words);
  const read = useRead();
  const { trials, rules } = useLinks(siteId, today);
  return (
    <>
      {trials.length > 0 && (
        <SelectField
          label={t('log.trial')}
          required={false}
          clearable
          options={trials.map((one) => ({ value: one.id, label: one.title }))}
          value={draft.trialId}
          onChange={(trialId) => set({ trialId })}
        />
      )}
      {rules.length > 0 && (
        <SelectField
          label={t('log.rule')}
          required={false}
          clearable
          options={rules.map((one) => ({ value: one.id, label: `${read(one.title)} (${one.edition})` }))}
          value={draft.ruleId}
          onChange={(ruleId) => set({ ruleId })}
        />
      )}
      <TextField
        label={t('log.next')}
        required={false}
        value={draft.nextStep}
        maxLength={300}
        onChange={(nextStep) => set({ nextStep })}
      />
      {draft.nextStep.trim() !== '' && (
        <DayField
          label={t('log.nextOn')}
          required={false}
          value={draft.nextOn}
          onChange={(nextOn) => set({ nextOn })}
        />
      )}
    </>
  );
}
