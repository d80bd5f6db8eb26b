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

/** One real PostgreSQL for the whole run; the schema is made once, in a template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-test-'));
  const opened = await openDatabase({ dataDir, purpose: 'server' });
  if (!opened.login) throw new Error('tests run on the embedded database');
  const client = new pg.Client(opened.admin);
  await client.connect();
  await client.query('create database template_world');
  await client.end();
  const template = { ...opened.admin, database: 'template_world' };
  await migrate(template, { root, modules: await moduleOrder() }, opened.login);
  await prepareJobs(template, jobsSchema);
  await unlockKeys(join(dataDir, 'keys', 'master.json'));
  const door = openDoor({ ...opened.server, database: 'template_world', max: 2 });
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
