import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Locale } from '../words.ts';
import { ask } from './call.ts';
import { forgetKnown, isLeaving, type Known, lastKnown, remember, setLeaving } from './device/known.ts';
import type { Seen } from './module.ts';
import { Refused } from './wire/outcomes.ts';
import { queryClient } from './queries.ts';
import { onSignedOut } from './wire/signals.ts';

/** Something with a name a person knows. */
export type Named = { readonly id: string; readonly name: string };

/** Who is signed in, as `identity.me` answers. */
export type Me = {
  readonly account: { readonly id: string; readonly name: string; readonly locale: Locale };
  readonly community: { readonly id: string; readonly name: string };
  readonly roles: readonly {
    readonly role: string;
    readonly siteId: string | null;
    readonly studyId: string | null;
  }[];
  readonly sites: readonly Named[];
  readonly organisations: readonly Named[];
};

/**
 * `asking` until the first answer; `in` while signed in; `out` when nobody is;
 * `ended` when the session ran out under an open page, which stays on screen with its drafts;
 * `unreachable` when the server could not be asked.
 */
export type SessionState = 'asking' | 'in' | 'out' | 'ended' | 'unreachable';

export type Session = {
  readonly state: SessionState;
  readonly me: Me | undefined;
  /** Who signed in here last, while the server cannot be asked: they may write, and read nothing. */
  readonly away: Known | undefined;
  /** True when an entry is worth showing to this person. */
  readonly sees: (who: Seen) => boolean;
  /** Asks again who is signed in: after signing in, out, or a change of roles. */
  readonly refresh: () => Promise<void>;
  readonly signOut: () => Promise<void>;
};

const SessionContext = createContext<Session | undefined>(undefined);

/** Finds out who is signed in and notices when a session ends. */
export function SessionProvider(props: { children: ReactNode; initial?: Me }) {
  const [state, setState] = useState<SessionState>(props.initial ? 'in' : 'asking');
  const [me, setMe] = useState(props.initial);
  const [away, setAway] = useState<Known | undefined>(undefined);
  const known = useRef(me);
  const refresh = useCallback(async () => {
    const answer = await askWho();
    const before = known.current?.account.id;
    if (answer.me !== undefined && before !== undefined && before !== answer.me.account.id)
      queryClient.clear();
    if (answer.me !== undefined) {
      known.current = answer.me;
      void remember(answer.me).catch(() => undefined);
    }
    setAway(answer.state === 'unreachable' ? await lastKnown() : undefined);
    setMe((current) => answer.me ?? current);
    setState((current) => after(current, answer.state));
    if (answer.me !== undefined) await queryClient.invalidateQueries();
  }, []);
  const signOut = useCallback(async () => {
    setLeaving(true);
    await forgetKnown().catch(() => undefined);
    queryClient.clear();
    known.current = undefined;
    setAway(undefined);
    setMe(undefined);
    setState('asking');
    await leave();
    setState(isLeaving() ? 'unreachable' : 'out');
  }, []);
  useEffect(() => {
    if (!props.initial) void refresh();
    return onSignedOut(() => setState((current) => (current === 'in' ? 'ended' : current)));
  }, [props.initial, refresh]);
  useEffect(() => {
    if (state !== 'unreachable') return undefined;
    const again = () => void refresh();
    const timer = setInterval(again, 8_000);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [state, refresh]);
  const session = useMemo<Session>(
    () => ({ state, me, away, sees: (who) => mayShow(who, me ?? away), refresh, signOut }),
    [state, me, away, refresh, signOut],
  );
  return <SessionContext value={session}>{props.children}</SessionContext>;
}

/** The session of the person at this screen. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('a screen was shown outside SessionProvider');
  return session;
}

/** The signed-in person, on pages that are never shown to anybody else. */
export function useMe(): Me {
  const { me } = useSession();
  if (me === undefined) throw new Error('a page for signed-in people was shown to nobody');
  return me;
}

/** Whether an entry is worth showing; the server decides what is allowed. */
export function mayShow(who: Seen, me: Known | undefined): boolean {
  if (who === 'public') return true;
  if (me === undefined) return false;
  return who === 'signed-in' || me.roles.some(({ role }) => who.includes(role));
}

/** A page open under a session that ended stays; so does one that was in use when the line broke. */
function after(current: SessionState, answer: SessionState): SessionState {
  const open = current === 'in' || current === 'ended';
  if (!open || answer === 'in') return answer;
  return answer === 'out' ? 'ended' : current;
}

/** Ends the session at the server; without a network the mark stays, and the session is ended before anything else is asked. */
async function leave(): Promise<void> {
  try {
    await ask('identity.signOut', {});
  } catch (failure) {
    if (!(failure instanceof Refused && failure.kind === 'unauthenticated')) return;
  }
  setLeaving(false);
}

async function askWho(): Promise<{ state: SessionState; me?: Me }> {
  if (isLeaving()) await leave();
  if (isLeaving()) return { state: 'unreachable' };
  try {
    return { state: 'in', me: (await ask('identity.me', {})) as Me };
  } catch (failure) {
    const nobody = failure instanceof Refused && failure.kind === 'unauthenticated';
    return { state: nobody ? 'out' : 'unreachable' };
  }
}
