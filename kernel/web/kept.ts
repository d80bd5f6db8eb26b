import { useCallback, useEffect, useRef, useState } from 'react';

/** What is written on over days and kept on the server, at a version. */
export type Kept<Content> = { readonly version: number; readonly content: Content };

const pause = 1_200;

/**
 * A long text as it stands here. It is kept by itself a moment after the last change; one keeping follows another, so that the
 * version of each is the answer of the one before. `keep` keeps at once and gives the version; `save` refuses where somebody else wrote meanwhile.
 */
export function useKept<Content>(
  open: Kept<Content>,
  save: (version: number, content: Content) => Promise<{ readonly version: number }>,
) {
  const [draft, setDraft] = useState(open.content);
  const [kept, setKept] = useState({ version: open.version, content: open.content });
  const [failure, setFailure] = useState<unknown>(undefined);
  const now = useRef({ draft, kept, save });
  now.current = { draft, kept, save };
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useCallback((): Promise<number> => {
    const write = async () => {
      const { draft: content, kept: before } = now.current;
      if (content === before.content) return before.version;
      const { version } = await now.current.save(before.version, content);
      now.current = { ...now.current, kept: { version, content } };
      setKept({ version, content });
      return version;
    };
    const next = line.current.catch(() => undefined).then(write);
    line.current = next;
    next.then(() => setFailure(undefined), setFailure);
    return next;
  }, []);
  const dirty = draft !== kept.content;
  useEffect(() => {
    if (!dirty) return undefined;
    const timer = setTimeout(() => void keep().catch(() => undefined), pause);
    return () => clearTimeout(timer);
  }, [draft, dirty, keep]);
  const set = useCallback((change: Partial<Content>) => setDraft((before) => ({ ...before, ...change })), []);
  return { draft, set, dirty, keep, failure, version: () => now.current.kept.version };
}
