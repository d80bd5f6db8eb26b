import { useRef, useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { Refused } from '../../../kernel/web/call.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useQueryClient } from '../../../kernel/web/queries.ts';
import type { Review, ReviewItem, ScoreShown } from '../contract.ts';
import { api, reviewKey } from './api.ts';

/** What a reviewer says of an item. */
export type Said = Pick<ScoreShown, 'score' | 'notJudged' | 'seen' | 'why' | 'sources'>;
const pause = 700;
type Written = Said & { readonly id: string; readonly version: number };
type Kept = Readonly<Record<string, Written>>;

/** What stands on the server when the same item was written on another screen. */
export type Elsewhere = Said & { readonly id: string; readonly version: number };

/** Where the words of an item are. */
export type Keeping = 'saving' | 'here' | undefined;

const nothing: Said = { score: null, notJudged: false, seen: '', why: '', sources: [] };
const saidIn = ({ score, notJudged, seen, why, sources }: Said): Said => ({
  ...{ score, notJudged, seen, why, sources },
});
const same = (one: Said, other: Said) => {
  const trimmed = (said: Said) => ({ ...saidIn(said), seen: said.seen.trim(), why: said.why.trim() });
  return JSON.stringify(trimmed(one)) === JSON.stringify(trimmed(other));
};

function elsewhereIn(failure: unknown): Elsewhere | undefined {
  if (!(failure instanceof Refused) || failure.code !== 'fidelity.scoreChanged') return undefined;
  const { current } = failure.facts;
  return typeof current === 'object' && current !== null ? (current as Elsewhere) : undefined;
}

type Sender = {
  readonly review: Review;
  readonly client: ReturnType<typeof useQueryClient>;
  readonly now: { current: Kept };
  /** What the server has, ahead of the screen’s memory of the review: nothing flickers back while that is told. */
  readonly stands: Map<string, Written>;
  readonly set: (change: (before: Kept) => Kept) => void;
  readonly onBusy: (codes: readonly string[]) => void;
  readonly onFailure: (code: string, failure: unknown) => void;
};

/** The server has it: the screen’s memory of the review says so, and only what was typed since stays on the device. */
function settled({ review, client, now, stands, set }: Sender, code: string, saved: Written): void {
  stands.set(code, saved);
  const mine = { ...saved, name: '' };
  client.setQueryData<{ review: Review }>(reviewKey(review.id), (before) => {
    if (before === undefined) return before;
    const items = before.review.items.map((item) => (item.code === code ? { ...item, mine } : item));
    return { review: { ...before.review, items } };
  });
  const later = now.current[code];
  if (later === undefined || same(later, saved)) set(({ [code]: _gone, ...rest }) => rest);
  else set((before) => ({ ...before, [code]: { ...later, id: saved.id, version: saved.version } }));
}

async function send(at: Sender, code: string): Promise<void> {
  const written = at.now.current[code];
  if (written === undefined) return;
  const { id, version, ...said } = written;
  const known = version === 0 ? {} : { version };
  try {
    const saved = await api.scoreItem({ ...said, id, reviewId: at.review.id, item: code, ...known });
    settled(at, code, { ...written, version: saved.version });
  } catch (failure) {
    const there = elsewhereIn(failure);
    // The answer to an earlier sending was lost: what stands there is what was sent.
    if (there !== undefined && same(there, said)) settled(at, code, { ...written, ...there });
    else at.onFailure(code, failure);
  }
}

/** Sends items one after the other, each once at a time; what is typed while one is under way goes after it. */
function sender(at: Sender, sending: Set<string>) {
  return async function save(code: string): Promise<void> {
    if (sending.has(code)) return;
    sending.add(code);
    at.onBusy([...sending]);
    at.onFailure(code, undefined);
    const before = at.now.current[code];
    await send(at, code);
    sending.delete(code);
    at.onBusy([...sending]);
    const after = at.now.current[code];
    if (after !== undefined && after.version !== before?.version) await save(code);
  };
}

/** What a reviewer has said, kept on the device as it is typed and on the server as it is made, item by item; nothing waits for a button. */
export function useScores(review: Review) {
  const client = useQueryClient();
  const draft = useDraft<Kept>(`fidelity.scores.${review.id}`, {});
  const now = useRef<Kept>(draft.value);
  now.current = draft.value;
  const sending = useRef(new Set<string>());
  const stands = useRef(new Map<string, Written>());
  const waiting = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const [busy, onBusy] = useState<readonly string[]>([]);
  const [failures, setFailures] = useState<Readonly<Record<string, unknown>>>({});
  const set = (change: (before: Kept) => Kept) => {
    now.current = change(now.current);
    draft.set(now.current);
  };
  const onFailure = (code: string, failure: unknown) =>
    setFailures((before) => ({ ...before, [code]: failure }));
  const save = sender(
    { review, client, now, stands: stands.current, set, onBusy, onFailure },
    sending.current,
  );
  const kept = ({ code, mine }: ReviewItem) => stands.current.get(code) ?? mine ?? undefined;
  return {
    /** What was said of an item: as typed here, else as it stands on the server. */
    saidOf: (item: ReviewItem): Said => saidIn(draft.value[item.code] ?? kept(item) ?? nothing),
    /** Whether the server has something of an item. */
    isKept: (item: ReviewItem) => kept(item) !== undefined,
    /** Types something of an item; it is kept on this device at once, and sent when the typing pauses. */
    write: (item: ReviewItem, part: Partial<Said>) => {
      const { code } = item;
      const mine = kept(item);
      clearTimeout(waiting.current.get(code));
      const later = setTimeout(() => void save(code), pause);
      waiting.current.set(code, later);
      const fresh = { ...saidIn(mine ?? nothing), id: mine?.id ?? newId(), version: mine?.version ?? 0 };
      set((before) => ({ ...before, [code]: { ...(before[code] ?? fresh), ...part } }));
    },
    /** Sends what is typed of an item. */
    save: (code: string) => void save(code),
    /** Sends everything that is still only on this device; whether all of it arrived. */
    saveAll: async () => {
      for (const code of Object.keys(now.current)) await save(code);
      return Object.keys(now.current).length === 0;
    },
    keeping: (code: string): Keeping =>
      busy.includes(code) ? 'saving' : draft.value[code] === undefined ? undefined : 'here',
    failureOf: (code: string) => failures[code],
    elsewhereOf: (code: string) => elsewhereIn(failures[code]),
    /** Settles two screens: this is what shall stand, over what stands there. */
    take: (code: string, there: Elsewhere, said: Said) => {
      set((before) => ({ ...before, [code]: { ...saidIn(said), id: there.id, version: there.version } }));
      void save(code);
    },
  };
}
export type Scores = ReturnType<typeof useScores>;

/** Whether an item is scored, or was said not to be judged and why. */
export const isSaid = ({ score, notJudged, why }: Said): boolean =>
  score !== null || (notJudged && why.trim() !== '');
