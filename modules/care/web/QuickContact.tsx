import { useState } from 'react';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useLater } from '../../../kernel/web/outbox.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import { todayHere, useChoices, useClientProgram, useProgram } from '../../pathway/web/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { care } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useCareChanged } from './api.ts';
import { ContactDetails, DueChoice } from './ContactDetails.tsx';
import { type ContactDraft, contactInput, emptyContact, noStep } from './contactDraft.ts';

type About = { readonly clientId: string; readonly name: string; readonly onDone: () => void };

/** One line and three taps: what happened, what kind, where, what next. Kept on the device until the server has it. */
export function QuickContact(props: About) {
  const t = useWords(words);
  const { code, ready } = useClientProgram(props.clientId);
  const program = useProgram(code);
  if (ready && code === undefined) return <Notice tone="warn">{t('contact.noProgram')}</Notice>;
  if (program === undefined) return <Skeletons shape="lines" count={6} />;
  return <ContactForm {...props} program={program} />;
}

function ContactForm(props: About & { program: Program }) {
  const t = useWords(words);
  const choices = useChoices();
  const { program, clientId } = props;
  const draft = useDraft<ContactDraft>(`care.contact.${clientId}`, emptyContact());
  const { tried, busy, failure, save } = useSaving(props, draft);
  const { value } = draft;
  const set = (change: Partial<ContactDraft>) => draft.set((before) => ({ ...before, ...change }));
  const steps = [...choices(program.contact.nextSteps), { value: noStep, label: t('contact.noNext') }];
  return (
    <Form
      onSubmit={save}
      actions={
        <Button kind="primary" type="submit" wide busy={busy}>
          {t('contact.save')}
        </Button>
      }
    >
      <LongTextField
        label={t('contact.note')}
        required={false}
        rows={2}
        value={value.note}
        onChange={(note) => set({ note })}
        maxLength={20_000}
      />
      <ChoiceField
        label={t('contact.kind')}
        choices={choices(program.contact.kinds)}
        value={value.kindCode}
        onChange={(kindCode) => set({ kindCode })}
        error={tried && value.kindCode === '' ? t('contact.chooseKind') : undefined}
      />
      <ChoiceField
        label={t('contact.place')}
        choices={choices(program.contact.places)}
        value={value.placeCode}
        onChange={(placeCode) => set({ placeCode })}
        error={tried && value.placeCode === '' ? t('contact.choosePlace') : undefined}
      />
      <ChoiceField
        label={t('contact.next')}
        choices={steps}
        value={value.stepCode}
        onChange={(stepCode) => set({ stepCode })}
      />
      {value.stepCode !== noStep && <DueChoice draft={value} set={set} />}
      <ContactDetails program={program} draft={value} set={set} />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(emptyContact())} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}

/** Saves through the outbox: sent now, or kept on this device and sent later, and says honestly which. */
function useSaving(about: About & { program: Program }, draft: ReturnType<typeof useDraft<ContactDraft>>) {
  const t = useWords(words);
  const later = useLater<typeof care>('care');
  const changed = useCareChanged();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const { clientId, name, program } = about;
  const send = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const input = contactInput(draft.value, {
        clientId,
        programCode: program.key,
        today: todayHere(),
        now: new Date(),
      });
      const sent = await later.recordContact(input, { about: t('contact.about', { name }), key: draft.once });
      await draft.clear(emptyContact());
      toast(t(sent.state === 'kept' ? 'contact.keptHere' : 'contact.saved'), {
        tone: sent.state === 'kept' ? 'warn' : 'good',
      });
      void changed();
      about.onDone();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  const save = () => {
    setTried(true);
    if (draft.value.kindCode !== '' && draft.value.placeCode !== '') void send();
  };
  return { tried, busy, failure, save };
}
