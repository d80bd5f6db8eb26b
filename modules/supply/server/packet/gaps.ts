import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { addDays } from '../../../../kernel/time.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { calledNames, mySite } from '../../../pathway/server/index.ts';
import type { GapLine, supply } from '../../contract.ts';
import { gapsIn } from '../../model.ts';
import { dayHere } from '../day/dayQueries.ts';
import { wordsOfKind } from '../terms.ts';
import { clientsIn, papersOf, type Period } from './packetQueries.ts';

/** How far back the screen looks for checks and restarts, in days. */
const yearBack = -365;

/** What the lists say a review needs: entries of the chart and checks. */
async function neededBy(tx: Tx): Promise<{ chart: string[]; checks: string[] }> {
  const codes = async (kind: string) =>
    (await wordsOfKind(tx, kind)).filter((one) => one.facts?.['needed'] === true).map((one) => one.code);
  return { chart: await codes('chart'), checks: await codes('check') };
}

/** What a reviewer would not find for these clients in a period, by client. */
export async function gapsOf(
  tx: Tx,
  clients: readonly { clientId: string; prescriberId: string }[],
  period: Period,
): Promise<GapLine[]> {
  const ids = clients.map((client) => client.clientId);
  const needed = await neededBy(tx);
  const papers = new Map((await papersOf(tx, ids, period)).map((row) => [row.clientId, row]));
  const called = await calledNames(tx, ids);
  const people = await namesOf(
    tx,
    clients.map((client) => client.prescriberId),
  );
  return clients.flatMap(({ clientId, prescriberId }) => {
    const known = papers.get(clientId);
    if (known === undefined) return [];
    const who = {
      clientId,
      clientName: called(clientId),
      prescriberId,
      prescriber: people.get(prescriberId) ?? '',
    };
    return gapsIn(known, needed).map((gap) => ({ ...who, ...gap }));
  });
}

/** The gaps of a site's clients as they stand today, months before anybody asks. */
export const reviewGaps: UseCases<typeof supply.operations>['reviewGaps'] = async (tx, { siteId }) => {
  await mySite(tx, siteId);
  const today = await dayHere(tx);
  const now = { from: today, to: addDays(today, 1) };
  const clients = await clientsIn(tx, 'site', siteId, now);
  const gaps = await gapsOf(tx, clients, { from: addDays(today, yearBack), to: now.to });
  return { clients: clients.length, gaps: gaps.filter((gap) => gap.clientName !== '') };
};
