import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useDraft } from '../../../../ui/fields/useDraft.ts';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { Funding } from '../../contract.ts';
import { type Renewal, renewals } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import { centsOf } from './numbers.ts';

const draftOf = (funding: Funding | undefined, today: string) => ({
  source: funding?.source ?? '',
  purpose: funding?.purpose ?? '',
  amount: funding?.amountCents == null ? '' : String(funding.amountCents / 100),
  startsOn: funding?.startsOn ?? today,
  lastOn: funding?.lastOn ?? '',
  renewal: funding?.renewal ?? ('unknown' as Renewal),
  endsWith: funding?.endsWith ?? '',
  forFunder: funding?.forFunder ?? false,
  withdrawn: false,
});
type Draft = ReturnType<typeof draftOf>;

function sentOf(draft: Draft) {
  const cents = centsOf(draft.amount);
  if (draft.source.trim() === '' || draft.purpose.trim() === '' || draft.startsOn === '' || cents === null)
    return undefined;
  const { source, purpose, startsOn, renewal, endsWith, forFunder } = draft;
  return {
    ...{ source, purpose, startsOn, renewal, endsWith, forFunder },
    ...(cents === undefined ? {} : { amountCents: cents }),
    ...(draft.lastOn === '' ? {} : { lastOn: draft.lastOn }),
  };
}

type Sheet = { siteId: string; today: string; funding?: Funding; onClose: () => void };

/** Records money a site runs on, or corrects it. */
export function MoneySheet({ siteId, today, funding, onClose }: Sheet) {
  const t = useWords(words);
  const { draft, set, tried, tries, id } = useDraft(() => draftOf(funding, today), funding?.id);
  const { act, busy, failure } = useAct(onClose);
  const save = () => {
    tries();
    const sent = sentOf(draft);
    if (sent === undefined) return;
    const send = () =>
      funding === undefined
        ? api.addFunding({ id, siteId, ...sent })
        : api.changeFunding({ id, version: funding.version, withdrawn: draft.withdrawn, ...sent });
    void act(send, t('saved'));
  };
  return (
    <SheetForm
      title={t(funding === undefined ? 'money.add' : 'money.change')}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <MoneyFields draft={draft} set={set} tried={tried} />
      {funding !== undefined && (
        <CheckField
          label={t('money.takeOut')}
          checked={draft.withdrawn}
          onChange={(withdrawn) => set({ withdrawn })}
        />
      )}
    </SheetForm>
  );
}

type Fields = { draft: Draft; set: (change: Partial<Draft>) => void; tried: boolean };

function MoneyFields({ draft, set, tried }: Fields) {
  const t = useWords(words);
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  return (
    <>
      <TextField
        label={t('money.source')}
        hint={t('noClient')}
        value={draft.source}
        maxLength={200}
        onChange={(source) => set({ source })}
        error={wrong(draft.source.trim() === '')}
      />
      <TextField
        label={t('money.purpose')}
        value={draft.purpose}
        maxLength={400}
        onChange={(purpose) => set({ purpose })}
        error={wrong(draft.purpose.trim() === '')}
      />
      <TextField
        label={t('money.amount')}
        required={false}
        inputMode="decimal"
        value={draft.amount}
        onChange={(amount) => set({ amount })}
        error={tried && centsOf(draft.amount) === null ? t('money.wrongAmount') : undefined}
      />
      <DayField
        label={t('money.startsOn')}
        value={draft.startsOn}
        onChange={(startsOn) => set({ startsOn })}
        error={wrong(draft.startsOn === '')}
      />
      <DayField
        label={t('money.lastOn')}
        hint={t('money.lastHint')}
        required={false}
        value={draft.lastOn}
        onChange={(lastOn) => set({ lastOn })}
      />
      <ChoiceField
        label={t('money.renewal')}
        choices={renewals.map((value) => ({ value, label: t(`money.renewal.${value}`) }))}
        value={draft.renewal}
        onChange={(value) => set({ renewal: renewals.find((one) => one === value) ?? 'unknown' })}
      />
      <LongTextField
        label={t('money.endsWith')}
        required={false}
        value={draft.endsWith}
        maxLength={600}
        onChange={(endsWith) => set({ endsWith })}
      />
      <CheckField
        label={t('money.forFunder')}
        checked={draft.forFunder}
        onChange={(forFunder) => set({ forFunder })}
      />
    </>
  );
}
