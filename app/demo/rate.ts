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
      const agreedOn = rated(agreed, { layer: 'consensus', summary, rationale });
      await say(team.first, 'coding.rate', agreedOn);
      for (const codingId of await passagesOf(say, team.first, { by: 'construct', key: construct, siteId }))
        await say(team.first, 'coding.linkQuote', { ratingId: agreedOn.id, codingId, linked: true });
    }
  }
  await ratePeople(say, team);
  await writeMemos(say, team);
}

type Ask = (actor: Actor, operation: string, input: object) => Promise<unknown>;

/** The first passages behind a cell, by one coding each. */
async function passagesOf(say: Ask, actor: Actor, cell: object): Promise<string[]> {
  const found = (await say(actor, 'coding.listQuotes', { ...cell, limit: 2 })) as {
    rows: { codings: { id: string }[] }[];
  };
  return found.rows.flatMap((row) => row.codings.slice(0, 1).map(({ id }) => id));
}

/** What two analysts make of one construct for the first people who were heard. */
async function ratePeople(say: Ask, team: Team): Promise<void> {
  const { participants } = (await say(team.first, 'coding.listRatings', {})) as {
    participants: { id: string }[];
  };
  const { construct, values } = ratings.people;
  for (const [index, { id: participantId }] of participants.slice(0, values.length).entries())
    for (const [at, actor] of [team.first, team.second].entries())
      await say(actor, 'coding.rate', {
        id: newId(),
        construct,
        participantId,
        value: values[index]?.[at],
      });
}

/** What domains come to at a site and over all, with the words that show it. */
async function writeMemos(say: Ask, team: Team): Promise<void> {
  for (const { domain, site, text } of ratings.summaries) {
    const siteId = site === null ? null : (team.sites.get(site) ?? null);
    const id = newId();
    await say(team.first, 'coding.writeSummary', { id, domain, siteId, text });
    const cell = { by: 'domain', key: domain, ...(siteId === null ? {} : { siteId }) };
    for (const codingId of await passagesOf(say, team.first, cell))
      await say(team.first, 'coding.quoteInSummary', { summaryId: id, codingId, linked: true });
  }
}
