import { createHash } from 'node:crypto';

/** An audit event as it is sealed: every column, in a fixed order of keys. */
export type SealedEvent = Readonly<Record<string, unknown>> & { readonly id: string };

const hashOf = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** One way to write a value as text: keys sorted, no spaces (in the manner of RFC 8785). */
export function canonical(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The leaf of one event; the first byte tells leaves from nodes, so that neither can stand for the other (RFC 6962). */
export function leafOf(event: SealedEvent): Buffer {
  return hashOf(Buffer.of(0), canonical(event));
}

/** The Merkle root of the leaves, in order; an odd one moves up alone. Needs at least one leaf. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  let level = [...leaves];
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]];
      if (left) next.push(right ? hashOf(Buffer.of(1), left, right) : left);
    }
    level = next;
  }
  const root = level[0];
  if (!root) throw new Error('a block needs at least one event');
  return root;
}

/** A block of the chain before it is signed. */
export type Block = {
  readonly communityId: string;
  readonly number: number;
  readonly eventIds: readonly string[];
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly sealedAt: string;
};

/** The hash of a block: everything it says, the block before it included. */
export function hashOfBlock(block: Block): Buffer {
  return hashOf(
    canonical({
      community: block.communityId,
      number: block.number,
      events: block.eventIds,
      root: block.root.toString('hex'),
      previous: block.previous.toString('hex'),
      sealedAt: block.sealedAt,
    }),
  );
}

/** What the first block names as the block before it. */
export const beginning: Buffer = Buffer.alloc(32);
