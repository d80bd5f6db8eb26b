import { useState } from 'react';
import type { Draft } from '../../../kernel/web/drafts.ts';
import { useLater } from '../../../kernel/web/outbox.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { todayHere } from '../../pathway/web/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { care } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useCareChanged } from './api.ts';
import { type ContactDraft, contactInput, emptyContact } from './contactDraft.ts';

/** Sends a contact through the outbox: now, or kept on this device and sent later, and says honestly which. */
export function useSending(about: {
  readonly clientId: string;
  readonly name: string;
  readonly program: Program;
  readonly draft: Draft<ContactDraft>;
  readonly onDone: (sent: 'sent' | 'kept') => void;
  /** What else is done once the contact is with the server or safely kept. */
  readonly afterwards?: (() => Promise<void>) | undefined;
}) {
  const t = useWords(words);
  const later = useLater<typeof care>('care');
  const changed = useCareChanged();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const [blank] = useState(emptyContact);
  const { clientId, name, program, draft } = about;
  const value: ContactDraft = { ...blank, ...draft.value };
  const send = async () => {
    const input = contactInput(value, {
      clientId,
      programCode: program.key,
      today: todayHere(),
      now: new Date(),
    });
    const { state } = await later.recordContact(input, {
      about: t('contact.about', { name }),
      key: draft.once,
      text: value.note,
      mend: { path: `/contact/${clientId}`, form: value },
    });
    await draft.clear(emptyContact());
    await about.afterwards?.();
    toast(t(state === 'kept' ? 'contact.keptHere' : 'contact.saved'), {
      tone: state === 'kept' ? 'warn' : 'good',
    });
    if (state === 'sent') void changed();
    about.onDone(state);
  };
  const save = () => {
    setTried(true);
    if (value.kindCode === '' || value.placeCode === '') return;
    setBusy(true);
    setFailure(undefined);
    send()
      .catch(setFailure)
      .finally(() => setBusy(false));
  };
  return { tried, busy, failure, save, value };
}
