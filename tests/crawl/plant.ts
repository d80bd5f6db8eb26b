import { modules } from '../../app/modules.ts';
import { newId } from '../../kernel/id.ts';
import { sampleInput } from '../fence/inputs.ts';
import type { Person, World } from '../world.ts';
import { type Answer, ask, jsonOf, type Named, operationsOf, writes } from './ask.ts';
import { type Canary, newWord } from './canary.ts';
import type { Client, Desk } from './cast.ts';
import { filesFor } from './files.ts';
import { newestFirst, type Row, rowsOf, tablesOf } from './ground.ts';
import { choiceFor, namingOf, type Setting, startingPoints } from './setting.ts';

/** A call that answered, with what was sent and what came back. */
export type Call = {
  readonly named: Named;
  readonly person: Person | undefined;
  readonly input: unknown;
  readonly words: readonly Canary[];
  readonly answer: Answer;
};

type Point = Pick<Setting, 'self' | 'from'>;

/** From which kind of record the input of an operation that answered was made. */
type Way = { readonly self: string | undefined; readonly from: string | undefined };

/** What takes away again: done once, so that a full record is left. */
const undoes = /\.(withdraw|remove|end|leave|disable|unlink|undo|reject|cancel|close|sign)/;

/** A person's own session and proofs: somebody else with none to lose asks in their place. */
export const isOwnEntry = (named: Named) =>
  named.module === 'identity' && named.operation.who === 'signed-in' && writes(named);

/** Fills the places of a world through every operation that writes, and remembers which operations answered and how. */
export class Planting {
  readonly at: World;
  /** The door that is asked. */
  url: string;
  readonly operations: readonly Named[] = operationsOf(modules);
  /** Words that stand in a record now, or stood. */
  readonly words = new Map<string, Canary>();
  /** Calls that answered, in their order. */
  readonly calls: Call[] = [];
  readonly #ways = new Map<string, Way>();
  /** With what an operation was refused last. */
  readonly refused = new Map<string, string>();
  readonly #failed = new Set<string>();
  readonly #rows = new Map<string, Row[]>();
  readonly #aside = new Set<string>();
  readonly #found = new Map<string, Row[]>();
  #tables: Awaited<ReturnType<typeof tablesOf>> = [];

  constructor(at: World, url = at.url) {
    this.at = at;
    this.url = url;
  }

  /** Everything that stands in the tables of the modules. */
  ground(): Promise<Row[]> {
    return rowsOf(this.at.admin, this.#tables);
  }

  /** Operations that answered. */
  reached(): ReadonlySet<string> {
    return new Set(this.#ways.keys());
  }

  /** Looks at what is there before anything is planted: none of it is to be changed. */
  async begin(): Promise<void> {
    this.#tables = await tablesOf(this.at.admin);
    const schemas = new Set(this.#tables.map(({ name }) => name.split('.')[0] ?? ''));
    for (const schema of schemas) await this.#read(schema);
    for (const schema of schemas) this.#keepAside(schema);
  }

  /** Fills a place: what belongs to nobody in particular, then each client as they stand to others with their record. */
  async fill(desk: Desk, stand: (client: Client) => Promise<void>): Promise<void> {
    const commands = this.operations.filter(
      (named) => writes(named) && named.name !== 'people.registerClient',
    );
    const general = commands.filter((named) => !namingOf(named).byClient);
    const personal = commands.filter((named) => namingOf(named).byClient);
    await this.#round(general, desk);
    for (const standing of desk.standings) {
      const client = await this.#register(desk, standing);
      await stand(client);
      await this.#read('people');
      this.#keepAside('people');
      await this.#round(personal, desk, client);
      if (desk.clients.length > 1) continue;
      await this.#round(
        personal.filter(({ name }) => !undoes.test(name)),
        desk,
        client,
      );
    }
    await this.#round(
      general.filter(({ name }) => !undoes.test(name)),
      desk,
    );
  }

  /** Asks what only reads, where it has not answered yet. */
  async look(desk: Desk): Promise<void> {
    for (const named of this.operations)
      for (const client of desk.clients)
        if (!this.#ways.has(named.name)) await this.#try(named, desk, client);
  }

  /** What an input of this operation would be about here, as it was where the operation answered; nothing where there is no such record. */
  settingFor(named: Named, desk: Desk, client?: Client, bare = false): Setting | undefined {
    const way = this.#ways.get(named.name);
    const point = startingPoints(named, this.#rowsOf(desk, client?.id)).find(
      (one) => !way || isWay(one, way),
    );
    return point && this.#setting(named, desk, point, { client, bare });
  }

  async #register(desk: Desk, standing: Client['standing']): Promise<Client> {
    const named = this.operations.find(({ name }) => name === 'people.registerClient');
    if (!named) throw new Error('clients cannot be registered');
    const client: Client = { id: newId(), standing, word: '', otherId: desk.clients.at(-1)?.id };
    const call = await this.send(this.#setting(named, desk, {}, { client }), desk.planter);
    if (call.answer.status !== 200) throw new Error(`no client was registered: ${call.answer.text}`);
    this.#ways.set(named.name, { self: undefined, from: undefined });
    const word = call.words.find(({ path }) => path === 'identity.name')?.word ?? '';
    desk.clients.push({ ...client, word });
    return { ...client, word };
  }

  /** One operation after another; after each that answers, those that were not possible before are tried again. */
  async #round(commands: readonly Named[], desk: Desk, client?: Client): Promise<void> {
    const waiting = new Map<string, Named>();
    for (const named of commands) {
      if (!(await this.#try(named, desk, client))) {
        waiting.set(named.name, named);
        continue;
      }
      for (const again of [...waiting.values()].filter((one) => one.module === named.module))
        if (await this.#try(again, desk, client)) waiting.delete(again.name);
    }
  }

  /** Tries an operation from each record it could be about until it answers; what did not work is not tried again from the same record. */
  async #try(named: Named, desk: Desk, client?: Client): Promise<boolean> {
    const way = this.#ways.get(named.name);
    const points = startingPoints(named, this.#rowsOf(desk, client?.id));
    for (const point of way ? points.filter((one) => isWay(one, way)) : points) {
      const { self, from } = point;
      const tried = [
        named.name,
        desk.site.id,
        client?.id,
        self?.key,
        self?.version,
        from?.key,
        from?.version,
      ];
      if (this.#failed.has(tried.join())) continue;
      const setting = this.#setting(named, desk, point, { client, bare: !writes(named) });
      const person = isOwnEntry(named) ? await this.at.person([], desk.site) : desk.planter;
      const { answer } = await this.send(setting, person);
      if (answer.status !== 200)
        this.refused.set(named.name, String(jsonOf(answer)['code'] ?? answer.status));
      else {
        if (!way) this.#ways.set(named.name, { self: self?.table, from: from?.table });
        return true;
      }
      this.#failed.add(tried.join());
    }
    return false;
  }

  #setting(
    named: Named,
    desk: Desk,
    point: Point,
    more: { client?: Client | undefined; bare?: boolean },
  ): Setting {
    const { client, bare = false } = more;
    return {
      named,
      site: desk.site,
      clientId: client?.id,
      clientWord: client?.word,
      otherClientId: client?.otherId,
      planterId: desk.planter.actor.accountId,
      helperId: desk.helperId,
      strangerId: desk.strangerId,
      rows: this.#rowsOf(desk, client?.id),
      lesson: this.#rows
        .get('network')
        ?.find(
          (row) => row.table === 'network.published_lesson' && row.communityId !== desk.site.communityId,
        ),
      bare,
      ...point,
    };
  }

  /** Makes an input for a setting, its texts planted, and sends it as a person, or as nobody. */
  async send(setting: Setting, person: Person | undefined): Promise<Call> {
    const { named, site, self, from } = setting;
    const personal = namingOf(named).byClient || named.module === 'people';
    const clientId = personal ? setting.clientId : (self?.clientId ?? from?.clientId);
    const words: Canary[] = [];
    const say = (path: string) => {
      const word = newWord();
      words.push({
        word,
        communityId: person?.communityId ?? '',
        siteId: site.id,
        clientId,
        accountId: person?.accountId ?? '',
        operation: named.name,
        path,
      });
      return `${word} was said here`;
    };
    const input = sampleInput(named.operation.input, choiceFor(setting, say));
    const answer = await ask(this.url, person?.token, named, input, filesFor(setting, say));
    const call = { named, person, input, words, answer };
    if (answer.status === 200) {
      this.calls.push(call);
      for (const word of words) this.words.set(word.word, word);
      if (writes(named) && this.#growing) await this.#read(named.module);
    }
    return call;
  }

  /** From here on inputs are made from the records as they stand now. */
  stop(): void {
    this.#growing = false;
  }
  #growing = true;

  async #read(module: string): Promise<void> {
    const schema = module === 'exchange' ? 'directory' : module;
    const tables = this.#tables.filter(({ name }) => name.startsWith(`${schema}.`));
    this.#rows.set(schema, newestFirst(await rowsOf(this.at.admin, tables)));
    this.#found.clear();
  }

  #keepAside(schema: string): void {
    for (const row of this.#rows.get(schema) ?? []) this.#aside.add(row.key);
    this.#found.clear();
  }

  /** What was planted at a place by its planter, and for this client where it is anybody's. */
  #rowsOf(desk: Desk, clientId: string | undefined): Row[] {
    const place = `${desk.site.id} ${clientId ?? ''}`;
    const known = this.#found.get(place);
    if (known) return known;
    const { accountId } = desk.planter;
    const found = [...this.#rows.values()]
      .flat()
      .filter(
        (row) =>
          row.communityId === desk.site.communityId &&
          !this.#aside.has(row.key) &&
          (row.clientId === undefined || row.clientId === clientId) &&
          (row.columns['created_by'] ?? accountId) === accountId,
      );
    this.#found.set(place, found);
    return found;
  }
}

const isWay = (point: Point, way: Way): boolean =>
  point.self?.table === way.self && point.from?.table === way.from;
