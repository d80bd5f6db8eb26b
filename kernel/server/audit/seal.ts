import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../id.ts';
import type { Database, Tx } from '../scope.ts';
import { sql } from '../sql.ts';
import { beginning, hashOfBlock, leafOf, rootOf, type SealedEvent } from './chain.ts';

/** The sealing key: Ed25519, in a file of its own, never in the database. */
export type SealingKey = {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
};

/** Reads the sealing key of an installation, or makes it at the first start (file mode 0400). */
export async function sealingKey(folder: string): Promise<SealingKey> {
  const path = join(folder, 'audit-seal.pem');
  const pem = await readFile(path, 'utf8').catch(() => undefined);
  if (pem === undefined) {
    const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path, made, { mode: 0o400, flag: 'wx' });
    await chmod(path, 0o400);
    return sealingKey(folder);
  }
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const id = publicKey.export({ type: 'spki', format: 'der' }).subarray(-8).toString('hex');
  return { id, privateKey, publicKey };
}

/** The columns of an event, as they are hashed; times as the database writes them, to the microsecond. */
export const eventColumns = sql`community_id as "communityId", id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
  account_id as account, session_id as session, roles, operation, action, subjects, purpose, reason, override_id as override,
  request_id as request, facts`;

const batch = 2_000;

async function sealBatch(tx: Tx, key: SealingKey): Promise<number> {
  const free = await tx.one<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(740232) as mine`);
  if (!free.mine) return 0;
  const community = await tx.maybe<{ id: string }>(
    sql`select community_id as id from kernel.audit_pending limit 1`,
  );
  if (!community) return 0;
  const taken = await tx.many<{ id: string }>(sql`with next as (
      select event_id from kernel.audit_pending where community_id = ${community.id} order by event_id limit ${batch}
    ) delete from kernel.audit_pending p using next where p.community_id = ${community.id} and p.event_id = next.event_id returning p.event_id as id`);
  const ids = taken.map((row) => row.id).sort();
  const events = await tx.many<SealedEvent>(
    sql`select ${eventColumns} from kernel.audit_event where community_id = ${community.id} and id = any(${ids}::uuid[]) order by id`,
  );
  const last = await tx.maybe<{ number: number; hash: Buffer }>(
    sql`select number, hash from kernel.audit_block where community_id = ${community.id} order by number desc limit 1`,
  );
  const leaves = events.map(leafOf);
  const block = {
    communityId: community.id,
    number: (last?.number ?? 0) + 1,
    eventIds: ids,
    root: rootOf(leaves),
    previous: last?.hash ?? beginning,
    sealedAt: tx.now.toISOString(),
  };
  const hash = hashOfBlock(block);
  await tx.run(sql`insert into kernel.audit_block (community_id, number, event_ids, leaves, root, previous, hash, signature, key_id, sealed_at)
    values (${community.id}, ${block.number}, ${ids}::uuid[], ${leaves}::bytea[], ${block.root}, ${block.previous}, ${hash}, ${sign(null, hash, key.privateKey)}, ${key.id}, ${block.sealedAt})`);
  return ids.length;
}

/** Seals everything that waits, one community's batch at a time. Gives the number of events sealed; 0 when another sealer is at work. */
export async function sealPending(database: Database, key: SealingKey): Promise<number> {
  let sealed = 0;
  for (;;) {
    const { value } = await database.asWorker({ id: newId() }, (tx) => sealBatch(tx, key));
    sealed += value;
    if (value === 0) return sealed;
  }
}
