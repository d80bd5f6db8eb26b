import type { Client } from 'pg';

type Column = {
  readonly schema: string;
  readonly table: string;
  readonly about: string | null;
  readonly column: string;
  readonly type: string;
  readonly said: string | null;
};

const classes: Readonly<Record<string, string>> = {
  'A+': 'names, finds or could hurt a person; sealed wherever it is text',
  A: 'about a person, under a random id',
  B: 'about the work, a place or a count; alone it is about nobody',
  C: 'published, or about the installation',
};

async function columnsOf(admin: Client): Promise<Column[]> {
  const { rows } = await admin.query<Column>(
    `select n.nspname as schema, c.relname as "table", obj_description(c.oid, 'pg_class') as about, a.attname as "column",
       format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as said
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$|public$|jobs$)' order by n.nspname collate "C", c.relname collate "C", a.attnum`,
  );
  return rows;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const classOf = ({ said }: Column) => /^(A\+|A|B|C) /.exec(said ?? '')?.[1] ?? '?';
const meaningOf = ({ said }: Column) => (said ?? '').replace(/^(A\+|A|B|C) /, '');

function tableOf(name: string, columns: readonly Column[]): string {
  const lines = columns.map(
    (one) => `| \`${one.column}\` | ${one.type} | ${classOf(one)} | ${cell(meaningOf(one))} |`,
  );
  return [
    `### ${name}`,
    '',
    cell(columns[0]?.about ?? ''),
    '',
    '| column | type | class | meaning |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** The page that says what every table and column means and how it is classed, from the comments in the database itself. */
export async function dataDictionary(admin: Client): Promise<string> {
  const columns = await columnsOf(admin);
  const tables = Map.groupBy(columns, (one) => `${one.schema}.${one.table}`);
  const schemas = Map.groupBy(tables, ([name]) => name.split('.')[0] ?? '');
  const closest = columns.filter((one) => classOf(one) === 'A+');
  return `${[
    '# Data dictionary',
    '',
    'What every table and column means, as the database itself says (`comment on`), with the class of each column. Made by',
    '`vitest run --project db tests/dictionary.test.ts -u`; a test fails when it is not current.',
    '',
    '| class | what it is |',
    '| --- | --- |',
    ...Object.entries(classes).map(([name, what]) => `| ${name} | ${what} |`),
    '',
    `${tables.size} tables, ${columns.length} columns, ${closest.length} of them of class A+:`,
    closest.map((one) => `\`${one.schema}.${one.table}.${one.column}\``).join(', '),
    ...[...schemas].flatMap(([schema, of]) => [
      '',
      `## ${schema}`,
      ...of.flatMap(([name, all]) => ['', tableOf(name, all)]),
    ]),
  ].join('\n')}\n`;
}
