import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { pathway } from '../contract.ts';
import { placesLeft } from '../model.ts';
import { type Standing, standings } from './queries/enrolment.ts';
import { mySite, programAt, programOf } from './record.ts';
import { placesAt } from './queries/room.ts';

/** The stages of the version in use, and any of an earlier version at which somebody still stands. */
async function stagesOf(tx: Tx, program: Program, rows: readonly Standing[]): Promise<Program['stages']> {
  const stages = program.stages.filter((stage) => stage.state !== 'closed');
  const older = rows.filter(
    (row) => row.state === 'enrolled' && !stages.some((stage) => stage.code === row.code),
  );
  for (const { code, version } of older) {
    const then = version === null ? undefined : await programOf(tx, program.key, version);
    stages.push(...(then?.stages.filter((stage) => stage.code === code) ?? []));
  }
  return stages;
}

/** How many stand where, at a site of one's own. Referrals gather at the program's own first stages; a stage nobody stands at is shown with none. */
export const board: UseCases<typeof pathway.operations>['board'] = async (tx, input) => {
  await mySite(tx, input.siteId);
  const program = await programAt(tx, input.siteId, input.programCode);
  const rows = await standings(tx, input.siteId, input.programCode);
  const places = (await placesAt(tx, input.siteId)).find((one) => one.programCode === input.programCode);
  const target = places?.target ?? null;
  const enrolled = rows.reduce((sum, row) => sum + (row.state === 'enrolled' ? row.count : 0), 0);
  const stages = (await stagesOf(tx, program, rows)).map((stage) => {
    const here = rows.find((row) =>
      stage.state === 'enrolled' ? row.code === stage.code : row.state === stage.state,
    );
    return {
      code: stage.code,
      name: stage.name,
      state: stage.state,
      count: here?.count ?? 0,
      oldestSince: here?.oldest.toISOString() ?? null,
    };
  });
  return { target, enrolled, left: placesLeft(target, enrolled), stages };
};
