import { useWords } from '../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DayField, NumberField, TextField } from '../../../ui/fields/TextField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { todayHere, useChoices } from '../../pathway/web/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import { teams } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import type { ContactDraft } from './contactDraft.ts';

type Part = { readonly draft: ContactDraft; readonly set: (change: Partial<ContactDraft>) => void };
const dues = ['today', 'tomorrow', 'week', 'none'] as const;
const owners = ['me', ...teams] as const;

/** By when the next step is due; a week unless said otherwise, so that it costs no tap. */
export function DueChoice({ draft, set }: Part) {
  const t = useWords(words);
  return (
    <ChoiceField
      label={t('contact.due')}
      choices={dues.map((due) => ({ value: due, label: t(`contact.due.${due}`) }))}
      value={draft.due}
      onChange={(value) => set({ due: dues.find((due) => due === value) ?? 'week' })}
    />
  );
}

/** What is seldom needed, out of the way: outcome, length, an earlier day, the step in words, whose it is. */
export function ContactDetails({ program, draft, set }: Part & { program: Program }) {
  const t = useWords(words);
  const choices = useChoices();
  return (
    <details>
      <summary>{t('contact.more')}</summary>
      <Stack gap={3}>
        <ChoiceField
          label={t('contact.outcome')}
          choices={choices(program.contact.outcomes)}
          value={draft.outcomeCode || (program.contact.outcomes[0]?.code ?? null)}
          onChange={(outcomeCode) => set({ outcomeCode })}
        />
        <NumberField
          label={t('contact.minutes')}
          required={false}
          unit={t('contact.minutesUnit')}
          value={draft.minutes ?? undefined}
          onChange={(minutes) =>
            set({ minutes: minutes === undefined ? null : Math.min(1_440, Math.max(0, Math.round(minutes))) })
          }
          min={0}
          max={1_440}
          step={5}
        />
        <DayField
          label={t('contact.day')}
          required={false}
          value={draft.day || todayHere()}
          max={todayHere()}
          onChange={(day) => set({ day })}
        />
        <TextField
          label={t('contact.stepWords')}
          required={false}
          value={draft.stepWords}
          onChange={(stepWords) => set({ stepWords })}
          maxLength={1_000}
        />
        <ChoiceField
          label={t('contact.whose')}
          choices={owners.map((owner) => ({ value: owner, label: t(`whose.${owner}`) }))}
          value={draft.whose}
          onChange={(value) => set({ whose: owners.find((owner) => owner === value) ?? 'me' })}
        />
      </Stack>
    </details>
  );
}
