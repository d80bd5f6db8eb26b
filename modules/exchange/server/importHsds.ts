import type { ParsedOf } from '../../../kernel/contract.ts';
import type { Around } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { say } from '../../../kernel/words.ts';
import type { Locale } from '../../../kernel/words.ts';
import { kinds } from '../../directory/model.ts';
import { takeDirectory } from '../../directory/server/index.ts';
import type { exchange, ImportedDirectory } from '../contract.ts';
import { sortFiles } from '../hsds/directoryFiles.ts';
import { idFor } from '../hsds/ids.ts';
import { mapDirectory } from '../hsds/map.ts';
import type { Refused } from '../hsds/raw.ts';
import words from '../words.json' with { type: 'json' };
import { openFiles } from './openFiles.ts';

type Key = keyof typeof words;

/** The reason a record was not loaded, as a sentence. */
export function reasonOf(why: Pick<Refused, 'key' | 'facts'>, locale: Locale): string {
  const { what, ...facts } = why.facts;
  const named = typeof what === 'string' ? { what: say(words, `kind.${what}` as Key, locale) } : {};
  return say(words, `refused.${why.key}` as Key, locale, { ...facts, ...named });
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
  const mapped = mapDirectory(source, tables);
  const refused = [...broken, ...mapped.refused];
  const id = idFor(source, 'source', code);
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
