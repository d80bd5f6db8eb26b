import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Valence } from '../../model.ts';

/** A text is an answer when it is at most this long, in code points. */
const longest = 2_000;

/** A short text of a study with its variables, without its words. */
export type AnswerFacts = {
  readonly sourceId: string;
  readonly part: string | null;
  readonly siteId: string | null;
  readonly kind: string;
  readonly createdAt: Date;
  readonly contentVersion: number;
  readonly question: string | null;
  readonly occasion: string | null;
  readonly language: string | null;
  readonly codings: readonly {
    id: string;
    code: string;
    valence: Valence;
    createdBy: string;
    named: boolean;
    version: number;
  }[];
};

/** A page of the short texts of a study that are no transcripts, with the codings on them, oldest first. */
export function answersOf(
  tx: Tx,
  asked: { studyId: string; after?: string | undefined; limit: number },
): Promise<AnswerFacts[]> {
  const after = asked.after ?? null;
  return tx.many<AnswerFacts>(sql`select s.id as "sourceId", s.part, s.site_id as "siteId", s.kind, s.created_at as "createdAt",
      s.content_version as "contentVersion", s.question, s.occasion, s.language, coalesce(c.codings, '[]') as codings
    from evidence.answer_view s
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'valence', c.valence, 'createdBy', c.created_by, 'named', c.coder_name is not null,
        'version', c.version) order by c.created_at, c.id) as codings
      from coding.coding c where c.community_id = s.community_id and c.source_id = s.id and c.removed_at is null
    ) c on true
    where s.community_id = ${tx.actor.communityId} and s.study_id = ${asked.studyId} and s.kind <> 'transcript' and s.characters <= ${longest}
      and (${after}::uuid is null or s.id > ${after})
    order by s.id limit ${asked.limit}`);
}

/** One mark that changes with every change of a text's codings, memos or readings, its words, or the codebook of its study: sums of versions only go up. */
export function pulseOf(tx: Tx, sourceId: string): Promise<{ mark: string } | undefined> {
  return tx.maybe<{ mark: string }>(sql`select concat_ws('.', s.content_version,
      (select coalesce(sum(c.version), 0) from coding.coding c where c.community_id = s.community_id and c.source_id = s.id),
      (select coalesce(sum(k.version), 0) from coding.code k where k.community_id = s.community_id and k.study_id = s.study_id),
      (select coalesce(sum(m.version), 0) from coding.memo m where m.community_id = s.community_id and m.source_id = s.id),
      (select coalesce(sum(r.version), 0) from coding.reading r where r.community_id = s.community_id and r.source_id = s.id)) as mark
    from evidence.open_source s where s.community_id = ${tx.actor.communityId} and s.id = ${sourceId}`);
}
