import { refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';

const everywhere = new Set(['steward', 'funder', 'privacy', 'evaluator', 'console', 'system']);

/** The sites whose figures a person answers for: their own, or every site of the community for those who look across. Refuses another's site as `missing`. */
export async function sitesInReach(tx: Tx, siteId: string | null): Promise<string[]> {
  const across = tx.actor.roles.some((held) => everywhere.has(held.role));
  const all = across
    ? (
        await tx.many<{ id: string }>(
          sql`select id from identity.site where community_id = ${tx.actor.communityId}`,
        )
      ).map((row) => row.id)
    : [...tx.actor.siteIds];
  if (siteId === null) return all;
  if (!all.includes(siteId)) throw refuse('missing', 'measures.noSuchSite');
  return [siteId];
}
