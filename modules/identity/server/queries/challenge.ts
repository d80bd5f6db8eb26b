import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** What a challenge was made for. */
export type Purpose = 'sign_in' | 'register' | 'single';

/** Keeps a challenge until it is answered, and forgets those that nobody answered. */
export async function insertChallenge(
  tx: Tx,
  row: {
    id: string;
    accountId: string | null;
    purpose: Purpose;
    hash: Buffer;
    facts: object;
    minutes: number;
  },
): Promise<void> {
  await tx.run(
    sql`delete from identity.challenge where community_id = ${tx.actor.communityId} and expires_at < now()`,
  );
  await tx.run(sql`insert into identity.challenge (community_id, id, account_id, purpose, hash, facts, expires_at)
    values (${tx.actor.communityId}, ${row.id}, ${row.accountId}, ${row.purpose}, ${row.hash}, ${JSON.stringify(row.facts)}::jsonb,
      now() + ${row.minutes} * interval '1 minute')`);
}

/** Takes a challenge: it is gone afterwards. Gives what has to come back with it. */
export const takeChallenge = (tx: Tx, purpose: Purpose, hash: Buffer) =>
  tx.maybe<{ facts: Record<string, string> }>(sql`delete from identity.challenge
    where community_id = ${tx.actor.communityId} and purpose = ${purpose} and hash = ${hash} and expires_at > now() returning facts`);
