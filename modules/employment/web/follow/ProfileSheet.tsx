import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { ProfileParts, ProfileShown } from '../../contract.ts';
import { profileParts } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSaved } from '../api.ts';

const none: ProfileParts = {
  hopes: '',
  strengths: '',
  experience: '',
  learning: '',
  times: '',
  places: '',
  supports: '',
  telling: '',
};

/** A vocational profile, part by part, in the client's words; nothing is asked twice and what was typed is kept as a draft. */
export function ProfileSheet(props: { clientId: string; profile: ProfileShown | null; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, profile, onClose } = props;
  const [id] = useState(() => profile?.id ?? newId());
  const kept = profile?.parts ?? none;
  const draft = useDraft<ProfileParts>(`employment.profile.${clientId}.${profile?.version ?? 0}`, kept);
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    const version = profile ? { version: profile.version } : {};
    const send = async () => {
      await api.writeProfile({ clientId, id, parts: draft.value, ...version }, { key: draft.once });
      await draft.clear(kept);
    };
    void save(send, t('profile.saved'));
  };
  return (
    <SheetForm
      title={t('profile.title')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(kept) }}
    >
      {profileParts.map((part) => (
        <LongTextField
          key={part}
          label={t(`profile.${part}`)}
          hint={t(`profile.${part}Hint`)}
          required={false}
          value={draft.value[part]}
          onChange={(text) => draft.set((before) => ({ ...before, [part]: text }))}
          maxLength={2_000}
          rows={2}
        />
      ))}
    </SheetForm>
  );
}
