import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../../kernel/contract.ts';
import type { care } from '../../../contract.ts';
import type { FormDraft } from '../../../forms/draftShape.ts';
import { api } from '../../api.ts';

/** A form being written, as the server gave it. */
export type OpenDraft = OutputOf<typeof care.operations.getFormDraft>;

const pause = 1_200;

/** The draft as it stands here. It is kept by itself a moment after the last change; one keeping follows another. */
export function useKeptForm(open: OpenDraft) {
  const [draft, setDraft] = useState<FormDraft>(open.content);
  const [kept, setKept] = useState({ version: open.version, content: open.content });
  const [failure, setFailure] = useState<unknown>(undefined);
  const now = useRef({ draft, kept });
  now.current = { draft, kept };
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useCallback((): Promise<number> => {
    const write = async () => {
      const { draft: content, kept: before } = now.current;
      if (content === before.content) return before.version;
      const { version } = await api.saveFormDraft({ id: open.id, version: before.version, content });
      now.current = { ...now.current, kept: { version, content } };
      setKept({ version, content });
      return version;
    };
    const next = line.current.catch(() => undefined).then(write);
    line.current = next;
    next.then(() => setFailure(undefined), setFailure);
    return next;
  }, [open.id]);
  const dirty = draft !== kept.content;
  useEffect(() => {
    if (!dirty) return undefined;
    const timer = setTimeout(() => void keep().catch(() => undefined), pause);
    return () => clearTimeout(timer);
  }, [draft, dirty, keep]);
  const set = (change: Partial<FormDraft>) => setDraft((before) => ({ ...before, ...change }));
  return { draft, set, dirty, keep, failure, version: () => now.current.kept.version };
}
