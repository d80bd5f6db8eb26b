import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import told from './navigate.json' with { type: 'json' };

type Asking = { readonly installation: Installation; readonly communities: readonly DemoCommunity[] };

/** Somebody of the demo, with the role they hold everywhere. */
function somebody(community: DemoCommunity, email: string, role: string): Actor {
  return {
    ...community.actor,
    accountId: community.byEmail.get(email) ?? community.actor.accountId,
    roles: [{ role, siteId: null, studyId: null }],
  };
}

async function serviceNamed(installation: Installation, actor: Actor, name: string) {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(installation, {
    actor,
    operation: 'directory.searchServices',
    input: { text: name.split(' ')[0], limit: 50 },
    files: [],
  });
  const id = rows.find((row) => row.name === name)?.id;
  if (id === undefined) throw new Error(`the demo directory has no ${name}`);
  const { version } = await ask<{ version: number }>(installation, {
    actor,
    operation: 'directory.openService',
    input: { id },
    files: [],
  });
  return { serviceId: id, version };
}

/** Puts the sites of the demo on the map, has people keep records and say who takes referrals, and publishes the provincial directory. */
export async function keepDirectory({ installation, communities }: Asking): Promise<void> {
  const say = (actor: Actor, operation: string, input: object) =>
    ask(installation, { actor, operation, input, files: [] });
  for (const community of communities) {
    const steward = somebody(community, '', 'steward');
    for (const [index, site] of community.sites.entries()) {
      const spot = told.places[index % told.places.length];
      if (spot) await say(steward, 'directory.placeSite', { siteId: site.id, ...spot });
    }
  }
  const [first] = communities;
  if (first === undefined) return;
  for (const { by, role, service, ...said } of told.takings) {
    const actor = { ...somebody(first, by, role), locale: 'en' as const };
    const { serviceId } = await serviceNamed(installation, actor, service);
    await say(actor, 'directory.sayCapacity', { id: newId(), serviceId, ...said });
  }
  for (const { by, role, service, everyDays } of told.keepers) {
    const actor = { ...somebody(first, by, role), locale: 'en' as const };
    const known = await serviceNamed(installation, actor, service);
    await say(actor, 'directory.setKeeper', { ...known, keeperId: actor.accountId, everyDays });
  }
  const steward = somebody(first, told.steward, 'steward');
  const { rows } = await ask<{ rows: { id: string; code: string; version: number }[] }>(installation, {
    actor: steward,
    operation: 'directory.listSources',
    input: {},
    files: [],
  });
  const provincial = rows.find(({ code }) => code === 'demo-provincial');
  if (provincial)
    await say(steward, 'directory.publishSource', {
      id: provincial.id,
      version: provincial.version,
      on: true,
    });
}
