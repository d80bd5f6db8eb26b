import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SealingKey, sealingKey } from '../kernel/server/audit/seal.ts';
import { newId } from '../kernel/id.ts';
import { jobsSchema } from '../kernel/server/jobs.ts';
import { checkKeys, unlockKeys } from '../kernel/server/keys/index.ts';
import { migrate } from '../kernel/server/migrate.ts';
import { openDatabase, type OpenDatabase } from '../kernel/server/postgres/index.ts';
import { prepareJobs } from '../kernel/server/prepareJobs.ts';
import { type Database, openDoor } from '../kernel/server/scope.ts';
import { loadDefinitions, readDefinitions } from '../modules/vocabulary/server/index.ts';

/** Where an installation lives and how it is opened. */
export type Opening = {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly purpose: 'server' | 'command';
  /** A folder on another disk that receives the write-ahead log. */
  readonly archive?: { readonly folder: string } | undefined;
  readonly say?: ((sentence: string) => void) | undefined;
  readonly onLost?: ((failure: Error) => void) | undefined;
};

/** An open installation: its database, its keys, the way to leave it. */
export type Installation = {
  readonly database: Database;
  readonly opened: OpenDatabase;
  readonly sealing: SealingKey;
  readonly folders: { readonly data: string; readonly temporary: string; readonly keys: string };
  readonly close: () => Promise<void>;
};

/** The folder of this checkout. */
export const root: string = join(import.meta.dirname, '..');

/** The modules in their order. */
export async function moduleOrder(): Promise<readonly string[]> {
  const { modules } = JSON.parse(await readFile(join(root, 'architecture.json'), 'utf8')) as {
    modules: string[];
  };
  return modules;
}

/** Publishes what `definitions/` holds; versions that are there already stay as they are. */
export async function publishDefinitions(database: Database): Promise<void> {
  const definitions = await readDefinitions(join(root, 'definitions'));
  await database.asWorker({ id: newId() }, (tx) => loadDefinitions(tx, definitions));
}

/** Opens the database, brings its schema up to this program, and reads the keys; used by the server and by every command. */
export async function openInstallation(opening: Opening): Promise<Installation> {
  const folders = {
    data: opening.dataDir,
    temporary: join(opening.dataDir, 'temporary'),
    keys: join(opening.dataDir, 'keys'),
  };
  await mkdir(folders.temporary, { recursive: true, mode: 0o700 });
  const opened = await openDatabase(opening);
  try {
    await migrate(opened.admin, { root, modules: await moduleOrder() }, opened.login);
    await prepareJobs(opened.admin, jobsSchema);
    const sealing = await sealingKey(folders.keys);
    await unlockKeys(join(folders.keys, 'master.json'));
    const database = openDoor(opened.server);
    await checkKeys(database);
    await publishDefinitions(database);
    const close = async () => {
      await database.close();
      await opened.stop();
    };
    return { database, opened, sealing, folders, close };
  } catch (reason) {
    await opened.stop();
    throw reason;
  }
}
