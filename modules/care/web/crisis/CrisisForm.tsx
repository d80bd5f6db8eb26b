import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField, ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { type CrisisStep, crisisSteps } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

type CrisisDraft = {
  readonly id: string;
  readonly happenedAt: string;
  readonly done: readonly CrisisStep[];
  readonly escalate: boolean;
  readonly note: string;
};

/** What was done in a crisis: a tap for each thing, a tap to save; a note when there is time for one. */
export function CrisisForm(props: { clientId: string; onDone: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const { clientId, onDone } = props;
  const clinician = me.roles.some((held) => held.role === 'clinician');
  const start = (): CrisisDraft => ({
    id: newId(),
    happenedAt: new Date().toISOString(),
    done: [],
    escalate: !clinician,
    note: '',
  });
  const draft = useDraft<CrisisDraft>(`care.crisis.${clientId}`, start());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onDone);
  const { value } = draft;
  const set = (change: Partial<CrisisDraft>) => draft.set((before) => ({ ...before, ...change }));
  const send = async () => {
    const { note, done, ...rest } = value;
    await api.recordCrisis(
      { ...rest, clientId, done: [...done], ...(note.trim() ? { note } : {}) },
      { key: draft.once },
    );
    await draft.clear(start());
  };
  const submit = () => {
    setTried(true);
    if (value.done.length > 0) void save(send, t('crisis.saved'));
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button kind="primary" type="submit" wide busy={busy}>
          {t('crisis.save')}
        </Button>
      }
    >
      <ManyChoiceField
        label={t('crisis.what')}
        choices={crisisSteps.map((step) => ({ value: step, label: t(`crisis.step.${step}`) }))}
        value={value.done}
        onChange={(chosen) => set({ done: crisisSteps.filter((step) => chosen.includes(step)) })}
        error={tried && value.done.length === 0 ? t('crisis.chooseOne') : undefined}
      />
      <CheckField
        label={t('crisis.escalate')}
        hint={t('crisis.escalateHint')}
        checked={value.escalate}
        onChange={(escalate) => set({ escalate })}
      />
      <LongTextField
        label={t('crisis.note')}
        required={false}
        rows={2}
        value={value.note}
        onChange={(note) => set({ note })}
        maxLength={8_000}
      />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(start())} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
