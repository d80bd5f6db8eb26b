import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { Post } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import { hoursOf, type Hours, PostFields } from './PostFields.tsx';

/** Corrects a post. */
export function ChangeSheet(props: { post: Post; onClose: () => void }) {
  const t = useWords(words);
  const { id, version, kind, fte, lived } = props.post;
  const [hours, setHours] = useState<Hours>({ kind, fte: kind === 'casual' ? undefined : fte, lived });
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    setTried(true);
    const sent = hoursOf(hours);
    if (sent !== undefined) void act(() => api.changePosition({ id, version, ...sent }), t('saved'));
  };
  return (
    <SheetForm title={t('post.change')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      <PostFields
        hours={hours}
        tried={tried}
        onChange={(change) => setHours((before) => ({ ...before, ...change }))}
      />
    </SheetForm>
  );
}
