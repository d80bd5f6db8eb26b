import pg from 'pg';
import { PgBoss } from 'pg-boss';

/** Makes or updates the job queue's own schema, owned by the worker role, which is all it ever runs as. */
export async function prepareJobs(admin: pg.ClientConfig, schema: string): Promise<void> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, ...admin });
  await client.connect();
  try {
    const name = pg.escapeIdentifier(schema);
    await client.query(`create schema if not exists ${name} authorization tributary_worker`);
    await client.query('set role tributary_worker');
    const db = {
      executeSql: async (text: string, values?: unknown[]) => ({
        rows: rowsOf(await client.query(text, values)),
      }),
    };
    const boss = new PgBoss({
      db,
      schema,
      createSchema: false,
      migrate: true,
      schedule: false,
      supervise: false,
    });
    boss.on('error', () => undefined);
    await boss.start();
    await boss.stop({ graceful: false });
  } finally {
    await client.end();
  }
}

function rowsOf(result: pg.QueryResult | pg.QueryResult[]): object[] {
  return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
}
