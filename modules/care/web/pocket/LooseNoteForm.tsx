import { useEffect, useRef, useState } from 'react';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { usePocket } from '../../../../kernel/web/pocket.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import type { LooseNote } from '../contactDraft.ts';

/** A note for later: whom and what. With nobody signed in it can be written and kept, and nothing kept can be read. */
export function LooseNoteForm(props: { who?: string; onKept?: () => void }) {
  const t = useWords(words);
  const { count, put } = usePocket<LooseNote>();
  const [blank] = useState<LooseNote>({ who: props.who ?? '', note: '' });
  const draft = useDraft<LooseNote>('care.loose', blank);
  const [tried, setTried] = useState(false);
  usePutAwayUnread(draft, put, blank);
  const { who, note } = draft.value;
  const empty = who.trim() === '' || note.trim() === '';
  const done = () => {
    setTried(false);
    props.onKept?.();
  };
  const { busy, failure, act } = useAct({ changed: async () => undefined, done });
  const save = () => {
    setTried(true);
    if (empty) return;
    const putAway = async () => {
      await put({ who, note });
      await draft.clear(blank);
    };
    void act(putAway, t('loose.kept'));
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('loose.needed') : undefined);
  return (
    <Form
      onSubmit={save}
      actions={
        <Button kind="primary" type="submit" wide busy={busy}>
          {t('loose.save')}
        </Button>
      }
    >
      <TextField
        label={t('loose.who')}
        hint={t('loose.whoHint')}
        value={who}
        onChange={(value) => draft.set((before) => ({ ...before, who: value }))}
        maxLength={120}
        error={needed(who)}
      />
      <LongTextField
        label={t('contact.note')}
        rows={4}
        value={note}
        onChange={(value) => draft.set((before) => ({ ...before, note: value }))}
        maxLength={10_000}
        error={needed(note)}
      />
      <DraftLine state={draft.state} />
      <Failure of={failure} while="doing" />
      {count > 0 && <p role="status">{t('loose.count', { count })}</p>}
    </Form>
  );
}

/** What an earlier tab left half written goes unread to what is kept, as long as nobody is signed in to read it. */
function usePutAwayUnread(
  draft: ReturnType<typeof useDraft<LooseNote>>,
  put: (note: LooseNote) => Promise<void>,
  blank: LooseNote,
): void {
  const { me } = useSession();
  const { value, clear, state } = draft;
  const found = state.kind === 'found' && me === undefined;
  const moving = useRef(false);
  useEffect(() => {
    if (!found || moving.current) return;
    moving.current = true;
    void put(value)
      .then(() => clear(blank))
      .finally(() => {
        moving.current = false;
      });
  }, [found, put, value, clear, blank]);
}
