import { useState } from 'react';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import type { ContactLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useCareChanged } from './api.ts';
import { conflictIn, TwoTexts } from './TwoTexts.tsx';

/** Corrects a note; when somebody was faster, both texts are shown and the next save settles them. */
export function NoteSheet(props: { contact: ContactLine; onClose: () => void }) {
  const t = useWords(words);
  const { contact, onClose } = props;
  const { clientId, id } = contact;
  const draft = useDraft(`care.note.${id}`, { note: contact.note ?? '', version: contact.version });
  const changed = useCareChanged();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const conflict = conflictIn(failure);
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.reviseNote({ clientId, id, version: draft.value.version, note: draft.value.note });
      await draft.clear();
      await changed();
      toast(t('note.saved'));
      onClose();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  const both = (note: string) => {
    if (conflict) draft.set({ note, version: conflict.version });
    setFailure(undefined);
  };
  return (
    <Sheet open onClose={onClose} title={t('note.title')}>
      <Form
        onSubmit={() => void save()}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('note.save')}
          </Button>
        }
      >
        <LongTextField
          label={t('note.text')}
          rows={6}
          value={draft.value.note}
          onChange={(note) => draft.set((before) => ({ ...before, note }))}
          maxLength={20_000}
        />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear()} />
        {conflict ? <TwoTexts conflict={conflict} onBoth={both} /> : <Failure of={failure} while="doing" />}
      </Form>
    </Sheet>
  );
}
