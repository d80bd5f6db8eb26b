import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity, DemoSite } from './found.ts';
import { actorAs } from './learn.ts';
import said from './supply.json' with { type: 'json' };

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};

const coordinator = 'coordinator@pilots.example';

type Say = (operation: string, input: unknown) => Promise<unknown>;

/** The protocols of a site and what it can give. */
async function tellSite(say: Say, site: DemoSite, today: string): Promise<void> {
  for (const { from, jurisdiction, ...rule } of said.rules) {
    const input = { ...rule, id: newId(), siteId: site.id, jurisdictionCode: jurisdiction };
    await say('supply.publishRule', { ...input, validFrom: addDays(today, from) });
  }
  for (const [formulationCode, observationCode] of site.formulations) {
    const input = {
      id: newId(),
      siteId: site.id,
      programCode: site.program,
      formulationCode,
      observationCode,
    };
    await say('supply.setOffering', { ...input, validFrom: addDays(today, -700) });
  }
}

/** What supply holds beside its clients: protocols, offerings, alerts and a worklist, each by the person who would write it. */
export async function tellSupply({ installation, communities, today }: Telling): Promise<void> {
  const community = communities.find((one) => one.byEmail.has(coordinator));
  if (community === undefined) return;
  const actor = actorAs(community, coordinator, 'coordinator');
  const say: Say = (operation, input) => ask(installation, { actor, operation, input, files: [] });
  const sites = community.sites.filter((one) => one.staff.length > 0);
  for (const site of sites) await tellSite(say, site, today);
  const [first] = sites;
  if (first === undefined) return;
  for (const { kind, seen, ...alert } of said.alerts)
    await say('supply.sendAlert', {
      ...alert,
      id: newId(),
      siteId: first.id,
      kindCode: kind,
      seenOn: addDays(today, seen),
    });
  const { title, why, formulation } = said.worklist;
  const question = { programCode: first.program, formulationCode: formulation };
  const { clients } = (await say('supply.whoIsAffected', { question })) as { clients: number };
  if (clients > 0) await say('supply.startWorklist', { id: newId(), siteId: first.id, title, why, question });
}
