import { createHash } from 'node:crypto';
import pg from 'pg';
import { newId } from '../id.ts';
import { refuse } from '../refusal.ts';
import type { Locale } from '../words.ts';
import { type Answer, runBatch, type Statement } from './wire/batch.ts';
import { compile, type Sql } from './sql.ts';
import { settling } from './wire/settling.ts';

/** A role held by somebody, at a site, in a study, or (both null) in the whole community. */
export type Held = { readonly role: string; readonly siteId: string | null; readonly studyId: string | null };

/** Who acts in a transaction. `sessionId` is null for the console and for jobs. */
export type Actor = {
  readonly accountId: string;
  readonly communityId: string;
  readonly sessionId: string | null;
  readonly locale: Locale;
  readonly roles: readonly Held[];
  readonly siteIds: readonly string[];
  readonly organisationIds: readonly string[];
  readonly steppedUpAt: Date | null;
};

/** What an audit event says beside who and when; `subjects` are ids of clients or other named persons. */
export type AuditNote = {
  readonly operation: string;
  readonly action: 'create' | 'read' | 'execute' | 'refused';
  readonly subjects: readonly string[];
  readonly reason?: string;
  readonly override?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
};

/** One transaction, as one person, under row-level security. */
export type Tx = {
  readonly actor: Actor;
  /** The transaction's time by the database's clock. */
  readonly now: Date;
  many<Row>(query: Sql): Promise<Row[]>;
  maybe<Row>(query: Sql): Promise<Row | undefined>;
  /** Exactly one row; anything else is a fault of ours. */
  one<Row>(query: Sql): Promise<Row>;
  /** Runs a statement and gives the number of rows it touched. */
  run(query: Sql): Promise<number>;
  /** Writes without waiting: the statement goes with the next one, and fails the transaction there if it fails. For writes whose outcome decides nothing. */
  write(query: Sql): void;
  /** Counts as the counting role: it sees every record of the community without names, so its answers may hold aggregates only. */
  count<Row>(query: Sql): Promise<Row[]>;
  /** Tells other modules, after commit, that something happened to `subject`. Facts are ids, codes and counts. */
  emit(name: string, subject: string, facts?: Readonly<Record<string, unknown>>): void;
  /** Adds an audit event to this transaction. */
  note(entry: AuditNote): void;
};

/** The command of a request: its key, operation and a hash of what was sent. */
export type Claim = { readonly key: string; readonly operation: string; readonly hash: Buffer };

/** What a request brings besides who asks. */
export type Request = {
  readonly id: string;
  readonly claim?: Claim | undefined;
  readonly purpose?: string | undefined;
  /** Whether anybody listens to an event; what nobody hears is not written. Absent: every event is. */
  readonly hears?: ((event: string) => boolean) | undefined;
};

/** What a use case gives back, and what is kept as the answer to the same command sent again. */
export type Outcome<T> = { readonly value: T; readonly replayed: boolean };

pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);
pg.types.setTypeParser(1082, (value: string) => value);

/** The commit was sent and no answer came: nobody knows whether the write is kept. The same command sent again settles it. */
export class OutcomeUnknown extends Error {
  constructor() {
    super('the outcome of the commit is not known');
    this.name = 'OutcomeUnknown';
  }
}

class Transaction implements Tx {
  readonly actor: Actor;
  readonly now: Date;
  readonly notes: AuditNote[] = [];
  readonly events: { id: string; name: string; subject: string; facts: object }[] = [];
  readonly #client: pg.PoolClient;
  readonly #writes: Statement[] = [];
  constructor(client: pg.PoolClient, actor: Actor, now: Date) {
    this.#client = client;
    this.actor = actor;
    this.now = now;
  }
  async many<Row>(query: Sql): Promise<Row[]> {
    return (await this.#ask(query)).rows as Row[];
  }
  async maybe<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.many<Row>(query))[0];
  }
  async one<Row>(query: Sql): Promise<Row> {
    const rows = await this.many<Row>(query);
    if (rows.length !== 1 || rows[0] === undefined) throw new Error(`one row expected, ${rows.length} came`);
    return rows[0];
  }
  async run(query: Sql): Promise<number> {
    return (await this.#ask(query)).rowCount;
  }
  write(query: Sql): void {
    this.#writes.push({ ...compile(query), silent: true });
  }
  /** The writes not sent yet; from here on they are the caller's. */
  takeWrites(): Statement[] {
    return this.#writes.splice(0);
  }
  async #ask(query: Sql): Promise<Answer> {
    const answers = await runBatch(this.#client, [...this.takeWrites(), compile(query)]);
    const last = answers.at(-1);
    if (last === undefined) throw new Error('the batch gave no answer');
    return last;
  }
  async count<Row>(query: Sql): Promise<Row[]> {
    const [counting, own] = [
      { text: 'set local role tributary_counter', silent: true },
      { text: 'set local role tributary_app', silent: true },
    ];
    const results = await runBatch(this.#client, [...this.takeWrites(), counting, compile(query), own]);
    return (results.at(-2)?.rows ?? []) as Row[];
  }
  emit(name: string, subject: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.events.push({ id: newId(), name, subject, facts });
  }
  note(entry: AuditNote): void {
    this.notes.push(entry);
  }
}

/** Begins a transaction and says who acts in it; the role and every setting end with it. */
type Opening = {
  /** Whether the statement holds the command's key too. */
  readonly claims: boolean;
  readonly statement: (claim: Claim | undefined) => Statement;
  readonly actor: (row: Record<string, unknown>) => Actor;
};

const tokenShape = /^[A-Za-z0-9_-]{64}$/;

/** A session token is the community's id (16 bytes) and 32 random bytes, in base64url. Gives the two halves, the second hashed. */
export function readToken(token: string): { communityId: string; hash: Buffer } | undefined {
  if (!tokenShape.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const communityId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { communityId, hash: createHash('sha256').update(bytes).digest() };
}

function bySession(token: string): Opening {
  const read = readToken(token);
  if (!read) throw refuse('unauthenticated', 'kernel.notSignedIn');
  return {
    claims: true,
    statement: (claim) => ({
      text: 'select * from identity.open_session($1, $2, $3, $4, $5)',
      values: [
        read.communityId,
        read.hash,
        claim?.key ?? null,
        claim?.operation ?? null,
        claim?.hash ?? null,
      ],
    }),
    actor: (row) => ({
      accountId: String(row.accountId),
      communityId: read.communityId,
      sessionId: String(row.sessionId),
      locale: row.locale === 'fr' ? 'fr' : 'en',
      roles: row.roles as Held[],
      siteIds: row.siteIds as string[],
      organisationIds: row.organisationIds as string[],
      steppedUpAt: row.steppedUpAt as Date | null,
    }),
  };
}

const array = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** The context of somebody already known: the console, a job, a listener. */
function byActor(actor: Actor): Opening {
  const settings: [string, string][] = [
    ['app.community', actor.communityId],
    ['app.account', actor.accountId],
    ['app.roles', array([...new Set(actor.roles.map((held) => held.role))])],
    ['app.sites', array(actor.siteIds)],
    ['app.organisations', array(actor.organisationIds)],
    ['app.studies', array(actor.roles.flatMap((held) => held.studyId ?? []))],
  ];
  const calls = settings.map(([name], index) => `set_config('${name}', $${index + 1}, true) as s${index}`);
  return {
    claims: false,
    statement: () => ({
      text: `select now() as now, ${calls.join(', ')}`,
      values: settings.map(([, value]) => value),
    }),
    actor: () => actor,
  };
}

const nobody: Actor = {
  accountId: '00000000-0000-0000-0000-000000000000',
  communityId: '00000000-0000-0000-0000-000000000000',
  sessionId: null,
  locale: 'en',
  roles: [],
  siteIds: [],
  organisationIds: [],
  steppedUpAt: null,
};

/** The PostgreSQL roles a transaction can run as. */
export type DatabaseRole = 'tributary_app' | 'tributary_door' | 'tributary_worker';

type Plan = { readonly opening: Opening; readonly role: DatabaseRole; readonly request: Request };

/** Connections on which the database said, while it committed, that it could not promise the commit. */
const doubted = new WeakSet<pg.ClientBase>();

/** The settings the driver needs to reach the database, and how many connections it may hold. */
export type Connection = pg.PoolConfig;

/** The only door to the database. */
export type Database = ReturnType<typeof openDoor>;

/** Opens the door: a pool that nobody else holds, and the ways to run one transaction through it. */
export function openDoor(connection: Connection) {
  const pool = new pg.Pool({
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    max: 12,
    keepAlive: true,
    ...connection,
  });
  pool.on('error', () => undefined);
  // A connection that breaks while it is in use tells its query; without a listener of its own it would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.on('notice', ({ code }) => void (code === '01000' && doubted.add(client)));
  });
  const through = <T>(plan: Plan, work: (tx: Tx) => Promise<T>) => inTransaction(pool, plan, work);
  return {
    /** Runs a request of the person who holds a session token. Refuses as `unauthenticated` when nobody does. */
    asSession: <T>(token: string, request: Request, work: (tx: Tx) => Promise<T>) =>
      through({ opening: bySession(token), role: 'tributary_app', request }, work),
    /** Runs as somebody already known: the console, a job, a listener. */
    asActor: <T>(actor: Actor, request: Request, work: (tx: Tx) => Promise<T>) =>
      through({ opening: byActor(actor), role: 'tributary_app', request }, work),
    /** Runs before anybody is known: sign-in, invitations, first set-up. Sees only what the door role is given. */
    asDoor: <T>(request: Request, work: (tx: Tx) => Promise<T>) =>
      through({ opening: byActor(nobody), role: 'tributary_door', request }, work),
    /** Runs the installation's own work: sealing, dispatching, clearing. */
    asWorker: <T>(request: Request, work: (tx: Tx) => Promise<T>) =>
      through({ opening: byActor(nobody), role: 'tributary_worker', request }, work),
    close: () => pool.end(),
  };
}

/** A kept plan no longer fits what the database holds (it was migrated, or a pooler gave us another connection): the next connection plans anew. */
const outdated = (reason: unknown) =>
  reason instanceof Error && 'code' in reason && (reason.code === '0A000' || reason.code === '26000');

async function inTransaction<T>(
  pool: pg.Pool,
  plan: Plan,
  work: (tx: Tx) => Promise<T>,
): Promise<Outcome<T>> {
  const client = await pool.connect().catch((reason: unknown) => {
    throw Object.assign(refuse('busy', 'kernel.databaseBusy'), { cause: reason });
  });
  let broken = false;
  try {
    const opened = await begin(client, plan);
    if ('replay' in opened) {
      await client.query('rollback');
      return { value: opened.replay as T, replayed: true };
    }
    const value = await work(opened.tx);
    await settle(client, opened.tx, plan.request, value);
    return { value, replayed: false };
  } catch (reason) {
    broken =
      reason instanceof OutcomeUnknown ||
      outdated(reason) ||
      (await client.query('rollback').then(
        () => false,
        () => true,
      ));
    throw reason;
  } finally {
    client.release(broken);
  }
}

/** One round trip: begin, say who acts, take the role, claim the command. */
async function begin(client: pg.PoolClient, plan: Plan): Promise<{ tx: Transaction } | { replay: unknown }> {
  const { opening, role, request } = plan;
  const { claim, purpose } = request;
  const statements: Statement[] = [
    { text: 'begin', silent: true },
    opening.statement(claim),
    { text: `set local role ${role}`, silent: true },
  ];
  if (purpose)
    statements.push({ text: `select set_config('app.purpose', $1, true)`, values: [purpose], silent: true });
  const apart = claim !== undefined && !opening.claims;
  if (apart) {
    const held = [claim.key, claim.operation, claim.hash];
    statements.push({ text: 'select same, answer from kernel.claim($1, $2, $3)', values: held });
  }
  const answers = await runBatch(client, statements);
  const who = answers[1]?.rows[0];
  if (!who) throw refuse('unauthenticated', 'kernel.notSignedIn');
  const earlier = apart ? answers.at(-1)?.rows[0] : who;
  if (claim !== undefined && typeof earlier?.same === 'boolean') {
    if (!earlier.same) throw refuse('conflict', 'kernel.keyUsedForSomethingElse');
    return { replay: earlier.answer };
  }
  return { tx: new Transaction(client, opening.actor(who), who.now as Date) };
}

/** One round trip: audit events, outbox events, the command's answer, commit. */
async function settle(
  client: pg.PoolClient,
  tx: Transaction,
  request: Request,
  answer: unknown,
): Promise<void> {
  const { claim, hears } = request;
  const events = hears === undefined ? tx.events : tx.events.filter((event) => hears(event.name));
  const { sessionId } = tx.actor;
  const left = settling({ sessionId, requestId: request.id, notes: tx.notes, events, claim, answer });
  doubted.delete(client);
  try {
    const last = (await runBatch(client, [...tx.takeWrites(), ...left, { text: 'commit', silent: true }])).at(
      -1,
    );
    if (last?.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit');
    if (doubted.has(client)) throw new OutcomeUnknown();
  } catch (reason) {
    if (
      reason instanceof Error &&
      'code' in reason &&
      typeof reason.code === 'string' &&
      /^[0-9A-Z]{5}$/.test(reason.code)
    )
      throw reason;
    if (reason instanceof Error && reason.message.startsWith('the transaction was rolled back')) throw reason;
    throw new OutcomeUnknown();
  }
}
