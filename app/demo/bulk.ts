import { newId } from '../../kernel/id.ts';
import type { Actor, Database, Tx } from '../../kernel/server/scope.ts';
import { nameOf, type Sql, sql } from '../../kernel/server/sql.ts';

/** A row to insert, by the names of its columns; bytes are sealed texts. */
export type Row = Readonly<Record<string, string | number | boolean | null | Buffer | object>>;

const comma = (left: Sql, right: Sql): Sql => sql`${left}, ${right}`;

/** Inserts many rows of one shape in one statement, as the person acting and under their rights. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const columns = ['community_id', ...Object.keys(first)].map(nameOf).reduce(comma);
  const given = rows.map((row) =>
    Object.fromEntries([
      ['community_id', tx.actor.communityId],
      ...Object.entries(row).map(([name, value]) => [
        name,
        Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
      ]),
    ]),
  );
  return tx.run(
    sql`insert into ${nameOf(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${nameOf(table)}, ${JSON.stringify(given)}::jsonb)`,
  );
}

/** Does something in one transaction as an actor. A request's statement ends after ten seconds; thousands of rows on a slow machine may take longer, and nobody waits for an answer. */
export async function inOne<T>(database: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const unhurried = async (tx: Tx) => {
    await tx.one(sql`select set_config('statement_timeout', '0', true) as "setTo"`);
    return work(tx);
  };
  return (await database.asActor(actor, { id: newId() }, unhurried)).value;
}
