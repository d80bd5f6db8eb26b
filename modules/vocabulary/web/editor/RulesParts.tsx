import { useWords } from '../../../../kernel/web/words.tsx';
import { BothFields } from '../../../../ui/fields/BothFields.tsx';
import { CheckField, ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ProgramDraft, Said } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import { EntryList } from './EntryList.tsx';
import type { Part } from './parts.tsx';

/** The order of the waitlist, the days until an answer is owed, and how many clients the team carries. */
export function WaitlistPart({ draft, set }: Part) {
  const t = useWords(words);
  return (
    <Stack gap={5}>
      <EntryList
        title={t('edit.priorities')}
        hint={t('edit.prioritiesHint')}
        entries={draft.priorities}
        blank={{}}
        onChange={(priorities) => set({ priorities })}
      />
      <Panel title={t('program.waitlist')} level={3}>
        <Stack gap={4}>
          <CheckField
            label={t('edit.latestFirst')}
            checked={draft.latestFirst}
            onChange={(latestFirst) => set({ latestFirst })}
          />
          <BothFields
            label={t('edit.orderSentence')}
            value={draft.orderSentence}
            onChange={(orderSentence) => set({ orderSentence })}
            long
          />
          <NumberField
            label={t('edit.answerDays')}
            hint={t('edit.answerDaysHint')}
            required={false}
            value={draft.answerDays ?? undefined}
            onChange={(days) => set({ answerDays: days ?? null })}
            min={1}
            step={1}
          />
        </Stack>
      </Panel>
      <CapacityPanel draft={draft} set={set} />
    </Stack>
  );
}

const noWords = { en: '', fr: '' };
const noRule = { perRole: null, clients: null, unit: noWords, perRoom: null, roomUnit: noWords };

function CapacityPanel({ draft, set }: Part) {
  const t = useWords(words);
  const read = useRead();
  const { capacity } = draft;
  const put = (change: Partial<NonNullable<ProgramDraft['capacity']>>) =>
    set({ capacity: { ...(capacity ?? noRule), ...change } });
  return (
    <Panel title={t('program.capacity')} hint={t('edit.capacityHint')} level={3}>
      <Stack gap={4}>
        <CheckField
          label={t('edit.hasCapacity')}
          checked={capacity !== null}
          onChange={(has) => set({ capacity: has ? noRule : null })}
        />
        {capacity && (
          <>
            <SelectField
              label={t('edit.perRole')}
              options={draft.roles.map((role) => ({ value: role.code, label: read(role.name) }))}
              value={capacity.perRole ?? ''}
              onChange={(perRole) => put({ perRole: perRole || null })}
            />
            <NumberField
              label={t('edit.clients')}
              value={capacity.clients ?? undefined}
              onChange={(clients) => put({ clients: clients ?? null })}
              min={1}
              step={1}
            />
            <BothFields label={t('edit.unit')} value={capacity.unit} onChange={(unit) => put({ unit })} />
            <NumberField
              label={t('edit.perRoom')}
              required={false}
              value={capacity.perRoom ?? undefined}
              onChange={(perRoom) => put({ perRoom: perRoom ?? null })}
              min={1}
              step={1}
            />
            {capacity.perRoom !== null && (
              <BothFields
                label={t('edit.roomUnit')}
                value={capacity.roomUnit}
                onChange={(roomUnit) => put({ roomUnit })}
              />
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}

type Known = {
  readonly measures: readonly { readonly key: string; readonly name: Said }[];
  readonly forms: readonly { readonly key: string; readonly version: string; readonly name: Said }[];
};

/** What is counted of the program, and which forms its clients are asked. */
export function MeasuresPart({ draft, set, known }: Part & { known: Known }) {
  const t = useWords(words);
  const read = useRead();
  const fidelity = draft.scales.filter((one) => one.for === 'fidelity');
  const chosen = draft.scales.filter((one) => one.for === 'client').map((one) => one.key);
  return (
    <Panel title={t('edit.part.measures')} hint={t('edit.measuresHint')} level={3}>
      <Stack gap={4}>
        <ManyChoiceField
          label={t('program.measures')}
          choices={known.measures.map((one) => ({ value: one.key, label: read(one.name) }))}
          value={draft.measures}
          onChange={(measures) => set({ measures })}
        />
        <ManyChoiceField
          label={t('edit.forms')}
          required={false}
          choices={known.forms.map((one) => ({ value: one.key, label: read(one.name) }))}
          value={chosen}
          onChange={(keys) => {
            const client = known.forms
              .filter((one) => keys.includes(one.key))
              .map(({ key, version }) => ({ key, version, for: 'client' as const }));
            set({ scales: [...fidelity, ...client] });
          }}
        />
      </Stack>
    </Panel>
  );
}
