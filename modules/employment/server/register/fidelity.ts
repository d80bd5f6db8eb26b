import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { daysBetween } from '../../../../kernel/time.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { Scale } from '../../../vocabulary/model.ts';
import { findDefinition, latestDefinitions } from '../../../vocabulary/server/index.ts';
import type { employment } from '../../contract.ts';
import { figureOf, scoreOf } from '../../register/score.ts';
import type { ItemShown } from '../../register/contract.ts';
import { type Asked, type Figure, figures } from './figures.ts';

type Cases = UseCases<typeof employment.operations>;
type Item = Scale['items'][number];
type Shown = Item & { readonly records: NonNullable<Item['records']> };
type Window = {
  readonly siteId: string;
  readonly from: string;
  readonly to: string;
  readonly scale?: string | undefined;
};

const listed = 200;

const evidenced = (item: Item): item is Shown => item.records !== undefined && item.records.figure in figures;

async function scaleAt(tx: Tx, window: Window): Promise<{ scale: Scale; programs: string[] }> {
  if (window.to <= window.from) throw refuse('invalid', 'employment.windowEmpty');
  await mySite(tx, window.siteId);
  const scale =
    window.scale === undefined
      ? found(
          (await latestDefinitions(tx, 'scale')).find((one) => one.items.some(evidenced)),
          'employment.noSuchScale',
        )
      : await findDefinition(tx, 'scale', { key: window.scale });
  const programs = (await latestDefinitions(tx, 'program'))
    .filter((program) => program.scales.some(({ key }) => key === scale.key))
    .map((program) => program.key);
  return { scale, programs };
}

const askedOf = (tx: Tx, window: Window, programs: readonly string[], item: Shown): Asked => ({
  communityId: tx.actor.communityId,
  siteId: window.siteId,
  from: window.from,
  to: window.to,
  programs,
  places: item.records.places ?? [],
});

/** Full-time equivalents of a role on the last day of the window. */
async function staffOf(tx: Tx, asked: Asked, role: string | undefined): Promise<number> {
  if (role === undefined) return 0;
  const { staff } = await tx.one<{
    staff: number;
  }>(sql`select coalesce(sum(r.amount), 0) as staff from pathway.resource_day r
    where r.community_id = ${asked.communityId} and r.site_id = ${asked.siteId} and r.program_code = any(${asked.programs}::text[]) and r.resource = ${role}
      and r.valid_from < ${asked.to}::date and (r.valid_to is null or r.valid_to >= ${asked.to}::date)`);
  return staff;
}

async function shown(tx: Tx, item: Shown, figure: Figure, asked: Asked): Promise<ItemShown> {
  const [counted = { rows: 0, people: 0, keys: 0, sum: 0 }] = await tx.count<{
    rows: number;
    people: number;
    keys: number;
    sum: number;
  }>(sql`select count(*)::int as rows, count(distinct f.client_id)::int as people, count(distinct f.key)::int as keys, coalesce(sum(f.n), 0)::float8 as sum
    from (${figure.rows(asked)}) f`);
  const staff = await staffOf(tx, asked, item.records.role);
  const value = figureOf(figure.made, counted, { staff, days: daysBetween(asked.from, asked.to) });
  const needsStaff = item.records.role !== undefined && staff === 0;
  return {
    code: item.code,
    number: item.number,
    name: found(item.name, 'employment.noSuchItem'),
    rule: item.records.rule,
    figure: item.records.figure,
    unit: figure.unit,
    value,
    records: counted.rows,
    people: counted.people,
    missing: needsStaff ? 'staff' : value === null ? 'records' : null,
    score: scoreOf(value, item.records.cuts),
    anchors: item.anchors ?? [],
  };
}

/** What a site's records show for those items of a scale that records can show, counted without names. The caller decides who may ask. */
export async function itemsOfRecords(
  tx: Tx,
  window: Omit<Window, 'scale'>,
  { scale, programs }: { readonly scale: Scale; readonly programs: readonly string[] },
): Promise<ItemShown[]> {
  const items: ItemShown[] = [];
  for (const item of scale.items.filter(evidenced)) {
    const figure = figures[item.records.figure];
    if (figure) items.push(await shown(tx, item, figure, askedOf(tx, window, programs, item)));
  }
  return items;
}

/** What a site's records show for the items of a scale; the items that no record can show are named. */
export const fidelityOfRecords: Cases['fidelityOfRecords'] = async (tx, window) => {
  const { scale, programs } = await scaleAt(tx, window);
  const items = await itemsOfRecords(tx, window, { scale, programs });
  const unseen = scale.items.flatMap((item) =>
    evidenced(item) || item.name === undefined ? [] : [{ number: item.number, name: item.name }],
  );
  return {
    scale: { key: scale.key, version: scale.version, name: scale.name, note: scale.note },
    items,
    unseen,
  };
};

/** The people behind one item, under the reader's own rights. */
export const openFidelityItem: Cases['openFidelityItem'] = async (tx, { item: code, ...window }) => {
  const { scale, programs } = await scaleAt(tx, window);
  const item = scale.items.filter(evidenced).find((one) => one.code === code);
  const figure = figures[item?.records.figure ?? ''];
  if (item === undefined || figure === undefined) throw refuse('missing', 'employment.noSuchItem');
  const rows = await tx.many<{
    clientId: string;
    day: string | null;
    value: number | null;
  }>(sql`select f.client_id as "clientId", f.day, f.n::float8 as value
    from (${figure.rows(askedOf(tx, window, programs, item))}) f order by f.day desc nulls last, f.client_id limit ${listed + 1}`);
  return { rows: rows.slice(0, listed), more: rows.length > listed };
};
