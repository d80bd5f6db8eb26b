import { Readable } from 'node:stream';
import type { ParsedOf } from '../../../../kernel/contract.ts';
import { found } from '../../../../kernel/refusal.ts';
import { type Column, writeCsv } from '../../../../kernel/server/files/index.ts';
import type { LeavingFile } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { kinds } from '../../../directory/model.ts';
import type { Kind } from '../../../directory/model.ts';
import { sourceRecords } from '../../../directory/server/index.ts';
import type { exchange } from '../../contract.ts';
import { headingsOf, rowOut } from '../../hsds/rowOut.ts';
import type { OutValue } from '../../hsds/rowOut.ts';
import { tableNames } from '../../hsds/tableNames.ts';
import { packing } from '../refi/packing.ts';

type Row = Readonly<Record<string, OutValue>>;
type Table = { readonly kind: Kind; readonly name: string; readonly rows: readonly Row[] };

const classified: readonly Kind[] = ['taxonomy', 'taxonomy_term', 'attribute'];

function asJson(tables: readonly Table[]): string {
  const all = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
  return `${JSON.stringify(all, null, 1)}\n`;
}

/** What the package holds, in the form of a tabular data package. */
function description(source: string, tables: readonly Table[]): string {
  const resources = tables.map(({ kind, name, rows }) => ({
    name,
    path: `${name}.csv`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    profile: 'tabular-data-resource',
    schema: {
      fields: headingsOf(kind, rows).map((field) => ({ name: field, type: 'any' })),
      primaryKey: 'id',
    },
  }));
  const about = { name: 'directory', title: source, profile: 'tabular-data-package', version: '3.0.1' };
  return `${JSON.stringify({ ...about, resources }, null, 1)}\n`;
}

async function asPackage(source: string, tables: readonly Table[]): Promise<Buffer> {
  const zip = packing();
  const head = zip.open('datapackage.json');
  head.write(description(source, tables));
  head.end();
  for (const { kind, name, rows } of tables) {
    const file = zip.open(`${name}.csv`);
    const columns: Column<Row>[] = headingsOf(kind, rows).map((heading) => ({
      heading,
      value: (row) => row[heading] ?? null,
    }));
    for await (const part of writeCsv(columns, rows)) file.write(part);
    file.end();
  }
  return zip.finish();
}

/** Writes one source of the directory as HSDS 3.0.1: JSON of tables, which comes back exactly, or a package of CSV tables. A classification leaves only when it is asked for. */
export async function exportHsds(
  tx: Tx,
  input: ParsedOf<typeof exchange.operations.exportHsds>,
): Promise<LeavingFile> {
  const records = found(await sourceRecords(tx, input.source), 'exchange.noSuchSource');
  const tables = kinds
    .filter((kind) => records[kind].length > 0 && (input.terms || !classified.includes(kind)))
    .map((kind) => ({
      kind,
      name: tableNames[kind],
      rows: records[kind].map((record) => rowOut(kind, record)),
    }));
  const name = `hsds-${input.source.replace(/[^\w-]+/g, '-')}`;
  if (input.form === 'csv')
    return { name: `${name}.zip`, type: 'application/zip', render: () => asPackage(input.source, tables) };
  return {
    name: `${name}.json`,
    type: 'application/json',
    render: async () => Readable.from([asJson(tables)]),
  };
}
