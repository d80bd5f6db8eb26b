import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useDraft } from '../../../../ui/fields/useDraft.ts';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere, usePrograms, useRead } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useLists } from '../api.ts';
import { wholeOf } from './numbers.ts';

const nothing = { people: '', low: '', high: '', source: '', forFunder: false };
type Draft = typeof nothing & {
  programCode: string | null;
  estimateCode: string | null;
  asOf: string;
};

function sentOf(draft: Draft) {
  const { programCode, estimateCode, source, asOf, forFunder } = draft;
  const [people, low, high] = [wholeOf(draft.people), wholeOf(draft.low), wholeOf(draft.high)];
  if (programCode === null || estimateCode === null || source.trim() === '' || asOf === '') return undefined;
  if (typeof people !== 'number' || people < 1 || low === null || high === null) return undefined;
  return {
    ...{ programCode, estimateCode, source, asOf, forFunder, people },
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}

/** How many people around a site a program is meant for, where the number comes from and how sure it is. */
export function NeedSheet(props: { siteId: string; onClose: () => void }) {
  const t = useWords(words);
  const { draft, set, tried, tries, id } = useDraft<Draft>(() => ({
    ...nothing,
    programCode: null,
    estimateCode: null,
    asOf: todayHere(),
  }));
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    tries();
    const sent = sentOf(draft);
    if (sent !== undefined)
      void act(() => api.estimateNeed({ id, siteId: props.siteId, ...sent }), t('saved'));
  };
  return (
    <SheetForm
      title={t('reach.estimate')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <NeedFields draft={draft} set={set} tried={tried} />
    </SheetForm>
  );
}

function NeedFields(props: { draft: Draft; set: (change: Partial<Draft>) => void; tried: boolean }) {
  const t = useWords(words);
  const read = useRead();
  const lists = useLists();
  const { draft, set, tried } = props;
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  const number = (part: 'people' | 'low' | 'high', hint?: string) => (
    <TextField
      label={t(`reach.${part}`)}
      hint={hint}
      required={part === 'people'}
      inputMode="numeric"
      value={draft[part]}
      onChange={(text) => set({ [part]: text })}
      error={
        tried && (wholeOf(draft[part]) === null || (part === 'people' && !wholeOf(draft.people)))
          ? t('reach.wrongNumber')
          : undefined
      }
    />
  );
  return (
    <>
      <SelectField
        label={t('program')}
        options={usePrograms().map((one) => ({ value: one.key, label: read(one.name) }))}
        value={draft.programCode}
        onChange={(programCode) => set({ programCode })}
        error={wrong(draft.programCode === null)}
      />
      {number('people')}
      {number('low', t('reach.rangeHint'))}
      {number('high')}
      <SelectField
        label={t('reach.how')}
        options={lists.of('estimate')}
        value={draft.estimateCode}
        onChange={(estimateCode) => set({ estimateCode })}
        error={wrong(draft.estimateCode === null)}
      />
      <LongTextField
        label={t('reach.source')}
        hint={t('noClient')}
        value={draft.source}
        maxLength={400}
        onChange={(source) => set({ source })}
        error={wrong(draft.source.trim() === '')}
      />
      <DayField
        label={t('reach.asOf')}
        value={draft.asOf}
        onChange={(asOf) => set({ asOf })}
        error={wrong(draft.asOf === '')}
      />
      <CheckField
        label={t('money.forFunder')}
        checked={draft.forFunder}
        onChange={(forFunder) => set({ forFunder })}
      />
    </>
  );
}
