import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { ProfileParts, ProfileShown } from '../../contract.ts';
import { mergeProfiles, profileParts } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSaved } from '../api.ts';
import { type Met, ProfileClash, standsIn } from './ProfileClash.tsx';

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

/** What is written, and the text it began from: a draft found again later still knows what it changed. */
type Writing = {
  readonly id: string;
  readonly version: number;
  readonly from: ProfileParts;
  readonly parts: ProfileParts;
};

/** A vocational profile, part by part, in the client’s words. What was typed is kept as a draft, and of two people who write at once neither loses a word. */
export function ProfileSheet(props: { clientId: string; profile: ProfileShown | null; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, profile, onClose } = props;
  const kept = profile?.parts ?? none;
  const [began] = useState(() => ({ id: profile?.id ?? newId(), version: profile?.version ?? 0 }));
  const draft = useDraft<Writing>(`employment.profile.${clientId}`, { ...began, from: kept, parts: kept });
  const { busy, failure, save } = useSaved(clientId, onClose);
  const [met, setMet] = useState<Met | undefined>(undefined);
  const { id, version, from, parts } = draft.value;
  const set = (part: Partial<ProfileParts>) =>
    draft.set((before) => ({ ...before, parts: { ...before.parts, ...part } }));
  const send = async () => {
    try {
      await api.writeProfile({ clientId, id, parts, ...(version === 0 ? {} : { version }) });
    } catch (refused) {
      const now = standsIn(refused);
      if (now !== undefined) {
        // Mine goes on from what stands there now; what both changed waits for a choice.
        const merged = mergeProfiles(from, parts, now.theirs);
        draft.set(() => ({ id: now.id, version: now.version, from: now.theirs, parts: merged.parts }));
        setMet({ now, taken: merged.taken, open: merged.both });
      }
      throw refused;
    }
    await draft.clear({ ...began, from: parts, parts });
  };
  const submit = () => {
    if (met === undefined || met.open.length === 0) void save(send, t('profile.saved'));
  };
  return (
    <SheetForm
      title={t('profile.title')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{
        state: draft.state,
        onDiscard: () => {
          setMet(undefined);
          void draft.clear({ ...began, from: kept, parts: kept });
        },
      }}
      settle={met && <ProfileClash met={met} parts={parts} onKeep={set} onMet={setMet} />}
    >
      {profileParts.map((part) => (
        <LongTextField
          key={part}
          label={t(`profile.${part}`)}
          hint={t(`profile.${part}Hint`)}
          required={false}
          value={parts[part]}
          onChange={(text) => set({ [part]: text })}
          maxLength={2_000}
          rows={2}
        />
      ))}
    </SheetForm>
  );
}
