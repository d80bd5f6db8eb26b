import type { Tx } from '../../../kernel/server/scope.ts';
import { say } from '../../../kernel/words.ts';
import type { Locale } from '../../../kernel/words.ts';
import { kinds } from '../../directory/model.ts';
import { takeDirectory } from '../../directory/server/index.ts';
import type { Taken } from '../../directory/server/index.ts';
import type { DirectoryFile } from '../hsds/directoryFiles.ts';
import { sortFiles } from '../hsds/directoryFiles.ts';
import { idFor } from '../hsds/ids.ts';
import { mapDirectory } from '../hsds/map.ts';
import type { Note, Refused } from '../hsds/raw.ts';
import words from '../words.json' with { type: 'json' };

/** What is imported and as what: `code` names the source; the same code again updates the same records. */
export type Asked = {
  readonly code: string;
  readonly reach: 'local' | 'provincial';
  readonly language: Locale;
  readonly files: readonly DirectoryFile[];
};

/** The answer of an import. `loaded` (by kind) and `refused` together are every record of the input; `notes` counts what was put in order. */
export type Imported = {
  readonly loaded: Readonly<Record<string, number>>;
  readonly refused: readonly { readonly file: string; readonly row: number; readonly reason: string }[];
  readonly notes: readonly { readonly file: string; readonly what: string; readonly count: number }[];
  readonly changes: Taken;
};

type Key = keyof typeof words;

function sentence(why: Refused, locale: Locale): string {
  const { what, ...facts } = why.facts;
  const named = typeof what === 'string' ? { what: say(words, `kind.${what}` as Key, locale) } : {};
  return say(words, `refused.${why.key}` as Key, locale, { ...facts, ...named });
}

const noted = (note: Note, locale: Locale) => ({
  file: note.file,
  what: say(words, `note.${note.key}` as Key, locale),
  count: note.count,
});

/** Imports an HSDS directory, 1.1 or 3.0, in one transaction: what can rightly be loaded is, everything else is listed with its reason. */
export async function importHsds(tx: Tx, asked: Asked): Promise<Imported> {
  const { locale, communityId } = tx.actor;
  const { tables, refused: broken } = sortFiles(asked.files);
  const source = `${communityId}/${asked.code}`;
  const mapped = mapDirectory(source, tables);
  const refused = [...broken, ...mapped.refused];
  const id = idFor(source, 'source', asked.code);
  const changes = await takeDirectory(
    tx,
    { id, code: asked.code, reach: asked.reach, language: asked.language },
    mapped.records,
    refused.length,
  );
  const loaded = kinds
    .map((kind) => [kind, mapped.records[kind].length] as const)
    .filter(([, count]) => count > 0);
  return {
    loaded: Object.fromEntries(loaded),
    refused: refused.map((why) => ({ file: why.file, row: why.row, reason: sentence(why, locale) })),
    notes: mapped.notes.map((note) => noted(note, locale)),
    changes,
  };
}
