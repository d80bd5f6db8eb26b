import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import { actorAs } from './learn.ts';
import said from './work.json' with { type: 'json' };

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};

/** The employers the employment teams know, whom they met there, what is open, and one benefit table that says it is made up. */
export async function tellWork({ installation, communities, today }: Telling): Promise<void> {
  for (const email of said.coordinators) {
    const community = communities.find((one) => one.byEmail.has(email));
    const site = community?.sites.find((one) => one.staff.length > 0);
    if (community === undefined || site === undefined) continue;
    const actor = actorAs(community, email, 'coordinator');
    const say = (operation: string, input: unknown) =>
      ask(installation, { actor, operation, input, files: [] });
    for (const { met, opening, ...employer } of said.employers) {
      const employerId = newId();
      await say('employment.addEmployer', { ...employer, id: employerId, siteId: site.id });
      for (const [purpose, way, back, person] of met) {
        const meeting = { id: newId(), employerId, siteId: site.id, purpose, way, person };
        await say('employment.meetEmployer', { ...meeting, metOn: addDays(today, Number(back)) });
      }
      if (opening) {
        const work = {
          title: opening.title,
          trade: employer.trade,
          weeklyHours: opening.hours,
          hourlyWage: opening.wage,
        };
        await say('employment.addOpening', {
          ...work,
          id: newId(),
          employerId,
          openedOn: addDays(today, -20),
        });
      }
    }
    const { from, ...table } = said.table;
    await say('employment.addBenefitTable', {
      ...table,
      id: newId(),
      sourceOn: today,
      validFrom: addDays(today, from),
    });
  }
}
