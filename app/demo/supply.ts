import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import { actorAs } from './learn.ts';
import said from './supply.json' with { type: 'json' };

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};

const coordinator = 'coordinator@pilots.example';

/** The protocols of the pilots and what each of the coordinator's sites can give, by the person who would publish them. */
export async function tellSupply({ installation, communities, today }: Telling): Promise<void> {
  const community = communities.find((one) => one.byEmail.has(coordinator));
  if (community === undefined) return;
  const actor = actorAs(community, coordinator, 'coordinator');
  const say = (operation: string, input: unknown) =>
    ask(installation, { actor, operation, input, files: [] });
  for (const site of community.sites.filter((one) => one.staff.length > 0)) {
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
}
