import { bindings, dataClasses } from '../../model.ts';

type Period = { readonly from: number; readonly to: number | null };
export type Circle = Period & { readonly site: string | null; readonly account: string | null };
export type Override = { readonly account: string; readonly from: number; readonly to: number };
export type Directive = Period & {
  readonly effect: 'permit' | 'deny';
  readonly binds: (typeof bindings)[number];
  readonly target: string | null;
  readonly role: string | null;
  readonly dataClass: string;
  readonly purpose: string;
};
/** Somebody's role at a site, as it was given to them. */
export type Place = { readonly role: string; readonly site: string };
/** What a lock covers: one of the client's two records, or a program of an organisation with classes of data beside it. */
export type Lock = Period & {
  readonly site: string;
  readonly organisation: string;
  readonly team: string | null;
  readonly accounts: readonly string[];
  readonly record: 0 | 1 | null;
  readonly program: string | null;
  readonly classes: readonly string[];
};
export type Circumstance = {
  readonly account: string;
  readonly held: readonly Place[];
  readonly roles: readonly string[];
  readonly sites: readonly string[];
  readonly organisations: readonly string[];
  readonly purpose: string;
};
export type Question = {
  readonly dataClass: string;
  readonly organisation: string | null;
  readonly program: string | null;
  readonly record: 0 | 1 | null;
};

/** The places and accounts that cases are drawn from. */
export type Cast = {
  readonly sites: readonly { readonly id: string; readonly organisationId: string }[];
  readonly accounts: readonly string[];
  readonly held: Readonly<Record<string, readonly Place[]>>;
};

/** Draws the same cases again for the same seed (mulberry32). */
export function drawing(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const some = <T>(from: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: below(most + 1) }, () => pick(from))),
  ];
  return { below, pick, some };
}

type Draw = ReturnType<typeof drawing>;

/** Hours from now: long ago, an hour ago, this very moment, in an hour. */
const moments = [-48, -1, 0, 1];

function period({ pick }: Draw): Period {
  const from = pick([-48, -48, -48, -1, 0, 1]);
  const ends = [null, null, ...moments.filter((moment) => moment >= from)];
  return { from, to: pick(ends) };
}

/** One account turns up half of the time, so that directives, overrides and circumstances meet. */
const somebody = ({ pick }: Draw, cast: Cast): string => pick([cast.accounts[0] ?? '', pick(cast.accounts)]);

const roles = ['worker', 'clinician', 'coordinator'];

function directive(draw: Draw, cast: Cast): Directive {
  const { pick } = draw;
  const binds = pick(bindings);
  const ids = {
    site: cast.sites.map((site) => site.id),
    organisation: cast.sites.map((site) => site.organisationId),
    everyone_but: [...cast.accounts, ...cast.sites.flatMap((site) => [site.id, site.organisationId])],
  };
  return {
    ...period(draw),
    effect: pick(['permit', 'permit', 'deny']),
    binds,
    target:
      binds === 'everyone' || binds === 'role'
        ? null
        : binds === 'person'
          ? somebody(draw, cast)
          : pick(ids[binds]),
    role: binds === 'role' ? pick(roles) : null,
    dataClass: pick(['all', 'all', ...dataClasses]),
    purpose: pick(['all', 'all', 'care', 'program']),
  };
}

const programs = ['one', 'two'];

/** At most one lock on a thing stands without an end, as the database has it. */
function onceEach(locks: readonly Lock[]): Lock[] {
  const key = (lock: Lock) => `${lock.record} ${lock.program} ${lock.program && lock.organisation}`;
  return locks.filter(
    (lock, index) =>
      lock.to !== null ||
      !locks.slice(0, index).some((other) => other.to === null && key(other) === key(lock)),
  );
}

function lock(draw: Draw, cast: Cast): Lock {
  const { pick, some, below } = draw;
  const at = pick(cast.sites);
  const whole = below(2) === 0;
  return {
    ...period(draw),
    site: at.id,
    organisation: at.organisationId,
    team: pick([null, 'all', ...roles]),
    accounts: [somebody(draw, cast), ...some(cast.accounts, 1)],
    record: whole ? null : pick([0, 1] as const),
    program: whole ? pick(programs) : null,
    classes: whole ? some(['employment', 'supply'], 2) : [],
  };
}

/** One client's circle, directives, overrides and locks. */
export function drawClient(draw: Draw, cast: Cast) {
  const { below, pick } = draw;
  const list = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  return {
    circle: list(1 + below(3), (): Circle => {
      const bySite = below(4) > 0;
      return {
        ...period(draw),
        site: bySite ? pick(cast.sites).id : null,
        account: bySite ? null : pick(cast.accounts),
      };
    }),
    directives: list(below(5), () => directive(draw, cast)),
    locks: onceEach(list(below(2) * below(4), () => lock(draw, cast))),
    overrides: list(below(4) === 0 ? 1 : 0, (): Override => {
      const [from, to] = pick([
        [-0.5, 0.25],
        [-1, 0],
        [-0.5, 0.5],
        [0, 1],
        [-2, -1],
        [0.5, 1],
      ] as const);
      return { account: somebody(draw, cast), from, to };
    }),
  };
}

/** Who asks, from where, for what purpose. */
export function drawCircumstance(draw: Draw, cast: Cast): Circumstance {
  const { pick, some, below } = draw;
  const sites = some(cast.sites, 2);
  const account = somebody(draw, cast);
  return {
    account,
    held: cast.held[account] ?? [],
    roles:
      below(12) === 0
        ? [pick(['lead', 'steward', 'privacy', 'funder', 'evaluator', 'system'])]
        : [pick(roles), ...some(['lead', 'privacy', ...roles], 1)],
    sites: sites.map((site) => site.id),
    organisations: [...new Set(sites.map((site) => site.organisationId))],
    purpose: pick(['care', 'care', 'program', 'evaluation']),
  };
}

/** What is asked about a client. */
export function drawQuestion({ pick }: Draw, cast: Cast): Question {
  return {
    dataClass: pick(dataClasses),
    organisation: pick([
      null,
      ...cast.sites.map((site) => site.organisationId),
      ...cast.sites.map((site) => site.organisationId),
    ]),
    program: pick([null, null, ...programs]),
    record: pick([null, null, 0, 1] as const),
  };
}
