import { newId } from '../../kernel/id.ts';
import { type Answer, ask, isFor, jsonOf, type Named, writes } from './ask.ts';
import type { Client, Desk, Reader } from './cast.ts';
import type { Row } from './ground.ts';
import type { Judge } from './judge.ts';
import { type Call, isOwnEntry, type Planting } from './plant.ts';
import { namingOf } from './setting.ts';

/** What everybody was told, what they should not have been told or let do, and how much was asked. */
export type Outcome = {
  readonly findings: Set<string>;
  readonly answered: Map<string, Set<string>>;
  /** Whose record each reader was told of. */
  readonly told: Map<string, Set<string>>;
  asked: number;
};

/** Operations that name records their sender may not open, each with its reason. */
const meantForOthers: Readonly<Record<string, string>> = {
  'network.useLesson': 'a published lesson is there to be used elsewhere',
  'people.reviewOverride': 'the privacy officer judges access to records that stay closed to them',
};

type Target = { readonly desk: Desk; readonly client: Client | undefined };

/** Asks every operation as every reader about every place and client. */
export class Crawl {
  readonly #planting: Planting;
  readonly #judge: Judge;
  readonly #desks: readonly Desk[];
  readonly outcome: Outcome = {
    findings: new Set(),
    answered: new Map(),
    told: new Map(),
    asked: 0,
  };

  constructor(planting: Planting, judge: Judge, desks: readonly Desk[]) {
    this.#planting = planting;
    this.#judge = judge;
    this.#desks = desks;
  }

  /** All of it, a few readers at a time: first what only reads, so that what is written does not disturb it. */
  async run(readers: readonly Reader[], operations = this.#planting.operations): Promise<Outcome> {
    for (const kind of [false, true]) {
      const waiting = [...readers];
      const work = async () => {
        for (let one = waiting.shift(); one; one = waiting.shift())
          for (const named of operations.filter((each) => writes(each) === kind))
            await this.#askAll(one, named);
      };
      await Promise.all(Array.from({ length: 5 }, work));
    }
    return this.outcome;
  }

  #targets(named: Named, reader: Reader): Target[] {
    const [first] = this.#desks;
    if (reader.communityId === undefined) return first ? [{ desk: first, client: first.clients[0] }] : [];
    const { operation } = named;
    if (operation.who === 'public' || !isFor(operation, reader.roles)) return [];
    const slow = operation.kind === 'upload' || operation.kind === 'download' || isOwnEntry(named);
    if (slow && !reader.thorough) return [];
    const personal = namingOf(named).byClient || named.module === 'people';
    const all = this.#desks.flatMap((desk): Target[] =>
      (personal ? this.#clientsOf(desk, reader) : desk.clients.slice(0, 1)).map((client) => ({
        desk,
        client,
      })),
    );
    const near = new Set([reader.homeId, first?.site.id, this.#desks.at(-1)?.site.id]);
    const places = personal ? all : all.filter(({ desk }) => near.has(desk.site.id));
    return slow
      ? places.filter(({ desk }) => desk.site.communityId !== reader.communityId).slice(0, 1)
      : places;
  }

  /** One client of each place; whoever is blocked asks about that one too, and another organisation about each standing. */
  #clientsOf(desk: Desk, reader: Reader): Client[] {
    const homes = this.#desks.filter(({ site }) => reader.careSites.includes(site.id));
    const apart =
      desk.site.communityId === reader.communityId &&
      homes.length > 0 &&
      homes.every(({ site }) => site.organisationId !== desk.site.organisationId);
    const [first] = desk.clients;
    return desk.clients.filter(
      (client) => client === first || apart || (reader.blocked && client.standing === 'blocked'),
    );
  }

  async #askAll(reader: Reader, named: Named): Promise<void> {
    const targets = this.#targets(named, reader);
    const bareFirst = writes(named) ? [] : targets.slice(0, 1).map((target) => ({ ...target, bare: true }));
    const about = writes(named) || namingOf(named).namesAny ? targets : [];
    for (const { desk, client, bare } of [
      ...bareFirst,
      ...about.map((target) => ({ ...target, bare: false })),
    ]) {
      if (isEmergency(named) && client && !this.#mayTakeAccess(reader, desk, client)) continue;
      const setting = this.#planting.settingFor(named, desk, client, bare);
      if (!setting) continue;
      const person = isOwnEntry(named) ? await reader.spare() : reader.person;
      const call = await this.#planting.send(setting, person);
      this.outcome.asked += 1;
      this.#weigh(reader, named, JSON.stringify(call.input), call.answer);
      if (reader.thorough && desk.site.communityId !== reader.communityId) await this.#compare(reader, call);
    }
  }

  /** Emergency access opens a client's record for an hour; taken here, it would be the reader's own right afterwards. */
  #mayTakeAccess(reader: Reader, desk: Desk, client: Client): boolean {
    return (
      desk.site.communityId !== reader.communityId ||
      (client.standing === 'blocked' && reader.blocked === true) ||
      this.#judge.mayKnowClient(reader, client.id)
    );
  }

  #weigh(reader: Reader, named: Named, sent: string, answer: { status: number; text: string }): void {
    const { findings, answered, told } = this.outcome;
    const known = told.get(reader.label) ?? new Set();
    for (const clientId of this.#judge.clientsIn(sent, answer.text)) known.add(clientId);
    told.set(reader.label, known);
    if (answer.status >= 500) findings.add(`${named.name} failed for ${reader.label} with ${answer.status}`);
    for (const leak of this.#judge.leaksIn(reader, named.name, sent, answer.text)) findings.add(leak);
    if (answer.status !== 200) return;
    const who = answered.get(named.name) ?? new Set();
    answered.set(named.name, who.add(reader.label));
    if (reader.communityId === undefined && named.operation.who !== 'public')
      findings.add(`${named.name} answered ${reader.label}`);
    if (
      writes(named) &&
      !(named.name in meantForOthers && reader.communityId !== undefined) &&
      this.#judge.foreignIn(reader, sent).length > 0
    )
      findings.add(`${named.name} let ${reader.label} write to what they may not know`);
  }

  /** What another community has must look like what nobody has: the same answer for its ids as for ids that were never given. */
  async #compare(reader: Reader, call: Call): Promise<void> {
    const { named, person, answer } = call;
    const text = JSON.stringify(call.input);
    const foreign = this.#judge.foreignIn(reader, text);
    if (foreign.length === 0 || named.operation.kind === 'upload' || isOwnEntry(named)) return;
    const swapped = foreign.reduce((all, id) => all.replaceAll(id, newId()), text);
    const nowhere = await ask(this.#planting.url, person?.token, named, JSON.parse(swapped));
    const said = (one: Answer) => `${one.status} ${String(jsonOf(one)['code'] ?? '')}`;
    if (said(answer) !== said(nowhere))
      this.outcome.findings.add(
        `${named.name} tells ${reader.label} another community's id (${said(answer)}) from one that nobody has (${said(nowhere)})`,
      );
  }
}

const isEmergency = (named: Named) => named.name === 'people.breakGlass';

/** Whose change a row is: whoever replaced its earlier version last, or made it. */
export type Authors = ReadonlyMap<string, string>;

/** Tables whose rows are kept by somebody who may not open the record, each with its reason. */
const keptByOthers: Readonly<Record<string, string>> = {
  'people.override': 'the privacy officer judges access to records that stay closed to them',
};

/** Rows that somebody changed or made without being allowed to know them. */
export function trespasses(
  changed: readonly Row[],
  authors: Authors,
  readers: readonly Reader[],
  judge: Judge,
): string[] {
  const byAccount = new Map(
    readers.flatMap((reader) => (reader.person ? [[reader.person.accountId, reader] as const] : [])),
  );
  return changed.flatMap((row) => {
    const author = authors.get(`${row.table} ${row.id ?? ''}`) ?? String(row.columns['created_by'] ?? '');
    const reader = byAccount.get(author);
    if (!reader) return [];
    if (row.communityId !== reader.communityId)
      return [`${reader.label} changed ${row.table} of another community`];
    const known =
      row.clientId === undefined ||
      judge.mayKnowClient(reader, row.clientId) ||
      (row.table in keptByOthers && reader.roles.includes('privacy'));
    return known ? [] : [`${reader.label} changed ${row.table} of a client they may not know`];
  });
}
