import { blind } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { foldName } from '../../redaction/propose.ts';

/** What the keyed hashes of words of names are made for. */
export const nameKind = 'evidence.name.word';

/** The keyed hashes of the words of a name (of an address, what stands before its @), to find them in texts without reading the key. */
export async function nameTokens(tx: Tx, identity: string): Promise<bigint[]> {
  const local = identity.replace(/@\S+/g, ' ');
  const parts = local.split(/[^\p{L}\p{M}'’-]+/u).filter((part) => [...part].length >= 2);
  return blind(tx, nameKind, [...new Set(parts.map(foldName))]);
}
