import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { modules } from '../app/modules.ts';
import { newId } from '../kernel/id.ts';
import { unlockKeys } from '../kernel/server/keys/index.ts';
import { buildDoor } from '../kernel/server/serve.ts';
import { type Actor, openDoor } from '../kernel/server/scope.ts';

/** Where the communities of the test world are: a day of theirs is the day of `toISOString`, at whatever hour the tests run. */
export const worldZone = 'UTC';

/** A site of the test world. */
export type Site = {
  readonly id: string;
  readonly code: string;
  readonly organisationId: string;
  readonly communityId: string;
};

/** Somebody signed in, with a way to ask operations as they would: through HTTP. */
export type Person = {
  readonly accountId: string;
  readonly communityId: string;
  readonly token: string;
  readonly actor: Actor;
  /** Asks and gives the status and the body, whatever they are. */
  call(
    operation: string,
    input?: unknown,
    more?: { key?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; body: never; raw: Response }>;
  /** Asks and gives the answer; anything but 200 fails the test with the problem's code. */
  ok<T = never>(operation: string, input?: unknown): Promise<T>;
};

type Role = { readonly role: string; readonly site?: Site; readonly studyId?: string };

/** The places every test starts with: community A with two organisations (sites a1, a2 and other), community B with one (site b1). */
export type World = Awaited<ReturnType<typeof world>>;

async function makePlaces(admin: pg.Client) {
  const makeCommunity = async (code: string) => {
    const id = newId();
    await admin.query(
      'insert into identity.community (community_id, code, name_en, name_fr, time_zone) values ($1, $2, $3, $3, $4)',
      [id, code, `Community ${code}`, worldZone],
    );
    for (const kind of ['system', 'console'])
      await admin.query('insert into identity.account (community_id, id, kind) values ($1, $2, $3)', [
        id,
        newId(),
        kind,
      ]);
    return id;
  };
  const makeSite = async (communityId: string, organisationId: string, code: string): Promise<Site> => {
    const id = newId();
    await admin.query(
      'insert into identity.site (community_id, id, organisation_id, code, name_en, name_fr) values ($1, $2, $3, $4, $5, $5)',
      [communityId, id, organisationId, code, `Site ${code}`],
    );
    return { id, code, organisationId, communityId };
  };
  const makeOrganisation = async (communityId: string, code: string) => {
    const id = newId();
    await admin.query(
      'insert into identity.organisation (community_id, id, code, name_en, name_fr) values ($1, $2, $3, $4, $4)',
      [communityId, id, code, `Organisation ${code}`],
    );
    return id;
  };
  const a = await makeCommunity('a');
  const b = await makeCommunity('b');
  const own = await makeOrganisation(a, 'own');
  const neighbour = await makeOrganisation(a, 'neighbour');
  const far = await makeOrganisation(b, 'far');
  const sites = {
    a1: await makeSite(a, own, 'a1'),
    a2: await makeSite(a, own, 'a2'),
    other: await makeSite(a, neighbour, 'other'),
    b1: await makeSite(b, far, 'b1'),
  };
  return { communityId: a, farCommunityId: b, sites };
}

/** A migrated copy of the database, two communities, and the HTTP door in front of it. Close it in `afterAll`. */
export async function world() {
  const {
    admin: base,
    login,
    dataDir,
  } = { admin: inject('admin'), login: inject('login'), dataDir: inject('dataDir') };
  await unlockKeys(join(dataDir, 'keys', 'master.json'));
  const name = `world_${randomBytes(6).toString('hex')}`;
  const maker = new pg.Client(base);
  await maker.connect();
  await maker.query(`create database ${name} template template_world`);
  const admin = new pg.Client({ ...base, database: name });
  await admin.connect();
  const temporary = await mkdtemp(join(dataDir, 'world-'));
  const connection = { ...base, user: login.name, password: login.password, database: name, max: 6 };
  const database = openDoor(connection);
  const faults: Record<string, unknown>[] = [];
  const app = await buildDoor({
    database,
    modules,
    temporary,
    secure: false,
    checkAnswers: true,
    log: (entry) => faults.push(entry),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const places = await makePlaces(admin);
  const close = async () => {
    await app.close();
    await database.close();
    await admin.end();
    await maker.query(`drop database ${name} with (force)`);
    await maker.end();
    await rm(temporary, { recursive: true, force: true });
  };
  /** Makes an account with roles, signed in. A role without a site is held in the whole community. */
  const person = (roles: readonly Role[] | string, site?: Site): Promise<Person> =>
    makePerson(
      { admin, url },
      typeof roles === 'string' ? [{ role: roles, ...(site ? { site } : {}) }] : roles,
      site?.communityId ?? places.communityId,
    );
  return { ...places, admin, database, url, app, name, faults, connection, temporary, person, close };
}

async function makePerson(
  at: { admin: pg.Client; url: string },
  roles: readonly Role[],
  communityId: string,
): Promise<Person> {
  const accountId = newId();
  await at.admin.query(`insert into identity.account (community_id, id, kind) values ($1, $2, 'person')`, [
    communityId,
    accountId,
  ]);
  for (const { role, site, studyId } of roles) {
    await at.admin.query(
      'insert into identity.assignment (community_id, id, account_id, role, site_id, study_id) values ($1, $2, $3, $4, $5, $6)',
      [communityId, newId(), accountId, role, site?.id ?? null, studyId ?? null],
    );
  }
  const bytes = Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  const sessionId = newId();
  await at.admin.query(
    `insert into identity.session (community_id, id, account_id, token_hash, idle_until, ends_at, stepped_up_at) values ($1, $2, $3, $4, now() + interval '30 minutes', now() + interval '12 hours', now())`,
    [communityId, sessionId, accountId, createHash('sha256').update(bytes).digest()],
  );
  const token = bytes.toString('base64url');
  const actor: Actor = {
    accountId,
    communityId,
    sessionId,
    locale: 'en',
    roles: roles.map(({ role, site, studyId }) => ({
      role,
      siteId: site?.id ?? null,
      studyId: studyId ?? null,
    })),
    siteIds: roles.flatMap(({ site }) => site?.id ?? []),
    organisationIds: [...new Set(roles.flatMap(({ site }) => site?.organisationId ?? []))],
    steppedUpAt: new Date(),
  };
  const call: Person['call'] = async (operation, input = {}, more = {}) => {
    const headers = {
      'Content-Type': 'application/json',
      'X-Tributary': '1',
      'Idempotency-Key': more.key ?? newId(),
      Cookie: `tributary=${token}`,
      ...more.headers,
    };
    const raw = await fetch(`${at.url}/api/${operation}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    const text = await raw.clone().text();
    return { status: raw.status, body: parse(text) as never, raw };
  };
  const ok: Person['ok'] = async (operation, input) => {
    const { status, body } = await call(operation, input);
    if (status !== 200) throw new Error(`${operation} answered ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return { accountId, communityId, token, actor, call, ok };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
