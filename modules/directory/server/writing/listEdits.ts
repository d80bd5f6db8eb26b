import type { UseCases } from '../../../../kernel/server/module.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { directory } from '../../contract.ts';
import { editsOf } from './queries.ts';

type Cases = UseCases<typeof directory.operations>;
type Value = string | number | null | string[];

/** A part of a form in a few words: text in the reader's language, numbers and hours line by line. */
function spoken(value: unknown, locale: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value))
    return value.map((one: unknown) =>
      typeof one === 'object' && one !== null
        ? Object.values(one).flat().filter(Boolean).join(' ')
        : String(one),
    );
  const both = value as Record<string, string>;
  return both[locale] || both['en'] || both['fr'] || '';
}

/** What people here changed of a service; texts of one language are shown in the reader's where both changed. */
export const listEdits: Cases['listEdits'] = async (tx, { serviceId }) => {
  const rows = await editsOf(tx, serviceId);
  const names = await namesOf(
    tx,
    rows.map(({ by }) => by),
  );
  return {
    rows: rows.map(({ id, at, by, before, after }) => ({
      id,
      at: at.toISOString(),
      byName: names.get(by) ?? '',
      changes: Object.keys(after).map((part) => ({
        part,
        before: spoken(before[part], tx.actor.locale),
        after: spoken(after[part], tx.actor.locale),
      })),
    })),
  };
};
