import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf, siteCatalogue } from '../../identity/server/index.ts';
import type { Consequence } from '../contract.ts';
import { careRoles, dataClasses } from '../model.ts';
import type { Sight } from './consentQueries.ts';

type Change = Pick<Consequence['teams'][number], 'gains' | 'loses' | 'keeps'>;
type Member = { readonly accountId: string; readonly change: Change };
type Team = { readonly role: Sight['places'][number]['role']; readonly siteId: string | null };

const changes = ({ gains, loses }: Change) => gains.length + loses.length > 0;

function changeOf(rows: readonly Sight[]): Change {
  const classes = (wanted: (row: Sight) => boolean) => {
    const seen = new Set(rows.filter(wanted).map((row) => row.dataClass));
    return dataClasses.filter((name) => seen.has(name));
  };
  return {
    gains: classes((row) => !row.before && row.after),
    loses: classes((row) => row.before && !row.after),
    keeps: classes((row) => row.before && row.after),
  };
}

/** Who works where: every role at every site, with its members and what changes for each. */
function teamsIn(rows: readonly Sight[]): (Team & { readonly members: Member[] })[] {
  const teams = new Map<string, Team & { readonly members: Member[] }>();
  for (const [accountId, mine] of Map.groupBy(rows, (row) => row.accountId)) {
    const change = changeOf(mine);
    for (const { role, siteId } of mine[0]?.places ?? []) {
      const team = teams.get(`${siteId} ${role}`) ?? { role, siteId, members: [] };
      team.members.push({ accountId, change });
      teams.set(`${siteId} ${role}`, team);
    }
  }
  return [...teams.values()];
}

/** What a change means, team by team; people are named where their team is not treated alike, a block by name among them. */
export async function byTeam(tx: Tx, rows: readonly Sight[]): Promise<Consequence> {
  const sites = new Map((await siteCatalogue(tx)).map((site) => [site.id, site]));
  const names = await namesOf(tx, [...new Set(rows.map((row) => row.accountId))]);
  const teams = teamsIn(rows);
  const touched = teams.filter(({ members }) => members.some(({ change }) => changes(change)));
  const lines = touched.flatMap(({ role, siteId, members }) => {
    const site = siteId === null ? undefined : sites.get(siteId);
    const alike = [...Map.groupBy(members, ({ change }) => JSON.stringify(change)).values()];
    return alike.flatMap((some) => {
      const change = some[0]?.change;
      if (change === undefined || !changes(change)) return [];
      const named = some.map(({ accountId }) => ({ accountId, name: names.get(accountId) ?? '' }));
      const whole = some.length === members.length;
      return {
        siteId,
        site: site?.name ?? null,
        organisation: site?.organisationName ?? null,
        role,
        people: members.length,
        named: whole ? null : named,
        ...change,
      };
    });
  });
  const rank = ({ role }: Team) => careRoles.indexOf(role);
  return {
    teams: lines.sort((a, b) => (a.site?.en ?? '').localeCompare(b.site?.en ?? '') || rank(a) - rank(b)),
    unchanged: teams.length - touched.length,
  };
}
