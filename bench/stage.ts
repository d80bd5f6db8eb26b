import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Installation, openInstallation, root } from '../app/installation.ts';
import { modules } from '../app/modules.ts';
import { newId } from '../kernel/id.ts';
import { servePages } from '../kernel/server/pages.ts';
import { buildDoor } from '../kernel/server/serve.ts';
import type { Actor } from '../kernel/server/scope.ts';
import {
  foundCommunity,
  founder,
  makeAccount,
  makeOrganisation,
  makeSite,
} from '../modules/identity/server/index.ts';

/** A real installation in a folder of its own, one community, one site, one worker signed in: what every question is asked of. */
export type Stage = {
  readonly installation: Installation;
  readonly admin: pg.Client;
  readonly actor: Actor;
  readonly site: { readonly id: string; readonly organisationId: string };
  readonly url: string;
  readonly token: string;
  readonly opened: { readonly databaseMs: number; readonly serverMs: number };
  readonly close: () => Promise<void>;
};

const pages = join(root, 'dist', 'web');

/** Opens a stage and says how long the database and the server took to be ready. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  const begun = performance.now();
  const installation = await openInstallation({ dataDir: folder, purpose: 'command' });
  const databaseMs = performance.now() - begun;
  const admin = new pg.Client(installation.opened.admin);
  await admin.connect();
  const { actor, site, token } = await found(installation, admin);
  const started = performance.now();
  const app = await buildDoor({
    database: installation.database,
    modules,
    temporary: installation.folders.temporary,
    secure: false,
    checkAnswers: false,
    log: () => undefined,
  });
  if (existsSync(join(pages, 'index.html'))) await servePages(app, pages);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const serverMs = performance.now() - started;
  const close = async () => {
    await app.close();
    await admin.end();
    await installation.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { installation, admin, actor, site, url, token, opened: { databaseMs, serverMs }, close };
}

async function found(installation: Installation, admin: pg.Client) {
  const founding = founder();
  const { value } = await installation.database.asActor(founding, { id: newId() }, async (tx) => {
    await foundCommunity(tx, { code: 'bench', name: { en: 'Bench', fr: 'Banc' } });
    const organisationId = await makeOrganisation(tx, { code: 'bench', name: { en: 'Bench', fr: 'Banc' } });
    const id = await makeSite(tx, { organisationId, code: 'bench', name: { en: 'Bench', fr: 'Banc' } });
    const accountId = await makeAccount(tx, {
      name: 'Bench',
      email: 'bench@bench.example',
      roles: [{ role: 'worker', siteId: id }, { role: 'steward' }],
    });
    return { organisationId, id, accountId };
  });
  const bytes = Buffer.concat([
    Buffer.from(founding.communityId.replaceAll('-', ''), 'hex'),
    randomBytes(32),
  ]);
  await admin.query(
    `insert into identity.session (community_id, id, account_id, token_hash, idle_until, ends_at) values ($1, $2, $3, $4, now() + interval '12 hours', now() + interval '12 hours')`,
    [founding.communityId, newId(), value.accountId, createHash('sha256').update(bytes).digest()],
  );
  const site = { id: value.id, organisationId: value.organisationId };
  const roles = [
    { role: 'worker', siteId: site.id, studyId: null },
    { role: 'steward', siteId: null, studyId: null },
  ];
  const actor: Actor = {
    ...founding,
    accountId: value.accountId,
    roles,
    siteIds: [site.id],
    organisationIds: [site.organisationId],
  };
  return { actor, site, token: bytes.toString('base64url') };
}
