import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import ratings from './ratings.json' with { type: 'json' };

type Team = { readonly first: Actor; readonly second: Actor; readonly sites: ReadonlyMap<string, string> };

/** What two analysts and then the team make of five constructs at two sites, and how the sites stand. */
export async function rateSites(installation: Installation, study: string, team: Team): Promise<void> {
  const say = (actor: Actor, operation: string, input: object) =>
    ask(installation, { actor, operation, input: { study, ...input }, files: [] });
  for (const site of ['cedar', 'harbour'] as const) {
    const siteId = team.sites.get(site);
    if (siteId === undefined) continue;
    await say(team.first, 'coding.setStanding', { siteId, standing: ratings.standings[site] });
    for (const cell of ratings.cells) {
      const { construct, summary, rationale } = cell;
      const [one, two, agreed] = cell[site];
      const rated = (value: string | undefined, more: object) => ({
        id: newId(),
        construct,
        siteId,
        value,
        ...more,
      });
      await say(team.first, 'coding.rate', rated(one, {}));
      await say(team.second, 'coding.rate', rated(two, {}));
      await say(team.first, 'coding.rate', rated(agreed, { layer: 'consensus', summary, rationale }));
    }
  }
}
