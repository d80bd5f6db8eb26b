import type { Client } from 'pg';
import { jsonOf, writes } from './ask.ts';
import { type Canary, idsIn, wordsIn } from './canary.ts';
import type { Row } from './ground.ts';
import type { Call } from './plant.ts';

/** Operations whose answers name persons although nobody's record is opened, each with its reason. */
const opensNothing: Readonly<Record<string, string>> = {
  'oversight.readTrail': 'reads who opened records; its own event says which person it was narrowed to',
};

type Event = {
  readonly request: string;
  readonly account: string | null;
  readonly community: string;
  readonly roles: string[];
  readonly operation: string;
  readonly action: string;
  readonly subjects: string[];
  readonly transaction: string;
};

type Index = { readonly byId: ReadonlyMap<string, Row[]>; readonly words: ReadonlyMap<string, Canary> };

/** Commands that find out themselves whose records they touch, each with its reason. */
const findsWhom: Readonly<Record<string, string>> = {
  'supply.startWorklist': 'puts every client whom its question finds on a list',
};

/** What stands in the database, for telling whose record an id or a word belongs to. */
export type Known = { readonly rows: readonly Row[]; readonly words: ReadonlyMap<string, Canary> };

async function eventsOf(admin: Client, calls: readonly Call[]): Promise<Map<string, Event[]>> {
  const { rows } = await admin.query<Event>(
    `select request_id as request, account_id as account, community_id as community, roles, operation, action, subjects, xmin::text as transaction
     from kernel.audit_event where request_id = any($1::uuid[])`,
    [calls.map((call) => call.answer.request)],
  );
  return Map.groupBy(rows, (event) => event.request);
}

/** Whose records stand behind the ids and words of a text: clients, and the persons whose texts were kept. What somebody suggested themselves is their own. */
function personsIn(text: string, call: Call, known: Index): Set<string> {
  const persons = new Set<string>();
  const own = (row: Row) =>
    row.columns['kind'] === 'suggestion' && row.columns['created_by'] === call.person?.accountId;
  for (const id of idsIn(text))
    for (const row of known.byId.get(id) ?? [])
      if (row.clientId !== undefined) persons.add(row.clientId);
      else if (row.table === 'evidence.source' && !own(row)) persons.add(id);
  for (const word of wordsIn(text)) {
    const client = known.words.get(word)?.clientId;
    if (client !== undefined) persons.add(client);
  }
  return persons;
}

/** What the audit trail lacks, or says too much of, about calls that answered: a list of sentences, empty when all is well. */
export async function unaudited(admin: Client, calls: readonly Call[], known: Known): Promise<string[]> {
  const events = await eventsOf(admin, calls);
  const byId = Map.groupBy(
    known.rows.filter((row) => row.id !== undefined),
    (row) => row.id ?? '',
  );
  const faults = calls.flatMap((call) => {
    if (call.named.operation.who === 'public' || call.person === undefined) return [];
    const found = events.get(call.answer.request) ?? [];
    const { name } = call.named;
    return [
      ...whoAndWhat(call, found),
      ...(name in opensNothing ? [] : whose(call, found, { byId, words: known.words })),
    ];
  });
  return [...new Set(faults)].sort();
}

function whoAndWhat(call: Call, events: readonly Event[]): string[] {
  const { named, person } = call;
  const faults: string[] = [];
  const own = events.filter((event) => event.operation === named.name);
  if ((writes(named) || named.operation.kind === 'download') && own.length === 0)
    faults.push(`${named.name} left no event`);
  const roles = [...new Set(person?.actor.roles.map(({ role }) => role))].sort().join();
  for (const event of own) {
    if (event.account !== person?.accountId || event.community !== person?.communityId)
      faults.push(`${named.name} does not say who did it`);
    if ([...event.roles].sort().join() !== roles) faults.push(`${named.name} does not say in which roles`);
  }
  const keeps = writes(named) && !named.operation.keepsNothing;
  const as = keeps ? 'create' : writes(named) || named.operation.kind === 'download' ? 'execute' : 'read';
  if (own.length > 0 && !own.some((event) => event.action === as))
    faults.push(`${named.name} does not stand as ${as}`);
  return faults;
}

function whose(call: Call, events: readonly Event[], known: Index): string[] {
  const { named } = call;
  const subjects = new Set(events.flatMap((event) => event.subjects));
  const sent = JSON.stringify(call.input);
  const told = personsIn(call.answer.text, call, known);
  const touched = personsIn(sent, call, known);
  const faults: string[] = [];
  if ([...told].some((person) => !subjects.has(person)))
    faults.push(`${named.name} told of somebody whom its event does not name`);
  if (writes(named) && [...touched].some((person) => !subjects.has(person)))
    faults.push(`${named.name} changed the record of somebody whom its event does not name`);
  const about = new Set([...told, ...touched, ...idsIn(call.answer.text), ...idsIn(sent)]);
  if (!(named.name in findsWhom) && [...subjects].some((person) => !about.has(person)))
    faults.push(`${named.name} names somebody in its event whom it neither told of nor was asked about`);
  return faults;
}

/** Rows made by a command whose event was not written in the same transaction; `compared` says how many were looked at. */
export async function apart(
  admin: Client,
  calls: readonly Call[],
  known: Known,
): Promise<{ compared: number; faults: string[] }> {
  const events = await eventsOf(admin, calls);
  const made = new Map<string, string>();
  const transactions = new Map<string, string[]>();
  for (const call of calls.filter(({ named }) => writes(named))) {
    const id = String(jsonOf(call.answer)['id'] ?? '');
    const given = call.input as { id?: string; version?: number };
    if (given.id === id && given.version === undefined) made.set(id, call.named.name);
    const wrote = (events.get(call.answer.request) ?? []).map((event) => event.transaction);
    transactions.set(id, [...(transactions.get(id) ?? []), ...wrote]);
  }
  const kept = new Set((await withHistory(admin)).map(({ table }) => table));
  const fresh = known.rows.filter(
    (row) => row.version === 1 && kept.has(row.table) && row.id !== undefined && made.has(row.id),
  );
  const faults: string[] = [];
  for (const [table, rows] of Map.groupBy(fresh, (row) => row.table)) {
    const { rows: found } = await admin.query<{ id: string; transaction: string }>(
      `select id, xmin::text as transaction from ${table} where id = any($1::uuid[])`,
      [rows.map((row) => row.id)],
    );
    for (const { id, transaction } of found) {
      if (!transactions.get(id)?.includes(transaction))
        faults.push(`${made.get(id) ?? ''} wrote ${table} and its event apart`);
    }
  }
  return { compared: fresh.length, faults: [...new Set(faults)].sort() };
}

/** Tables that keep the earlier versions of their rows. */
export async function withHistory(admin: Client): Promise<{ table: string; schema: string; name: string }[]> {
  const { rows } = await admin.query<{ table: string; schema: string; name: string }>(
    `select n.nspname || '.' || c.relname as "table", n.nspname as schema, c.relname as name from pg_trigger t
     join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where t.tgname = 'keep_history' and t.tgenabled <> 'D' order by 1`,
  );
  return rows;
}

/** Tables of persons that requests may change without an earlier version being kept. */
export async function forgetful(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select distinct g.table_schema || '.' || g.table_name as name from information_schema.column_privileges g
     join pg_class c on c.oid = format('%I.%I', g.table_schema, g.table_name)::regclass and c.relkind in ('r', 'p')
     where g.grantee in ('tributary_app', 'tributary_vault') and g.privilege_type = 'UPDATE' and g.table_name <> 'history' and g.table_schema not in ('jobs', 'kernel')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('client_id', 'subject_id'))
       and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_history' and t.tgenabled <> 'D') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Rows that were changed more often than their history knows. */
export async function overwritten(admin: Client): Promise<string[]> {
  const { rows: versioned } = await admin.query<{ name: string; schema: string; table: string }>(
    `select n.nspname || '.' || c.relname as name, n.nspname as schema, c.relname as "table" from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'version' and a.atttypid = 'int4'::regtype)
       and exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_history')`,
  );
  const lost: string[] = [];
  for (const { name, schema, table } of versioned) {
    const { rows } = await admin.query(
      `select 1 from ${name} t where t.version > 1 and t.version - 1 > (select count(distinct h.row_version) from ${schema}.history h
         where h.community_id = t.community_id and h.table_name = $1 and h.row_id = t.id and h.row_version < t.version) limit 1`,
      [table],
    );
    if (rows.length > 0) lost.push(`${name} was changed and its earlier version is gone`);
  }
  return lost;
}
