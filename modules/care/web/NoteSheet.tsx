import { useDraft } from '../../../kernel/web/drafts.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../ui/overlay/SheetForm.tsx';
import type { ContactLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { conflictIn, TwoTexts } from './TwoTexts.tsx';
import { useSaved } from './useSaved.ts';

/** Corrects a note; when somebody was faster, both texts are shown and the next save settles them. */
export function NoteSheet(props: { contact: ContactLine; onClose: () => void }) {
  const t = useWords(words);
  const { contact, onClose } = props;
  const { clientId, id } = contact;
  const draft = useDraft(`care.note.${id}`, { note: contact.note ?? '', version: contact.version });
  const { busy, failure, save, settled } = useSaved(onClose);
  const conflict = conflictIn(failure);
  const send = async () => {
    await api.reviseNote({ clientId, id, ...draft.value });
    await draft.clear();
  };
  const both = (note: string) => {
    if (conflict) draft.set({ note, version: conflict.version });
    settled();
  };
  return (
    <SheetForm
      title={t('note.title')}
      onClose={onClose}
      onSubmit={() => void save(send, t('note.saved'))}
      yes={t('note.save')}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear() }}
      settle={conflict && <TwoTexts conflict={conflict} onBoth={both} />}
    >
      <LongTextField
        label={t('note.text')}
        rows={6}
        value={draft.value.note}
        onChange={(note) => draft.set((before) => ({ ...before, note }))}
        maxLength={20_000}
      />
    </SheetForm>
  );
}
