import { newId } from '../../../../kernel/id.ts';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import type { Coding } from '../../contract.ts';
import { merged } from '../../listing.ts';
import { pointsOf } from '../../passages.ts';
import type { Valence } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** What a person says of a passage. */
export type Said = {
  readonly code: string;
  readonly crossed: string | null;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly memo: string;
};

/** A stretch in offsets of the browser's string (UTF-16); turned into code points only where it leaves for the server. */
export type Reach = { readonly from: number; readonly to: number };

/** The text that is coded, in the version that is shown. */
export type Shown = {
  readonly id: string;
  readonly studyId: string;
  readonly text: string;
  readonly contentVersion: number;
};

type Codings = Awaited<ReturnType<typeof api.listCodings>>;

/** The list of the codings of a text; once it is here, only what changed in it is asked for, and all of it again when something was missed. */
function useListed(sourceId: string) {
  const client = useQueryClient();
  const queryKey = ['coding.listCodings', sourceId];
  return useQuery({
    queryKey,
    queryFn: async (): Promise<Codings> => {
      const before = client.getQueryData<Codings>(queryKey);
      if (before === undefined) return api.listCodings({ sourceId });
      const changes = await api.listCodings({ sourceId, since: before.asOf });
      const rows = merged(before.rows, changes);
      return rows === undefined ? api.listCodings({ sourceId }) : { ...changes, rows };
    },
  });
}

/** The codings of one text, with the ways to add, change, reshape and take away. */
export function useCodings(source: Shown) {
  const t = useWords(words);
  const client = useQueryClient();
  const { id: sourceId, text, contentVersion } = source;
  const asked = useListed(sourceId);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.') });
  const did = async (said: string) => {
    await refresh();
    toast(said);
  };
  const pointsIn = ({ from, to }: Reach) => {
    const [start = 0, end = 0] = pointsOf(text, [from, to]);
    return { start, end };
  };
  const of = ({ id, version }: Coding) => ({ id, version });
  return {
    asked,
    refresh,
    pointsIn,
    add: async (reach: Reach, said: Said) => {
      const { strength, crossed, ...rest } = said;
      const passage = { id: newId(), sourceId, contentVersion, ...pointsIn(reach) };
      const more = { ...(strength === null ? {} : { strength }), ...(crossed === null ? {} : { crossed }) };
      await api.addCoding({ ...passage, ...rest, ...more });
      await did(t('coding.added'));
    },
    change: async (coding: Coding, said: Partial<Said>) => {
      await api.changeCoding({ ...of(coding), ...said });
      await did(t('coding.changed'));
    },
    reach: async (coding: Coding, reach: Reach) => {
      await api.changeCoding({ ...of(coding), ...pointsIn(reach) });
      await did(t('coding.moved'));
    },
    remove: async (coding: Coding) => {
      await api.removeCoding(of(coding));
      await did(t('coding.removed'));
    },
    split: async (coding: Coding, at: number) => {
      await api.splitCoding({ ...of(coding), at: pointsIn({ from: at, to: at }).start, newId: newId() });
      await did(t('coding.split'));
    },
    join: async (codings: readonly Coding[]) => {
      await api.joinCodings({ codings: codings.map(of) });
      await did(t('coding.joined'));
    },
    /** Makes a code of the team's own from the chosen words, and puts it on them. */
    inVivo: async (reach: Reach, valence: Valence) => {
      const code = newId();
      const name = text.slice(reach.from, reach.to).replace(/\s+/g, ' ').slice(0, 200);
      await api.addCode({ id: code, studyId: source.studyId, name, origin: 'words' });
      await api.addCoding({ id: newId(), sourceId, contentVersion, ...pointsIn(reach), code, valence });
      await did(t('coding.inVivo'));
    },
  };
}
