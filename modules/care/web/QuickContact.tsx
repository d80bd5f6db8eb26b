import { useEffect, useState } from 'react';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useOutbox } from '../../../kernel/web/outbox.tsx';
import { usePocket } from '../../../kernel/web/pocket.ts';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import { useChoices, useClientProgram, useProgram } from '../../pathway/web/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import words from '../words.json' with { type: 'json' };
import { ContactDetails, DueChoice } from './ContactDetails.tsx';
import { anew, type ContactDraft, emptyContact, type LooseNote, noStep, withLoose } from './contactDraft.ts';
import { LooseNoteForm } from './pocket/LooseNoteForm.tsx';
import { useSending } from './useSending.ts';

/** Whom the contact is with; `offline` with what the day's list said of them, while the server cannot be asked. */
export type About = {
  readonly clientId: string;
  readonly name: string;
  readonly offline?: { readonly programCode: string | null } | undefined;
  readonly onDone: (sent: 'sent' | 'kept') => void;
};

/** One line and three taps: what happened, what kind, where, what next. Kept on the device until the server has it. */
export function QuickContact(props: About) {
  const t = useWords(words);
  const { clientId, offline } = props;
  const asked = useClientProgram(clientId);
  const code = offline?.programCode ?? asked.code;
  const program = useProgram(code);
  const [again] = useAddressChoice('again', '');
  if (asked.ready && code === undefined) return <Notice tone="warn">{t('contact.noProgram')}</Notice>;
  if (program !== undefined && again !== '') return <Corrected {...props} program={program} again={again} />;
  if (program !== undefined) return <Begun {...props} program={program} />;
  return offline ? <NotKnownHere {...props} /> : <Skeletons shape="lines" count={6} />;
}

type Known = About & { readonly program: Program };

/** A new contact, which may grow from a loose note. */
function Begun(props: Known) {
  const draft = useDraft<ContactDraft>(`care.contact.${props.clientId}`, emptyContact());
  const [loose] = useAddressChoice('loose', '');
  const { things, take } = usePocket<LooseNote>();
  const { set } = draft;
  const thing = things?.find(({ id }) => id === loose);
  useEffect(() => {
    if (thing !== undefined) set((before) => withLoose(before, thing));
  }, [thing, set]);
  const taken = async () => {
    if (draft.value.pocketId) await take(draft.value.pocketId);
  };
  return <ContactForm {...props} draft={draft} afterwards={taken} />;
}

/** A contact the server refused, as it was written, to be put right and sent anew. */
function Corrected(props: Known & { again: string }) {
  const t = useWords(words);
  const { again, clientId } = props;
  const { waiting, discard } = useOutbox();
  const [entry] = useState(() => waiting.find(({ id }) => id === again));
  const refused = entry ?? waiting.find(({ id }) => id === again);
  if (refused === undefined)
    return (
      <Notice actions={<ButtonLink to={`/contact/${clientId}`}>{t('contact.title')}</ButtonLink>}>
        {t('contact.noneToCorrect')}
      </Notice>
    );
  const form = refused.mend?.form as ContactDraft;
  return (
    <Stack>
      <Notice tone="warn" title={t('contact.wasRefused')}>
        {refused.reason}
      </Notice>
      <Rewritten {...props} form={form} afterwards={() => discard(again)} />
    </Stack>
  );
}

function Rewritten(props: Known & { again: string; form: ContactDraft; afterwards: () => Promise<void> }) {
  const draft = useDraft<ContactDraft>(`care.contact.${props.clientId}.${props.again}`, anew(props.form));
  return <ContactForm {...props} draft={draft} />;
}

/** Nothing of this client is known on this device: the note is kept for later. */
function NotKnownHere({ name, onDone }: About) {
  const t = useWords(words);
  return (
    <Stack>
      <Notice tone="warn">{t('loose.instead')}</Notice>
      <LooseNoteForm who={name} onKept={() => onDone('kept')} />
    </Stack>
  );
}

function ContactForm(
  props: Known & {
    draft: ReturnType<typeof useDraft<ContactDraft>>;
    afterwards?: () => Promise<void>;
  },
) {
  const t = useWords(words);
  const choices = useChoices();
  const { program, draft } = props;
  const { tried, busy, failure, save, value } = useSending(props);
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
