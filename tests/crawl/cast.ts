import type { Person, Site, World } from '../world.ts';

const care = ['worker', 'clinician', 'coordinator'] as const;
const wide = ['steward', 'evaluator', 'privacy', 'funder'] as const;

/** How a client of a place stands to others: nobody else; another organisation in the circle, without and with leave; somebody blocked by name. */
export type Standing = 'alone' | 'circled' | 'permitted' | 'blocked';

/** A client, the word that their name begins with, and another client of the same place. */
export type Client = {
  readonly id: string;
  readonly standing: Standing;
  readonly word: string;
  readonly otherId: string | undefined;
};

/** A place with somebody who may do everything there, and whom its clients are. */
export type Desk = {
  readonly site: Site;
  readonly planter: Person;
  readonly helperId: string;
  readonly strangerId: string;
  readonly standings: readonly Standing[];
  readonly clients: Client[];
};

/** Somebody who asks, and what they are to the record. */
export type Reader = {
  readonly label: string;
  readonly person: Person | undefined;
  readonly communityId: string | undefined;
  readonly homeId: string;
  readonly roles: readonly string[];
  /** Sites where they work with clients; sites they lead. */
  readonly careSites: readonly string[];
  readonly leads: readonly string[];
  readonly blocked?: true;
  /** Also asks what is slow: uploads, downloads, their own sessions; and compares what is hidden with what is not there. */
  readonly thorough?: true;
  /** False for an evaluator of one other study. */
  readonly studies: boolean;
  /** The same person in another browser, to be signed out or disabled. */
  readonly spare: () => Promise<Person | undefined>;
};

type Given = { role: string; site?: Site; studyId?: string };

/** The places of the crawl: two sites of one organisation, one of another, one of another community. */
export async function desksOf(at: World): Promise<Desk[]> {
  const standings: Record<string, readonly Standing[]> = { a1: ['alone', 'circled', 'permitted', 'blocked'] };
  const { a1, a2, other, b1 } = at.sites;
  const desks: Desk[] = [];
  for (const site of [a1, a2, other, b1]) {
    const roles: Given[] = [
      ...[...care, 'lead'].map((role) => ({ role, site })),
      ...wide.map((role) => ({ role })),
    ];
    desks.push({
      site,
      planter: await at.person(roles, site),
      helperId: (await at.person([], site)).accountId,
      strangerId: (await at.person([], site)).accountId,
      standings: standings[site.code] ?? ['alone'],
      clients: [],
    });
  }
  return desks;
}

let last: Promise<unknown> = Promise.resolve();
/** One after another: people are made through one connection. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}

async function reader(
  at: World,
  label: string,
  given: readonly Given[],
  home: Site,
  more: Partial<Reader> = {},
): Promise<Reader> {
  const make = () => inTurn(() => at.person(given, home));
  const sitesOf = (of: readonly string[]) =>
    given.flatMap(({ role, site }) => (site && of.includes(role) ? [site.id] : []));
  return {
    label,
    person: await make(),
    communityId: home.communityId,
    homeId: home.id,
    roles: [...new Set(given.map(({ role }) => role))],
    careSites: sitesOf(care),
    leads: sitesOf(['lead', 'coordinator']),
    studies: !given.some(({ studyId }) => studyId !== undefined),
    spare: make,
    ...more,
  };
}

/** Everybody who asks: each role in each relation, and those who should get nothing at all. */
export async function readersOf(at: World): Promise<Reader[]> {
  const { a1, a2, other, b1 } = at.sites;
  const readers: Reader[] = [];
  for (const site of [a1, a2, other, b1])
    for (const role of [...care, 'lead'])
      readers.push(
        await reader(at, `${role} at ${site.code}`, [{ role, site }], site, thorough(role, site, a1)),
      );
  for (const home of [a1, b1])
    for (const role of wide)
      readers.push(
        await reader(at, `${role} of community ${home.code[0]}`, [{ role }], home, thorough(role, home, a1)),
      );
  const all = [...care, 'lead'].map((role) => ({ role, site: a1 }));
  readers.push(await reader(at, 'blocked by name at a1', all, a1, { blocked: true }));
  const mixed = [
    { role: 'lead', site: a1 },
    { role: 'worker', site: a2 },
  ];
  readers.push(await reader(at, 'lead at a1, worker at a2', mixed, a1));
  const elsewhere = [{ role: 'evaluator', studyId: crypto.randomUUID() }];
  readers.push(await reader(at, 'evaluator of another study', elsewhere, a1));
  const suspended = await reader(at, 'suspended at a1', all, a1, nothing);
  await at.admin.query(
    'update identity.account set disabled_at = now(), version = version + 1 where id = $1',
    [suspended.person?.accountId],
  );
  readers.push(suspended);
  readers.push({ ...(await reader(at, 'signed out', [], a1, nothing)), person: undefined });
  return readers;
}

/** One of each kind at the first site is thorough. */
const thorough = (role: string, site: Site, first: Site): Partial<Reader> =>
  site === first && !['clinician', 'coordinator', 'funder'].includes(role) ? { thorough: true } : {};

const nothing = {
  communityId: undefined,
  roles: [],
  careSites: [],
  leads: [],
  studies: false,
  spare: async () => undefined,
};
