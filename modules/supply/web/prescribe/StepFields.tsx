import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField, NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useObservations, useOwnSite, useRecordWords, useRules } from '../api.ts';
import type { StepDraft } from './stepDraft.ts';

type Of = {
  readonly programCode: string;
  readonly draft: StepDraft;
  readonly set: (change: Partial<StepDraft>) => void;
  readonly tried: boolean;
};

/** What a version of a prescription says. Every figure is typed by a person. */
export function StepFields(props: Of) {
  const t = useWords(words);
  const { draft, set, tried } = props;
  const needed = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  return (
    <>
      <TextField
        label={t('rx.ordered')}
        hint={t('rx.orderedHint')}
        value={draft.ordered}
        onChange={(ordered) => set({ ordered })}
        maxLength={200}
        error={needed(draft.ordered.trim() === '')}
      />
      <DoseFields {...props} />
      <TakingFields {...props} />
      <WhoAndWhy {...props} />
      <LongTextField
        label={t('rx.rationale')}
        required={false}
        value={draft.rationale}
        onChange={(rationale) => set({ rationale })}
        maxLength={4000}
      />
      <LongTextField
        label={t('rx.agreement')}
        required={false}
        rows={2}
        value={draft.agreement}
        onChange={(agreement) => set({ agreement })}
        maxLength={2000}
      />
    </>
  );
}

function DoseFields({ draft, set, tried }: Of) {
  const t = useWords(words);
  const list = useRecordWords();
  const needed = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  return (
    <>
      <FieldRow>
        <NumberField
          label={t('rx.wanted')}
          hint={t('rx.wantedHint')}
          required={false}
          min={0}
          value={draft.wanted ?? undefined}
          onChange={(value) => set({ wanted: value ?? null })}
        />
        <NumberField
          label={t('rx.given')}
          min={0}
          value={draft.given ?? undefined}
          onChange={(value) => set({ given: value ?? null })}
          error={needed(draft.given === null)}
        />
      </FieldRow>
      <ChoiceField
        label={t('rx.unit')}
        choices={list.of('unit')}
        value={draft.unitCode}
        onChange={(unitCode) => set({ unitCode })}
        error={needed(draft.unitCode === null)}
      />
      <TextField
        label={t('rx.strength')}
        required={false}
        value={draft.strength}
        onChange={(strength) => set({ strength })}
        maxLength={60}
      />
    </>
  );
}

function TakingFields({ programCode, draft, set, tried }: Of) {
  const t = useWords(words);
  const list = useRecordWords();
  const observed = useObservations(programCode);
  return (
    <>
      <ChoiceField
        label={t('rx.observed')}
        choices={observed.choices}
        value={draft.observationCode}
        onChange={(observationCode) => set({ observationCode })}
        error={tried && draft.observationCode === null ? t('needed') : undefined}
      />
      <FieldRow>
        <NumberField
          label={t('rx.carriedDays')}
          min={0}
          max={31}
          step={1}
          value={draft.carriedDays}
          onChange={(value) => set({ carriedDays: Math.round(value ?? 0) })}
        />
        <SelectField
          label={t('rx.way')}
          required={false}
          clearable
          options={list.of('route')}
          value={draft.wayCode}
          onChange={(wayCode) => set({ wayCode })}
        />
      </FieldRow>
    </>
  );
}

function WhoAndWhy({ draft, set }: Of) {
  const t = useWords(words);
  const read = useRead();
  const me = useMe();
  const prescribers = useQuery({
    queryKey: ['supply.listPrescribers'],
    queryFn: () => api.listPrescribers({}),
  });
  const rules = useRules(useOwnSite('').id, draft.fromOn);
  return (
    <FieldRow>
      <SelectField
        label={t('rx.prescriber')}
        options={(prescribers.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.prescriberId ?? me.account.id}
        onChange={(prescriberId) => set({ prescriberId })}
      />
      <SelectField
        label={t('rx.rule')}
        required={false}
        clearable
        options={(rules.data?.rows ?? [])
          .filter((one) => one.kind === 'protocol')
          .map((one) => ({
            value: one.id,
            label: t('rx.ruleShown', { title: read(one.title), edition: one.edition }),
          }))}
        value={draft.ruleId}
        onChange={(ruleId) => set({ ruleId })}
      />
    </FieldRow>
  );
}
