import { sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';

type SourceRow = {
  id: string;
  code: string;
  reach: 'local' | 'provincial';
  services: number;
  importedAt: Date | null;
  refused: number;
  version: number;
  publishedAt: Date | null;
  terms: number;
  termsPublished: boolean;
};

/** Where the directory comes from: each source with its services, its last import that changed something, and whether it is public. */
export async function listSources(tx: Tx) {
  const rows = await tx.many<SourceRow>(sql`
    select f.id, f.version, f.code, f.reach, f.published_at as "publishedAt", f.terms_published as "termsPublished",
      (select count(*)::integer from directory.taxonomy_term t where t.community_id = f.community_id and t.source_id = f.id) as terms, (select count(*)::integer from directory.service s where s.community_id = f.community_id and s.source_id = f.id) as services,
      i.created_at as "importedAt", coalesce(i.refused, 0) as refused
    from directory.source f
    left join lateral (select * from directory.intake i where i.community_id = f.community_id and i.source_id = f.id order by i.created_at desc limit 1) i on true
    where f.community_id = ${tx.actor.communityId} order by f.code`);
  return {
    rows: rows.map((row) => ({
      ...row,
      importedAt: row.importedAt?.toISOString() ?? null,
      publishedAt: row.publishedAt?.toISOString() ?? null,
    })),
  };
}

/** The classifications that came with the sources. */
export async function listTaxonomies(tx: Tx): Promise<{ rows: { name: string; terms: number }[] }> {
  const rows = await tx.many<{ name: string; terms: number }>(sql`
    select coalesce(x.name, t.taxonomy, '') as name, count(*)::integer as terms
    from directory.taxonomy_term t left join directory.taxonomy x on x.community_id = t.community_id and x.id = t.taxonomy_id
    where t.community_id = ${tx.actor.communityId} group by 1 order by 1`);
  return { rows };
}
