import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { employment } from '../../contract.ts';
import type { BenefitTable } from '../../register/contract.ts';

type Cases = UseCases<typeof employment.operations>;

const columns = sql`t.id, t.name, t.source, t.source_on as "sourceOn", t.valid_from as "validFrom", t.valid_to as "validTo", t.lines`;

/** A benefit table of this community; refuses as `missing` when there is none. */
export async function knownTable(tx: Tx, id: string): Promise<BenefitTable> {
  const table = await tx.maybe<BenefitTable>(
    sql`select ${columns} from employment.benefit_table t where t.community_id = ${tx.actor.communityId} and t.id = ${id}`,
  );
  return found(table, 'employment.noSuchTable');
}

/** The tables, those in force today first. */
export const listBenefitTables: Cases['listBenefitTables'] = async (tx) => {
  const { today } = await tx.one<{ today: string }>(sql`select pathway.day_of(now()) as today`);
  const rows =
    await tx.many<BenefitTable>(sql`select ${columns} from employment.benefit_table t where t.community_id = ${tx.actor.communityId}
    order by t.valid_from <= ${today} and (t.valid_to is null or t.valid_to > ${today}) desc, t.name, t.valid_from desc limit 200`);
  return { today, rows };
};

/** Adds a table as its source printed it. */
export const addBenefitTable: Cases['addBenefitTable'] = async (tx, input) => {
  if (input.validTo !== undefined && input.validTo <= input.validFrom)
    throw refuse('invalid', 'employment.endsBeforeStart', { day: input.validFrom });
  tx.write(sql`insert into employment.benefit_table (community_id, id, name, source, source_on, valid_from, valid_to, lines, created_by)
    values (${tx.actor.communityId}, ${input.id}, ${input.name}, ${input.source}, ${input.sourceOn}, ${input.validFrom}, ${input.validTo ?? null},
      ${JSON.stringify(input.lines)}::jsonb, ${tx.actor.accountId})`);
  return { id: input.id, version: 1 };
};
