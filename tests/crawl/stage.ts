import { modules } from '../../app/modules.ts';
import type { ServerModule } from '../../kernel/server/module.ts';
import { buildDoor } from '../../kernel/server/serve.ts';
import { type World, world } from '../world.ts';
import { type Client, type Desk, desksOf, type Reader, readersOf } from './cast.ts';
import { Planting } from './plant.ts';

/** A door of its own in front of a world, which says in a header under which id a request stands in the audit trail. */
export async function doorOf(at: World, of: readonly ServerModule[] = modules) {
  const app = await buildDoor({
    database: at.database,
    modules: of,
    temporary: at.temporary,
    secure: false,
    checkAnswers: true,
    log: (entry) => at.faults.push(entry),
  });
  app.addHook('onSend', async (request, reply) => void reply.header('X-Request', request.id));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close() };
}

/** Lets a client stand to others as their standing says. */
async function stand(desk: Desk, client: Client, at: World, blockedId: string): Promise<void> {
  const { planter } = desk;
  const clientId = client.id;
  const { other } = at.sites;
  if (client.standing === 'circled' || client.standing === 'permitted')
    await planter.ok('people.joinCircle', { clientId, siteId: other.id, kind: 'support' });
  if (client.standing === 'permitted')
    await planter.ok('people.giveDirective', {
      clientId,
      effect: 'permit',
      binds: 'organisation',
      targetId: other.organisationId,
    });
  if (client.standing === 'blocked')
    await planter.ok('people.giveDirective', {
      clientId,
      effect: 'deny',
      binds: 'person',
      targetId: blockedId,
    });
}

/** A world whose places are full of planted words, and everybody who will ask. */
export async function stage(): Promise<{
  at: World;
  planting: Planting;
  desks: Desk[];
  readers: Reader[];
  close: () => Promise<void>;
}> {
  const at = await world();
  const door = await doorOf(at);
  const planting = new Planting(at, door.url);
  const desks = await desksOf(at);
  const readers = await readersOf(at);
  const blockedId = readers.find((reader) => reader.blocked)?.person?.accountId ?? '';
  await planting.begin();
  for (const desk of desks) await planting.fill(desk, (client) => stand(desk, client, at, blockedId));
  for (const desk of desks) await planting.look(desk);
  planting.stop();
  const close = async () => {
    await door.close();
    await at.close();
  };
  return { at, planting, desks, readers, close };
}
