import type { ParsedOf } from '../../../kernel/contract.ts';
import type { Around } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { say } from '../../../kernel/words.ts';
import type { Locale } from '../../../kernel/words.ts';
import { kinds } from '../../directory/model.ts';
import type { Kind } from '../../directory/model.ts';
import { heldIds, takeDirectory } from '../../directory/server/index.ts';
import type { exchange, ImportedDirectory } from '../contract.ts';
import { sortFiles } from '../hsds/directoryFiles.ts';
import { idFor } from '../hsds/ids.ts';
import { mapDirectory } from '../hsds/map.ts';
import type { Held } from '../hsds/map.ts';
import type { RawTable, Refused } from '../hsds/raw.ts';
import { ruleFor } from '../hsds/tables.ts';
import words from '../words.json' with { type: 'json' };
import { openFiles } from './openFiles.ts';

type Key = keyof typeof words;

/** The reason a record was not loaded, as a sentence. */
export function reasonOf(why: Pick<Refused, 'key' | 'facts'>, locale: Locale): string {
  const { what, ...facts } = why.facts;
  const named = typeof what === 'string' ? { what: say(words, `kind.${what}` as Key, locale) } : {};
  return say(words, `refused.${why.key}` as Key, locale, { ...facts, ...named });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids of the files that the source has here already, which is so when its own export is brought back. */
async function heldHere(tx: Tx, sourceId: string, tables: readonly RawTable[]): Promise<Held> {
  const held = new Map<Kind, ReadonlySet<string>>();
  for (const table of tables) {
    const rule = ruleFor(table.table, Object.keys(table.rows[0]?.cells ?? {}));
    const ids = table.rows.flatMap(({ cells }) => (uuid.test(cells['id'] ?? '') ? [cells['id'] ?? ''] : []));
    if (rule === undefined || ids.length === 0) continue;
    const known = await heldIds(tx, sourceId, rule.kind, ids);
    held.set(rule.kind, new Set([...(held.get(rule.kind) ?? []), ...known]));
  }
  return held;
}

/** Imports an HSDS directory in one transaction: what can rightly be loaded is, everything else is listed with its reason. */
export async function importHsds(
  tx: Tx,
  input: ParsedOf<typeof exchange.operations.importHsds>,
  around: Pick<Around, 'files'>,
): Promise<ImportedDirectory> {
  const { locale, communityId } = tx.actor;
  const { source: code, reach, language } = input;
  const { tables, refused: broken, notes } = sortFiles(await openFiles(around.files));
  const source = `${communityId}/${code}`;
  const id = idFor(source, 'source', code);
  const mapped = mapDirectory(source, tables, await heldHere(tx, id, tables));
  const refused = [...broken, ...mapped.refused];
  const changes = await takeDirectory(tx, { id, code, reach, language }, mapped.records, refused.length);
  const loaded = kinds
    .map((kind) => [kind, mapped.records[kind].length] as const)
    .filter(([, count]) => count > 0);
  return {
    loaded: Object.fromEntries(loaded),
    refused: refused.map((why) => ({ file: why.file, row: why.row, reason: reasonOf(why, locale) })),
    notes: [...notes, ...mapped.notes].map(({ file, key, count }) => ({
      file,
      what: say(words, `note.${key}` as Key, locale),
      count,
    })),
    changes,
  };
}
