import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { calledNames, mySite } from '../../../pathway/server/index.ts';
import type { DueLine, supply } from '../../contract.ts';
import { windowOf, windowState } from '../../model.ts';
import { dayHere } from '../day/dayQueries.ts';
import { wordsOfKind } from '../terms.ts';
import { lastChecks } from './recordQueries.ts';

/** What to ask about and in which window, for clients with a prescription in force; what lies soonest first. */
export async function dueOf(
  tx: Tx,
  of: { readonly siteId: string } | { readonly clientId: string },
): Promise<DueLine[]> {
  const today = await dayHere(tx);
  const last = await lastChecks(tx, of, today);
  const kinds = (await wordsOfKind(tx, 'check')).map(({ code, facts }) => ({
    code,
    days:
      typeof facts?.['fromDays'] === 'number' && typeof facts['toDays'] === 'number'
        ? { from: facts['fromDays'], to: facts['toDays'] }
        : undefined,
  }));
  const called = await calledNames(
    tx,
    last.map((row) => row.clientId),
  );
  const lines = [...Map.groupBy(last, (row) => row.clientId)].flatMap(([clientId, made]) =>
    kinds.flatMap(({ code, days }) => {
      const known = made.find((row) => row.kindCode === code);
      const { doneOn = null, nextFrom = null, nextTo = null } = known ?? {};
      const window = windowOf({ doneOn, nextFrom, nextTo, startedOn: made[0]?.startedOn ?? today }, days);
      if (window === undefined) return [];
      const { lastOn = null, lastResultCode = null } = known ?? {};
      const clientName = called(clientId);
      const state = windowState(window, today);
      return [{ clientId, clientName, kindCode: code, ...window, state, lastOn, lastResultCode }];
    }),
  );
  return lines
    .filter((line) => line.clientName !== '')
    .sort(
      (left, right) => left.from.localeCompare(right.from) || left.clientName.localeCompare(right.clientName),
    );
}

/** The due list of a site; what lies further ahead than it needs is left to the client's page. */
export const dueChecks: UseCases<typeof supply.operations>['dueChecks'] = async (tx, { siteId }) => {
  await mySite(tx, siteId);
  return { rows: (await dueOf(tx, { siteId })).filter((line) => line.state !== 'later').slice(0, 500) };
};
