import type { UseCases } from '../../../../kernel/server/module.ts';
import { namesOf, siteCatalogue } from '../../../identity/server/index.ts';
import { calledNames } from '../../../pathway/server/index.ts';
import type { care } from '../../contract.ts';
import { type Gap, gapsOf } from '../../model.ts';
import { carriedByMe, type LoadRow, loads } from './caseloadQueries.ts';

type Cases = UseCases<typeof care.operations>;

/** How many clients one person's own list holds at most. */
const most = 200;

const counted = (row: LoadRow): { gap: Gap; clients: number }[] => {
  const all: { gap: Gap; clients: number }[] = [
    { gap: 'not_seen', clients: row.notSeen },
    { gap: 'no_goal', clients: row.noGoal },
    { gap: 'no_next_step', clients: row.noNextStep },
    { gap: 'no_consent', clients: row.noConsent },
  ];
  return all.filter((one) => one.clients > 0);
};

/** What each person at the actor's sites carries; counts only. */
export const caseload: Cases['caseload'] = async (tx) => {
  const rows = await loads(tx);
  const names = await namesOf(
    tx,
    rows.flatMap((row) => row.accountId ?? []),
  );
  const sites = (await siteCatalogue(tx)).filter((site) => tx.actor.siteIds.includes(site.id));
  return {
    sites: sites.map((site) => ({
      siteId: site.id,
      siteName: site.name,
      workers: rows
        .filter((row) => row.siteId === site.id)
        .map((row) => ({
          accountId: row.accountId,
          name: row.accountId === null ? '' : (names.get(row.accountId) ?? ''),
          clients: row.clients,
          gaps: counted(row),
        })),
    })),
  };
};

/** The actor's own clients, those whose record lacks most first; those whose name may no longer be seen are left out. */
export const myCaseload: Cases['myCaseload'] = async (tx) => {
  const rows = await carriedByMe(tx, most);
  const nameOf = await calledNames(
    tx,
    rows.map((row) => row.clientId),
  );
  const shown = rows.map(({ clientId, lastSeenOn, ...kept }) => ({
    clientId,
    clientName: nameOf(clientId),
    lastSeenOn,
    gaps: gapsOf(kept),
  }));
  return {
    rows: shown
      .filter((row) => row.clientName !== '')
      .sort(
        (left, right) =>
          right.gaps.length - left.gaps.length ||
          (left.lastSeenOn ?? '').localeCompare(right.lastSeenOn ?? '') ||
          left.clientName.localeCompare(right.clientName, tx.actor.locale),
      ),
  };
};
