import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import type { Coding } from '../contract.ts';
import { pointsOf } from '../passages.ts';
import type { Valence } from '../valences.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

/** What a person says of a passage. */
export type Said = {
  readonly code: string;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly memo: string;
};

/** A stretch in offsets of the browser's string (UTF-16); turned into code points only where it leaves for the server. */
export type Reach = { readonly from: number; readonly to: number };

/** The codings of one text, with the ways to add, change and take away; the last of them can be undone. */
export function useCodings(sourceId: string) {
  const t = useWords(words);
  const client = useQueryClient();
  const [undo, setUndo] = useState<(() => Promise<unknown>) | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['coding.listCodings', sourceId],
    queryFn: () => api.listCodings({ sourceId }),
  });
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.') });
  const undone = async (back: () => Promise<unknown>) => {
    setUndo(undefined);
    await back();
    await refresh();
    toast(t('coding.undone'));
  };
  const did = async (said: string, back: () => Promise<unknown>) => {
    setUndo(() => back);
    await refresh();
    toast(said);
  };
  const add = async (text: string, reach: Reach, said: Said) => {
    const [start = 0, end = 0] = pointsOf(text, [reach.from, reach.to]);
    const { strength, ...rest } = said;
    const saved = await api.addCoding({
      id: newId(),
      sourceId,
      start,
      end,
      ...rest,
      ...(strength === null ? {} : { strength }),
    });
    await did(t('coding.added'), () => api.removeCoding(saved));
  };
  const change = async (coding: Coding, said: Said) => {
    const saved = await api.changeCoding({ id: coding.id, version: coding.version, ...said });
    await did(t('coding.changed'), () => api.undoCoding({ id: saved.id, version: saved.version }));
  };
  const remove = async (coding: Coding) => {
    const saved = await api.removeCoding({ id: coding.id, version: coding.version });
    await did(t('coding.removed'), () => api.undoCoding({ id: saved.id, version: saved.version }));
  };
  return { asked, add, change, remove, undo: undo && (() => void undone(undo)) };
}
