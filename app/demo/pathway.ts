import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import pathway from './pathway.json' with { type: 'json' };
import { actorAs } from './learn.ts';

/** Fills what surrounds the way into the programs: what there is to work with, agreements, a public page and who asked through it. */
export async function openPathway(telling: {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
}): Promise<void> {
  const { installation, today } = telling;
  for (const told of pathway) {
    const community = telling.communities.find((one) => one.code === told.community);
    const site = community?.sites.find((one) => one.code === told.site);
    if (!community || !site) throw new Error(`no site ${told.site} in the demo network`);
    const actor = actorAs(community, told.coordinator, 'coordinator');
    const at = { siteId: site.id, programCode: site.program };
    const from = addDays(today, -90);
    const say = (operation: string, input: object) =>
      ask(installation, { actor, operation: `pathway.${operation}`, input, files: [] });
    for (const { resource, amount, ...own } of told.has)
      await say('setCapacityInput', { ...at, ...own, id: newId(), resource, amount, from });
    for (const agreement of told.agreements)
      await say('makeAgreement', { ...agreement, id: newId(), siteId: site.id, from });
    const { sourceCode, name, phone } = told.page;
    await say('openPage', { ...at, id: newId(), sourceCode, name, phone });
  }
}
