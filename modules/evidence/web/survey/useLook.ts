import { useRef, useState } from 'react';
import type { FoundColumn } from '../../contract.ts';
import { api } from '../api.ts';

/** What a column is to be taken for. */
export type Told = Pick<FoundColumn, 'heading' | 'use' | 'kind' | 'order'>;

type Seen = Awaited<ReturnType<typeof api.lookAtSurvey>>;

/** What is told of a column, without what was found in it. */
export const toldOf = ({ heading, use, kind, order }: FoundColumn): Told => ({ heading, use, kind, order });

/** Looks into the file of a survey, again with every correction; only the latest answer counts. */
export function useLook(study: string) {
  const [seen, setSeen] = useState<Seen | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const asked = useRef(0);
  const look = async (file: File, columns?: readonly Told[]) => {
    asked.current += 1;
    const turn = asked.current;
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await api.lookAtSurvey(
        { study, ...(columns === undefined ? {} : { columns: [...columns] }) },
        { files: [file] },
      );
      if (turn === asked.current) setSeen(answer);
    } catch (why) {
      if (turn === asked.current) setFailure(why);
    } finally {
      if (turn === asked.current) setBusy(false);
    }
  };
  const clear = () => {
    asked.current += 1;
    setSeen(undefined);
    setFailure(undefined);
  };
  return { seen, busy, failure, look, clear };
}
