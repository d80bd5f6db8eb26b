import { askAs, load, percentile } from './ask.ts';
import { fillClients } from './clients.ts';
import { authorsFor, fillContacts, fillTeam, sealNotes } from './contacts.ts';
import type { Figure } from './figures.ts';
import { fillPathway, pathway } from './pathway.ts';
import { type Asked, askPage, recordPage } from './recorded.ts';
import type { Stage } from './stage.ts';

/** How much there is: clients, and contacts for each of them; `small` is the first tenth, measured before the rest is added. */
export type Size = { readonly clients: number; readonly small: number; readonly each: number };

const opened = 60;
const times = 120;

type Codes = { readonly kindCode: string; readonly placeCode: string };
type Page = { readonly asked: readonly Asked[]; readonly p95: number; readonly floor: number };

async function p95(work: (index: number) => Promise<unknown>): Promise<number> {
  await load(1, Math.ceil(times / 3), work);
  return percentile((await load(1, times, work)).times, 0.95);
}

/** The whole of a client's page as its own code asks for it, for many clients in turn, beside the bare query of their contacts. */
async function clientPage(stage: Stage, clients: readonly string[]): Promise<Page> {
  const [from = '', ...others] = clients;
  const asked = await recordPage(stage, `/clients/${from}`);
  const to = (index: number) => others[index % others.length] ?? '';
  const floor = await p95((index) =>
    stage.admin.query(
      'select id, kind_code, occurred_at, note from care.contact where community_id = $1 and client_id = $2 order by occurred_at desc, id desc limit 21',
      [stage.actor.communityId, to(index)],
    ),
  );
  return { asked, floor, p95: await p95((index) => askPage(stage, asked, { from, to: to(index) })) };
}

/** The whole of the first screen of the day, beside the bare query of the next steps on it. */
async function today(stage: Stage): Promise<Page> {
  const asked = await recordPage(stage, '/');
  const floor = await p95(() =>
    stage.admin.query(
      `select id, client_id, due_on from care.task where community_id = $1 and owner_account_id = $2 and done_at is null and due_on <= current_date + 7
       order by due_on, id limit 50`,
      [stage.actor.communityId, stage.actor.accountId],
    ),
  );
  return { asked, floor, p95: await p95(() => askPage(stage, asked)) };
}

/** The slowest of a page's questions asked alone: where to look first. */
async function slowest(stage: Stage, what: string, { asked }: Page): Promise<Figure> {
  const each: { operation: string; value: number }[] = [];
  for (const { operation, input } of asked)
    each.push({ operation, value: await p95(() => askAs(stage, operation, JSON.parse(input))) });
  const [most] = each.sort((left, right) => right.value - left.value);
  return {
    what: `${what}, slowest question alone (${most?.operation ?? ''}), p95`,
    value: most?.value ?? 0,
    unit: 'ms',
  };
}

/** Adds clients with everything, and gives the ids of some whose notes open. */
async function grow(stage: Stage, count: number, filling: { each: number; team: string[]; codes: Codes }) {
  const { ids } = await fillClients(stage, count);
  const authors = authorsFor(count, filling.team);
  await fillContacts(stage, { ...filling, authors, clients: ids });
  await fillPathway(stage);
  const some = ids.filter((_, index) => index % Math.max(1, Math.floor(count / opened)) === 0);
  await sealNotes(stage, some);
  await stage.admin.query('vacuum analyze');
  return some;
}

/** Client page, first screen of the day and pathway board over many clients with many contacts, and how the client's page grows with them. */
export async function large(stage: Stage, size: Size, codes: Codes): Promise<Figure[]> {
  const filling = { each: size.each, codes, team: await fillTeam(stage) };
  const some = await grow(stage, size.small, filling);
  const small = await clientPage(stage, some);
  const begun = performance.now();
  const more = await grow(stage, size.clients - size.small, { ...filling, team: filling.team.slice(1) });
  const contacts = size.clients * size.each;
  const rate = (((size.clients - size.small) * size.each) / (performance.now() - begun)) * 1000;
  const among = `${size.clients} clients, ${contacts} contacts`;
  const full = await clientPage(stage, [...some.slice(0, opened / 2), ...more.slice(0, opened / 2)]);
  const day = await today(stage);
  return [
    { what: 'clients with contacts, next steps and their way put in, contacts', value: rate, unit: '/s' },
    pageFigure(`client page, all ${full.asked.length} questions, ${among}, p95`, full),
    await slowest(stage, 'client page', full),
    { ...pageFigure(`client page, ${size.small} clients, p95`, small), aim: undefined },
    {
      what: `growth of the client page from ${size.small} to ${size.clients} clients`,
      value: full.p95 / small.p95,
      unit: '×',
      aim: 'at most 1.3×',
    },
    pageFigure(`Today, all ${day.asked.length} questions, ${among}, p95`, day),
    await slowest(stage, 'Today', day),
    ...(await pathway(stage, size.clients)),
  ];
}

const pageFigure = (what: string, page: Page): Figure => ({
  what,
  value: page.p95,
  unit: 'ms',
  floor: page.floor,
  aim: 'under 80 ms',
});
