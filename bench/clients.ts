import { drawing } from '../app/demo/draw.ts';
import names from '../app/demo/lives.json' with { type: 'json' };
import { newId } from '../kernel/id.ts';
import { registerClients } from '../modules/people/server/index.ts';
import { askAs, load, percentile } from './ask.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const atOnce = 500;

/** Registers many clients set-based, and gives their ids and how many a second. */
export async function fillClients(stage: Stage, count: number): Promise<{ ids: string[]; rate: number }> {
  const draw = drawing(7);
  const ids: string[] = [];
  const begun = performance.now();
  for (let done = 0; done < count; done += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - done) }, () => ({
      id: newId(),
      siteId: stage.site.id,
      identity: {
        name: `${draw.pick(names.given)} ${draw.pick(names.family)}-${draw.pick(names.family)}`,
        birthDate: '1980-01-01',
        phone: '555-0100',
      },
    }));
    await stage.installation.database.asActor(stage.actor, { id: newId() }, (tx) =>
      registerClients(tx, some),
    );
    ids.push(...some.map((one) => one.id));
  }
  await stage.admin.query('vacuum analyze');
  return { ids, rate: (count / (performance.now() - begun)) * 1000 };
}

const typed = [
  'odette',
  'lachanse',
  'whitlok',
  'noe',
  'sandov',
  'thibault eklund',
  'quesnel',
  'leonie',
  'zelinsk',
  'hawthrone',
];

/** Search and list over all clients through the door, beside the bare query of the same page. */
export async function clients(stage: Stage, count: number): Promise<Figure[]> {
  const search = (index: number) =>
    askAs(stage, 'people.searchClients', { text: typed[index % typed.length] ?? '' });
  const list = () => askAs(stage, 'people.listClients', { siteId: stage.site.id, limit: 50 });
  const bare = () =>
    stage.admin.query(
      'select id, status, language, version from people.client where community_id = $1 and site_id = $2 order by id desc limit 51',
      [stage.actor.communityId, stage.site.id],
    );
  await load(1, 40, search);
  const searched = await load(1, 300, search);
  await load(1, 20, list);
  const listed = await load(1, 200, list);
  const floor = await load(1, 200, bare);
  return [
    {
      what: `search among ${count} clients, p95`,
      value: percentile(searched.times, 0.95),
      unit: 'ms',
      aim: 'under 60 ms',
    },
    {
      what: `a page of 50 of ${count} clients, names opened, p95`,
      value: percentile(listed.times, 0.95),
      unit: 'ms',
      floor: percentile(floor.times, 0.95),
    },
  ];
}
