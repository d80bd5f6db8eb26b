import { type KeyObject, verify } from 'node:crypto';
import type { Tx } from '../scope.ts';
import { sql } from '../sql.ts';
import { beginning, hashOfBlock, leafOf, rootOf, type SealedEvent } from './chain.ts';
import { eventColumns } from './seal.ts';

/** The head of a community's chain, as kept outside the database; without one a cut tail cannot be seen. */
export type Anchor = { readonly communityId: string; readonly number: number; readonly hash: string };

/** What a verification found: the counts, the heads to keep as anchors, and the first thing wrong in each community. */
export type Verdict = {
  readonly events: number;
  readonly blocks: number;
  readonly waiting: number;
  readonly heads: readonly Anchor[];
  readonly faults: readonly {
    readonly communityId: string;
    readonly block: number;
    readonly event?: string;
    readonly what: Fault;
  }[];
};

/** The ways in which a chain can be wrong. */
export type Fault =
  | 'altered'
  | 'removed'
  | 'added'
  | 'block-altered'
  | 'block-missing'
  | 'signature'
  | 'shorter-than-anchor'
  | 'other-than-anchor';

type BlockRow = {
  number: number;
  eventIds: string[];
  leaves: Buffer[];
  root: Buffer;
  previous: Buffer;
  hash: Buffer;
  signature: Buffer;
  sealedAt: Date;
};
type Found = { event?: string; what: Fault };

async function checkBlock(
  tx: Tx,
  communityId: string,
  block: BlockRow,
  previous: Buffer,
  key: KeyObject,
): Promise<Found | undefined> {
  if (!block.previous.equals(previous)) return { what: 'block-missing' };
  const hash = hashOfBlock({ communityId, ...block, sealedAt: block.sealedAt.toISOString() });
  const events = await tx.many<SealedEvent>(
    sql`select ${eventColumns} from kernel.audit_event where community_id = ${communityId} and id = any(${block.eventIds}::uuid[]) order by id`,
  );
  const there = new Set(events.map((event) => event.id));
  const gone = block.eventIds.find((id) => !there.has(id));
  if (gone) return { event: gone, what: 'removed' };
  if (!hash.equals(block.hash) || !rootOf(block.leaves).equals(block.root)) return { what: 'block-altered' };
  if (!verify(null, block.hash, key, block.signature)) return { what: 'signature' };
  const changed = events.find((event, index) => !block.leaves[index]?.equals(leafOf(event)));
  return changed && { event: changed.id, what: 'altered' };
}

async function unsealed(tx: Tx, communityId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ id: string }>(sql`select e.id from kernel.audit_event e
    where e.community_id = ${communityId}
      and not exists (select 1 from kernel.audit_pending p where p.community_id = e.community_id and p.event_id = e.id)
      and e.id not in (select unnest(b.event_ids) from kernel.audit_block b where b.community_id = ${communityId})
    order by e.at limit 1`);
  return row?.id;
}

async function checkCommunity(tx: Tx, communityId: string, key: KeyObject, anchor: Anchor | undefined) {
  let previous = beginning;
  let count = 0;
  let events = 0;
  let matched = anchor === undefined;
  for (;;) {
    const block =
      await tx.maybe<BlockRow>(sql`select number, leaves, event_ids as "eventIds", root, previous, hash, signature, sealed_at as "sealedAt"
      from kernel.audit_block where community_id = ${communityId} and number > ${count} order by number limit 1`);
    if (!block) break;
    const found: Found | undefined =
      block.number === count + 1
        ? await checkBlock(tx, communityId, block, previous, key)
        : { what: 'block-missing' };
    if (found)
      return { count, events, head: previous, fault: { communityId, block: block.number, ...found } };
    if (anchor?.number === block.number) matched = block.hash.toString('hex') === anchor.hash;
    if (anchor?.number === block.number && !matched)
      return {
        count,
        events,
        head: previous,
        fault: { communityId, block: block.number, what: 'other-than-anchor' as const },
      };
    previous = block.hash;
    count = block.number;
    events += block.eventIds.length;
  }
  if (!matched)
    return {
      count,
      events,
      head: previous,
      fault: { communityId, block: count, what: 'shorter-than-anchor' as const },
    };
  const added = await unsealed(tx, communityId);
  return {
    count,
    events,
    head: previous,
    fault: added ? { communityId, block: 0, event: added, what: 'added' as const } : undefined,
  };
}

/**
 * Recomputes every chain and names, in each community, the first event or block that was altered, removed or added.
 * Runs as the worker.
 */
export async function verifyAudit(tx: Tx, key: KeyObject, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const communities = await tx.many<{ id: string }>(
    sql`select community_id as id from identity.community order by 1`,
  );
  const results = [];
  for (const { id } of communities) {
    const anchor = anchors.find((one) => one.communityId === id);
    results.push({ id, ...(await checkCommunity(tx, id, key, anchor)) });
  }
  const waiting = await tx.one<{ count: number }>(sql`select count(*) as count from kernel.audit_pending`);
  return {
    events: results.reduce((sum, one) => sum + one.events, 0),
    blocks: results.reduce((sum, one) => sum + one.count, 0),
    waiting: waiting.count,
    heads: results
      .filter((one) => one.count > 0)
      .map((one) => ({ communityId: one.id, number: one.count, hash: one.head.toString('hex') })),
    faults: results.flatMap((one) => (one.fault ? [one.fault] : [])),
  };
}
