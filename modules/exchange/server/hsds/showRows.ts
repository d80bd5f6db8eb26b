import type { Tx } from '../../../../kernel/server/scope.ts';
import { kinds } from '../../../directory/model.ts';
import type { DirectoryRecords } from '../../../directory/model.ts';
import { publishedAround, publishedById } from '../../../directory/server/index.ts';
import type { PublicKind, StoredRecord } from '../../../directory/server/index.ts';
import { atPlaceOut, organizationOut, serviceOut, termOut } from '../../hsds/nest.ts';
import type { Around } from '../../hsds/nest.ts';
import { publicRecord } from '../../hsds/publicFields.ts';
import type { Json } from '../../hsds/publicFields.ts';

type Row = { readonly communityId: string; readonly id: string };
type How = { readonly locale: string; readonly full: boolean };

const nothing = () => Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as DirectoryRecords;

const ids = (records: readonly StoredRecord[], column: string) => [
  ...new Set(records.flatMap((record) => (typeof record[column] === 'string' ? [record[column]] : []))),
];

/** The published records around the ones that are shown, as much of them as is shown. */
async function around(tx: Tx, at: string, kind: PublicKind, own: readonly StoredRecord[], how: How) {
  const wanted = own.map(({ id }) => id);
  if (kind === 'service' && how.full) return publishedAround(tx, at, { services: wanted });
  if (kind === 'organization' && how.full) return publishedAround(tx, at, { organizations: wanted });
  if (kind === 'service_at_location' && how.full)
    return publishedAround(tx, at, { services: ids(own, 'service_id') });
  const records = { ...nothing(), [kind]: own };
  if (kind === 'service') {
    const organization = await publishedById(tx, at, 'organization', ids(own, 'organization_id'));
    const program = await publishedById(tx, at, 'program', ids(own, 'program_id'));
    return { ...records, organization, program };
  }
  if (kind === 'taxonomy_term')
    return { ...records, taxonomy: await publishedById(tx, at, 'taxonomy', ids(own, 'taxonomy_id')) };
  return records;
}

function shown(kind: PublicKind, from: Around, record: StoredRecord, full: boolean): Json {
  if (kind === 'service') return serviceOut(from, record, full);
  if (kind === 'organization') return organizationOut(from, record, full);
  if (kind === 'service_at_location') return atPlaceOut(from, record, full);
  if (kind === 'taxonomy_term') return termOut(from, record);
  return publicRecord(kind, record, from.locale);
}

/** Published records as the standard shows them, in the order they are given; of several communities each by itself. */
export async function showRows(tx: Tx, kind: PublicKind, rows: readonly Row[], how: How): Promise<Json[]> {
  const out = new Map<string, Json>();
  for (const [communityId, held] of Map.groupBy(rows, (row) => row.communityId)) {
    const own = await publishedById(
      tx,
      communityId,
      kind,
      held.map(({ id }) => id),
    );
    const from = { records: await around(tx, communityId, kind, own, how), locale: how.locale };
    for (const record of own) out.set(`${communityId} ${record.id}`, shown(kind, from, record, how.full));
  }
  return rows.flatMap(({ communityId, id }) => {
    const one = out.get(`${communityId} ${id}`);
    return one === undefined ? [] : [one];
  });
}
