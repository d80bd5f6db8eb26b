import { useWords } from '../../../../../kernel/web/words.tsx';
import { BothFields } from '../../../../../ui/fields/BothFields.tsx';
import { CheckField, ChoiceField, ManyChoiceField } from '../../../../../ui/fields/ChoiceField.tsx';
import { NumberField } from '../../../../../ui/fields/TextField.tsx';
import { Stack } from '../../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { usePrograms, useRead } from '../../../../pathway/web/index.ts';
import type { FormDue } from '../../../../vocabulary/model.ts';
import { formClasses } from '../../../../vocabulary/web/index.ts';
import type { FormDraft } from '../../../forms/draftShape.ts';
import words from '../../../words.json' with { type: 'json' };

/** A part of a form being written, and the way to change it. */
export type Part = { readonly draft: FormDraft; readonly set: (change: Partial<FormDraft>) => void };

/** What a form is called and for, whose it is, when it is asked, and who may read its answers. */
export function AboutForm({ draft, set }: Part) {
  const t = useWords(words);
  const read = useRead();
  const programs = usePrograms();
  return (
    <Stack>
      <Panel title={t('form.about')}>
        <Stack>
          <BothFields label={t('form.name')} value={draft.name} onChange={(name) => set({ name })} />
          <BothFields
            label={t('form.purpose')}
            value={draft.purpose}
            onChange={(purpose) => set({ purpose })}
            long
          />
        </Stack>
      </Panel>
      <Panel title={t('form.whereWhen')}>
        <Stack>
          <ManyChoiceField
            label={t('form.programs')}
            hint={t('form.programsHint')}
            choices={programs.map((one) => ({ value: one.key, label: read(one.name) }))}
            value={draft.programs}
            onChange={(chosen) => set({ programs: chosen })}
          />
          <DueFields draft={draft} set={set} />
          <ChoiceField
            label={t('form.guardedAs')}
            hint={t('form.guardedHint')}
            choices={formClasses.map((one) => ({ value: one, label: t(`form.class.${one}`) }))}
            value={draft.dataClass}
            onChange={(chosen) => set({ dataClass: formClasses.find((one) => one === chosen) ?? 'notes' })}
          />
        </Stack>
      </Panel>
    </Stack>
  );
}

function DueFields({ draft, set }: Part) {
  const t = useWords(words);
  const every = draft.due.find((one) => one.when === 'every');
  const has = (when: FormDue['when']) => draft.due.some((one) => one.when === when);
  const put = (when: FormDue['when'], due: FormDue | undefined) =>
    set({ due: [...draft.due.filter((one) => one.when !== when), ...(due ? [due] : [])] });
  return (
    <>
      <CheckField
        label={t('form.due.intake')}
        checked={has('intake')}
        onChange={(on) => put('intake', on ? { when: 'intake' } : undefined)}
      />
      <CheckField
        label={t('form.again')}
        checked={every !== undefined}
        onChange={(on) => put('every', on ? { when: 'every', months: 6 } : undefined)}
      />
      {every?.when === 'every' && (
        <NumberField
          label={t('form.months')}
          value={every.months}
          min={1}
          max={60}
          step={1}
          onChange={(months) =>
            put('every', { when: 'every', months: Math.min(60, Math.max(1, Math.round(months ?? 1))) })
          }
        />
      )}
      <CheckField
        label={t('form.due.leaving')}
        checked={has('leaving')}
        onChange={(on) => put('leaving', on ? { when: 'leaving' } : undefined)}
      />
    </>
  );
}
