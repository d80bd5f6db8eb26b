import type { Tx } from '../../../../kernel/server/scope.ts';
import type { DirectoryRecord, DirectoryRecords, Kind } from '../../model.ts';
import { editableKinds } from './editable.ts';
import { recordsAround } from './loadRecords.ts';
import type { StoredRecord, StoredRecords } from './loadRecords.ts';
import { saidHere } from './queries.ts';
import type { SaidHere } from './queries.ts';

function overlaid(brought: DirectoryRecord, held: StoredRecord, edited: readonly string[]): DirectoryRecord {
  const columns = edited.filter((name) => name in brought);
  const translations = { ...brought.translations };
  for (const [locale, words] of Object.entries(held.translations)) {
    const kept = Object.entries(words).filter(([name]) => columns.includes(name));
    const theirs = Object.entries(translations[locale] ?? {}).filter(([name]) => !columns.includes(name));
    translations[locale] = Object.fromEntries([...theirs, ...kept].sort());
  }
  for (const locale of Object.keys(translations)) {
    const words = Object.entries(translations[locale] ?? {}).filter(
      ([name]) => !columns.includes(name) || held.translations[locale]?.[name] !== undefined,
    );
    translations[locale] = Object.fromEntries(words);
    if (words.length === 0) delete translations[locale];
  }
  return {
    ...brought,
    ...Object.fromEntries(columns.map((name) => [name, held[name] ?? null])),
    translations,
  };
}

function withHeld(brought: DirectoryRecords, held: StoredRecords, said: ReadonlyMap<string, SaidHere>) {
  const kept = { ...brought } as Record<Kind, readonly DirectoryRecord[]>;
  const service = new Map(held.service.map((record) => [record.id, record]));
  kept.service = brought.service.map((record) => {
    const own = service.get(record.id);
    return own === undefined ? record : overlaid(record, own, said.get(record.id)?.edited ?? []);
  });
  for (const kind of editableKinds) {
    const ours = (record: DirectoryRecord) =>
      said.get(String(record['service_id']))?.edited.includes(kind) ?? false;
    kept[kind] = [...brought[kind].filter((record) => !ours(record)), ...held[kind].filter(ours)];
  }
  const phones = new Set(kept.phone.map(({ id }) => id));
  kept.language = kept.language.filter(
    ({ phone_id }) => typeof phone_id !== 'string' || phones.has(phone_id),
  );
  return kept;
}

/** What a source brings, with the parts that people here wrote standing in for what the source says of them. */
export async function keepEdits(
  tx: Tx,
  brought: DirectoryRecords,
): Promise<{ records: DirectoryRecords; said: ReadonlyMap<string, SaidHere> }> {
  const rows = await saidHere(
    tx,
    brought.service.map(({ id }) => id),
  );
  const said = new Map(rows.map((row) => [row.id, row]));
  const edited = rows.filter((row) => row.edited.length > 0).map(({ id }) => id);
  if (edited.length === 0) return { records: brought, said };
  const held = await recordsAround(tx, tx.actor.communityId, { services: edited });
  return { records: withHeld(brought, held, said), said };
}
