import { useWords } from '../../../../kernel/web/words.tsx';
import { BothFields } from '../../../../ui/fields/BothFields.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ProgramDraft } from '../../model.ts';
import { stageStates } from '../../shapes/stageStates.ts';
import words from '../../words.json' with { type: 'json' };
import { EntryList } from './EntryList.tsx';

/** What a part of the editor gets: the draft, and a way to change it. */
export type Part = {
  readonly draft: ProgramDraft;
  readonly set: (change: Partial<ProgramDraft>) => void;
};

const noWords = { en: '', fr: '' };

/** The name of the model, what it does, and its principles. */
export function AboutPart({ draft, set }: Part) {
  const t = useWords(words);
  return (
    <Stack gap={5}>
      <Panel title={t('edit.about')} level={3}>
        <Stack gap={4}>
          <BothFields label={t('edit.name')} value={draft.name} onChange={(name) => set({ name })} />
          <BothFields
            label={t('edit.summary')}
            value={draft.summary}
            onChange={(summary) => set({ summary })}
            long
          />
        </Stack>
      </Panel>
      <EntryList
        title={t('program.principles')}
        entries={draft.principles}
        blank={{ meaning: noWords }}
        onChange={(principles) => set({ principles })}
        more={(one, change) => (
          <BothFields
            label={t('edit.meaning')}
            value={one.meaning}
            onChange={(meaning) => change({ meaning })}
            long
          />
        )}
      />
    </Stack>
  );
}

/** The stages, from the referral to the end. */
export function StagesPart({ draft, set }: Part) {
  const t = useWords(words);
  return (
    <EntryList
      title={t('program.pathway')}
      hint={t('edit.stagesHint')}
      entries={draft.stages}
      blank={{ meaning: noWords, state: 'enrolled' }}
      onChange={(stages) => set({ stages })}
      more={(one, change) => (
        <>
          <BothFields
            label={t('edit.meaning')}
            value={one.meaning}
            onChange={(meaning) => change({ meaning })}
            long
          />
          <SelectField
            label={t('edit.state')}
            options={stageStates.map((state) => ({ value: state, label: t(`edit.state.${state}`) }))}
            value={one.state}
            onChange={(value) =>
              change({ state: stageStates.find((state) => state === value) ?? 'enrolled' })
            }
          />
        </>
      )}
    />
  );
}

/** The conditions: dated sentences, each deciding or only asked. */
export function ConditionsPart({ draft, set }: Part) {
  const t = useWords(words);
  const nobody = draft.eligibility.length > 0 && draft.eligibility.every((one) => !one.required);
  const entries = draft.eligibility.map(({ id, en, fr, ...rest }) => ({
    code: id,
    name: { en, fr },
    ...rest,
  }));
  return (
    <Stack gap={4}>
      {nobody && (
        <Notice tone="good" live={false}>
          {t('edit.excludesNobody')}
        </Notice>
      )}
      <EntryList
        title={t('program.eligibility')}
        hint={t('edit.conditionsHint')}
        entries={entries}
        blank={{ from: '', to: '', required: true }}
        onChange={(list) =>
          set({ eligibility: list.map(({ code, name, ...rest }) => ({ id: code, ...name, ...rest })) })
        }
        more={(one, change) => (
          <>
            <FieldRow>
              <DayField label={t('edit.from')} value={one.from} onChange={(from) => change({ from })} />
              <DayField
                label={t('edit.to')}
                required={false}
                value={one.to}
                onChange={(to) => change({ to })}
              />
            </FieldRow>
            <CheckField
              label={t('edit.decides')}
              checked={one.required}
              onChange={(required) => change({ required })}
            />
          </>
        )}
      />
    </Stack>
  );
}

const accesses = ['worker', 'clinician', 'coordinator', 'lead'] as const;

/** The roles of the team, each with what it sees here. */
export function TeamPart({ draft, set }: Part) {
  const t = useWords(words);
  return (
    <EntryList
      title={t('program.roles')}
      hint={t('edit.teamHint')}
      entries={draft.roles}
      blank={{ access: 'worker' }}
      onChange={(roles) => set({ roles })}
      more={(one, change) => (
        <SelectField
          label={t('edit.access')}
          options={accesses.map((access) => ({ value: access, label: t(`edit.access.${access}`) }))}
          value={one.access}
          onChange={(value) => change({ access: accesses.find((access) => access === value) ?? 'worker' })}
        />
      )}
    />
  );
}

/** Kinds of contact, places, how a contact went, and next steps. */
export function ContactsPart({ draft, set }: Part) {
  const t = useWords(words);
  const { contact } = draft;
  const put = (change: Partial<ProgramDraft['contact']>) => set({ contact: { ...contact, ...change } });
  return (
    <Stack gap={5}>
      <EntryList
        title={t('program.contactKinds')}
        entries={contact.kinds}
        blank={{}}
        onChange={(kinds) => put({ kinds })}
      />
      <EntryList
        title={t('program.places')}
        entries={contact.places}
        blank={{}}
        onChange={(places) => put({ places })}
      />
      <EntryList
        title={t('program.contactOutcomes')}
        entries={contact.outcomes}
        blank={{ reached: true }}
        onChange={(outcomes) => put({ outcomes })}
        more={(one, change) => (
          <CheckField
            label={t('edit.reached')}
            checked={one.reached}
            onChange={(reached) => change({ reached })}
          />
        )}
      />
      <EntryList
        title={t('program.nextSteps')}
        entries={contact.nextSteps}
        blank={{}}
        onChange={(nextSteps) => put({ nextSteps })}
      />
    </Stack>
  );
}

/** Goals, outcomes, who refers, and why clients decline or leave. */
export function ListsPart({ draft, set }: Part) {
  const t = useWords(words);
  return (
    <Stack gap={5}>
      <EntryList
        title={t('program.goals')}
        entries={draft.goals}
        blank={{}}
        onChange={(goals) => set({ goals })}
      />
      <EntryList
        title={t('program.outcomes')}
        entries={draft.outcomes}
        blank={{}}
        onChange={(outcomes) => set({ outcomes })}
      />
      <EntryList
        title={t('edit.sources')}
        entries={draft.referralSources}
        blank={{}}
        onChange={(referralSources) => set({ referralSources })}
      />
      <EntryList
        title={t('program.decline')}
        hint={t('edit.declineHint')}
        entries={draft.declineReasons}
        blank={{}}
        onChange={(declineReasons) => set({ declineReasons })}
      />
      <EntryList
        title={t('program.close')}
        entries={draft.closeReasons}
        blank={{}}
        onChange={(closeReasons) => set({ closeReasons })}
      />
    </Stack>
  );
}
