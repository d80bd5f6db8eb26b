import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import items from '../../study/items.json' with { type: 'json' };
import { type Checklist, stateOfItem } from '../../study/study.ts';
import type { Facts } from './facts.ts';
import { itemsOf } from './queries.ts';
import type { StudyTold } from './told.ts';

/** The checklists of reporting that a study's report fills, by the key of their vocabulary. */
export const checklistKeys = Object.keys(items);

type Told = Readonly<Record<string, { readonly facts: readonly string[]; readonly whole: boolean }>>;

/** Where what a person says to an item is sealed. */
export const saidPlace = 'reports.item.said';

/** The checklists, filled from the facts of a study and from what people said. */
export async function checklistsOf(tx: Tx, told: StudyTold, facts: Facts): Promise<Checklist[]> {
  const rows = await itemsOf(tx, told.study.id);
  const opened = await openMany(
    tx,
    rows.map((row) => ({
      subjectId: told.study.id,
      place: saidPlace,
      rowId: row.id,
      bytes: row.saidSealed,
    })),
  );
  const said = new Map(
    rows.map((row, at) => [`${row.list} ${row.code}`, { text: opened[at] ?? '', version: row.version }]),
  );
  const { locale } = told;
  const lists: Checklist[] = [];
  for (const [key, fills] of Object.entries<Told>(items)) {
    const { name, codes } = await findDefinition(tx, 'vocabulary', { key });
    const entries = codes.filter((entry) => entry.number !== null && entry.prompt !== undefined);
    lists.push({
      key,
      name: name[locale],
      items: entries.map((entry) => {
        const fill = fills[entry.code];
        const found = (fill?.facts ?? []).flatMap((fact) => facts[fact] ?? []);
        const own = said.get(`${key} ${entry.code}`);
        return {
          list: key,
          code: entry.code,
          number: entry.number ?? '',
          label: entry.name[locale],
          guidance: entry.prompt?.[locale] ?? '',
          facts: found,
          said: own?.text ?? '',
          state: stateOfItem(found, fill?.whole ?? false, own?.text ?? ''),
          version: own?.version ?? 0,
        };
      }),
    });
  }
  return lists;
}
