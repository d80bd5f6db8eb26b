import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { moduleOrder, publishDefinitions, root } from '../app/installation.ts';
import { jobsSchema } from '../kernel/server/jobs.ts';
import { unlockKeys } from '../kernel/server/keys/index.ts';
import { migrate } from '../kernel/server/migrate.ts';
import { openDatabase } from '../kernel/server/postgres/index.ts';
import { prepareJobs } from '../kernel/server/prepareJobs.ts';
import { openDoor } from '../kernel/server/scope.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    admin: { host: string; port: number; user: string; password: string; database: string };
    login: { name: string; password: string };
    dataDir: string;
  }
}

/** A server of one's own to test on, such as `postgres://boss:…@127.0.0.1:5432/postgres`: a superuser, on a server kept for nothing else. */
const ownServer = process.env['TRIBUTARY_TEST_SERVER'];

/** The embedded database, or the server that was named; what only the embedded one has (its data files, its log) is proven on it alone. */
async function opening(dataDir: string) {
  if (!ownServer) {
    const { admin, login, stop } = await openDatabase({ dataDir, purpose: 'server' });
    if (!login) throw new Error('the embedded database comes with a role to sign in as');
    return { admin, login, stop };
  }
  const at = new URL(ownServer);
  const user = { user: decodeURIComponent(at.username), password: decodeURIComponent(at.password) };
  const admin = { host: at.hostname, port: Number(at.port || 5432), ...user, database: at.pathname.slice(1) };
  return {
    admin,
    login: { name: 'tributary', password: randomBytes(12).toString('hex') },
    stop: () => Promise.resolve(),
  };
}

/** One real PostgreSQL for the whole run; the schema is made once, in a template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-test-'));
  const opened = await opening(dataDir);
  const client = new pg.Client(opened.admin);
  await client.connect();
  await client.query('drop database if exists template_world');
  await client.query('create database template_world');
  await client.end();
  const template = { ...opened.admin, database: 'template_world' };
  await migrate(template, { root, modules: await moduleOrder() }, opened.login);
  await prepareJobs(template, jobsSchema);
  await unlockKeys(join(dataDir, 'keys', 'master.json'));
  const { name: user, password } = opened.login;
  const door = openDoor({ ...opened.admin, user, password, database: 'template_world', max: 2 });
  await publishDefinitions(door);
  await door.close();
  project.provide('admin', opened.admin as never);
  project.provide('login', { ...opened.login });
  project.provide('dataDir', dataDir);
  return async () => {
    await opened.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
