import { sealMany } from '../../kernel/server/keys/index.ts';
import type { Actor, Database, Tx } from '../../kernel/server/scope.ts';
import { registerClients } from '../../modules/people/server/index.ts';
import { insertRows, inOne, type Row } from './bulk.ts';
import { type Life, lifeOf, type Setting } from './lives.ts';

const order = [
  'pathway.referral',
  'pathway.waitlist_entry',
  'pathway.enrolment',
  'pathway.change',
  'care.contact',
  'care.task',
  'care.goal',
  'employment.employer_contact',
  'employment.job',
  'supply.prescription',
  'supply.prescription_step',
  'supply.dose_event',
  'supply.dose_answer',
  'supply.wish',
  'supply.check_made',
  'supply.dated_answer',
  'supply.overdose',
  'supply.incident',
  'supply.chart_entry',
];

const atOnce = 250;

/** Seals the texts of many lives and puts each into its row. */
async function sealed(tx: Tx, lives: readonly Life[]): Promise<Map<string, Row[]>> {
  const texts = lives.flatMap((life) => life.texts);
  const bytes = await sealMany(
    tx,
    texts.map((one) => ({
      subjectId: one.clientId,
      place: `${one.table}.${one.column}`,
      rowId: one.rowId,
      text: one.text,
    })),
  );
  const columns = new Map<string, Record<string, Buffer>>();
  texts.forEach((one, index) => {
    const cipher = bytes[index];
    if (cipher) columns.set(one.rowId, { ...columns.get(one.rowId), [one.column]: cipher });
  });
  const tables = new Map<string, Row[]>();
  for (const [table, row] of lives.flatMap((life) => life.rows)) {
    const list = tables.get(table) ?? [];
    list.push({ ...row, ...columns.get(String(row['id'])) });
    tables.set(table, list);
  }
  return tables;
}

/** Writes many lives in one transaction: clients into the vault, then their records, table by table. */
async function writeLives(tx: Tx, lives: readonly Life[]): Promise<number> {
  await registerClients(
    tx,
    lives.map((life) => life.client),
  );
  const tables = await sealed(tx, lives);
  let written = 0;
  for (const table of order) written += await insertRows(tx, table, tables.get(table) ?? []);
  return written;
}

/** Fills a site with clients and gives the number of records written. */
export async function fillSite(
  at: { database: Database; actor: Actor },
  setting: Setting,
  clients: number,
  each: (done: number) => void,
): Promise<number> {
  let records = 0;
  for (let done = 0; done < clients; done += atOnce) {
    const lives = Array.from({ length: Math.min(atOnce, clients - done) }, () => lifeOf(setting));
    records += await inOne(at.database, at.actor, (tx) => writeLives(tx, lives));
    each(lives.length);
  }
  return records;
}
