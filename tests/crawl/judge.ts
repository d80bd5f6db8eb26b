import { type Canary, idsIn, wordsIn } from './canary.ts';
import type { Client, Desk, Reader } from './cast.ts';
import type { Row } from './ground.ts';

/** Operations that tell ids of clients outside the circle of whoever asks, each with its reason. */
const tellsIds: Readonly<Record<string, string>> = {
  'people.locateClient': 'says that somebody is here, so that emergency access can be asked for',
  'people.listOverrides': 'the privacy officer reviews whose record was opened',
  'oversight.readTrail': 'the privacy officer reads whose records were opened',
  'oversight.whoOpened': 'the privacy officer reads who opened a record',
};

/** Words that somebody without the record may read, each with its reason. */
const tellsWords: Readonly<Record<string, string>> = {
  'people.listOverrides people.breakGlass': 'the privacy officer reads why access was taken',
  'evidence.readKey evidence.addTranscript': 'the privacy officer keeps the key of the pseudonyms',
};

/** What one person said or was understood to say: for those who study it and those who lead its site. */
const ofOnePerson =
  /^(evidence\.(addTranscript|importTexts)|coding\.(addCoding|changeCoding|importCodings|.*[mM]emo))/;
/** What a study is called and how it codes: for everybody who studies or leads. */
const ofAStudy = /^(evidence|coding)\./;
/** What those who work here suggest: for those who study, and those who lead the site. */
const suggested = /^evidence\.suggest/;

/** How a site prepares and keeps its footing, and how it is reviewed: for those who work there, but for rates, which are the community’s. */
const ofASite = /^(groundwork\.(?!addRate)|fidelity\.)/;

/** Says who may know what, from the words of the rules and not from the code that keeps them. */
export class Judge {
  readonly #desks: readonly Desk[];
  /** Ids that somebody of a community sent: its trail says that they were asked for. */
  readonly #asked = new Map<string, Set<string>>();
  readonly #words: ReadonlyMap<string, Canary>;
  readonly #rows: ReadonlyMap<string, Row[]>;
  readonly #published: ReadonlySet<string>;
  readonly #openWords: ReadonlySet<string>;
  readonly #clients: ReadonlyMap<string, { readonly desk: Desk; readonly client: Client }>;

  constructor(desks: readonly Desk[], words: ReadonlyMap<string, Canary>, rows: readonly Row[]) {
    this.#desks = desks;
    this.#words = words;
    this.#rows = Map.groupBy(
      rows.filter((row) => row.id !== undefined),
      (row) => row.id ?? '',
    );
    const shared = rows.filter((row) =>
      /^network\.(published_lesson|member|uptake|shared_alert|alert_receipt)$/.test(row.table),
    );
    this.#published = new Set(shared.flatMap((row) => [row.id ?? '', row.communityId, ...placesIn(row)]));
    this.#openWords = wordsIn(
      shared
        .filter((row) => !/^network\.(uptake|alert_receipt)$/.test(row.table))
        .map((row) => JSON.stringify(row.columns))
        .join(),
    );
    this.#clients = new Map(
      desks.flatMap((desk) => desk.clients.map((client) => [client.id, { desk, client }] as const)),
    );
  }

  /** Whether somebody may know a client's record: they work where the client is known, or where the client allowed it, and are not blocked. */
  mayKnowClient(reader: Reader, clientId: string): boolean {
    const known = this.#clients.get(clientId);
    if (!known || (reader.blocked && known.client.standing === 'blocked')) return false;
    if (reader.careSites.includes(known.desk.site.id)) return true;
    const neighbours = this.#desks.filter(({ site }) => reader.careSites.includes(site.id));
    const apart = neighbours.some(({ site }) => site.organisationId !== known.desk.site.organisationId);
    return (
      apart && known.client.standing === 'permitted' && reader.communityId === known.desk.site.communityId
    );
  }

  #mayKnowWord(reader: Reader, canary: Canary, operation: string): boolean {
    if (this.#openWords.has(canary.word)) return reader.communityId !== undefined;
    if (canary.communityId !== reader.communityId) return false;
    if (canary.accountId === reader.person?.accountId && !reader.blocked) return true;
    if (`${operation} ${canary.operation}` in tellsWords && reader.roles.includes('privacy')) return true;
    if (canary.clientId !== undefined) return this.mayKnowClient(reader, canary.clientId);
    if (ofASite.test(canary.operation)) return this.#mayKnowOfSite(reader, canary, operation);
    return this.#mayKnowOfStudies(reader, canary);
  }

  #mayKnowOfSite(reader: Reader, canary: Canary, operation: string): boolean {
    if (reader.roles.includes('steward')) return true;
    if ([...reader.careSites, ...reader.leads].includes(canary.siteId)) return true;
    // What was given to the evidence is a suggestion from then on.
    const given = /Entry$/.test(canary.operation) && /^(evidence|coding)\./.test(operation);
    return given && reader.roles.includes('evaluator');
  }

  #mayKnowOfStudies(reader: Reader, { operation, siteId }: Canary): boolean {
    if (!ofAStudy.test(operation)) return true;
    const studies = reader.roles.some((role) => role === 'steward' || role === 'evaluator');
    if (suggested.test(operation)) return studies || reader.leads.includes(siteId);
    if (ofOnePerson.test(operation)) return (studies && reader.studies) || reader.leads.includes(siteId);
    return studies || reader.leads.length > 0 || reader.roles.includes('privacy');
  }

  /** Whether somebody may know that a row with this id is there. An id that stands for several rows may be known through any of them. */
  mayKnowId(reader: Reader, id: string): boolean {
    const rows = this.#rows.get(id);
    if (!rows || this.#published.has(id)) return true;
    return rows.some(
      (row) =>
        row.communityId === reader.communityId &&
        (row.clientId === undefined || this.mayKnowClient(reader, row.clientId)),
    );
  }

  /** What an answer tells somebody who may not know it; what they sent themselves is no news to them. */
  leaksIn(reader: Reader, operation: string, sent: string, text: string): string[] {
    const [words, ids] = [wordsIn(sent), idsIn(sent)];
    const asked = this.#asked.get(reader.communityId ?? '') ?? new Set<string>();
    for (const id of ids) asked.add(id);
    this.#asked.set(reader.communityId ?? '', asked);
    const leaks: string[] = [];
    for (const word of wordsIn(text)) {
      const canary = this.#words.get(word);
      if (words.has(word) || !canary || this.#mayKnowWord(reader, canary, operation)) continue;
      leaks.push(
        `${operation} told ${reader.label} what ${canary.operation} wrote in ${canary.path}${this.#of(canary.clientId, canary.siteId)}`,
      );
    }
    for (const id of idsIn(text)) {
      if (ids.has(id) || this.mayKnowId(reader, id)) continue;
      const [row] = this.#rows.get(id) ?? [];
      if (operation in tellsIds && (row?.communityId === reader.communityId || asked.has(id))) continue;
      leaks.push(
        `${operation} told ${reader.label} an id of ${row?.table ?? 'a row'}${this.#of(row?.clientId)}`,
      );
    }
    return leaks;
  }

  /** Whose records an answer tells words of. */
  clientsIn(sent: string, text: string): string[] {
    const own = wordsIn(sent);
    return [...wordsIn(text)].flatMap((word) =>
      own.has(word) ? [] : (this.#words.get(word)?.clientId ?? []),
    );
  }

  /** Ids in an input that whoever sends it may not know. */
  foreignIn(reader: Reader, sent: string): string[] {
    return [...idsIn(sent)].filter((id) => !this.mayKnowId(reader, id));
  }

  #of(clientId: string | undefined, siteId?: string): string {
    const known = clientId === undefined ? undefined : this.#clients.get(clientId);
    if (known) return `, of the client ${known.client.standing} at ${known.desk.site.code}`;
    const site = this.#desks.find((desk) => desk.site.id === siteId)?.site;
    return site ? `, at ${site.code}` : '';
  }
}

/** The places a published row names, which everybody may then know. */
function placesIn(row: Row): string[] {
  return ['site_id', 'organisation_id', 'lesson_id', 'lesson_community_id'].flatMap((column) => {
    const value = row.columns[column];
    return typeof value === 'string' ? [value] : [];
  });
}
