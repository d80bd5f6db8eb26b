import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { failureFrom, StartFailure } from '../failure.ts';
import { unlock } from './box.ts';
import { openFrom, sha256Of, toDisk } from './sealedFile.ts';

const Cover = z.object({
  format: z.literal(1),
  made: z.string(),
  tributary: z.string(),
  postgres: z.number(),
  lock: z.object({ ephemeral: z.string(), recipient: z.string() }),
  list: z.string(),
});
const Parts = z.array(
  z.object({
    path: z.string(),
    name: z.string().optional(),
    size: z.number().optional(),
    stored: z.number().optional(),
    sha256: z.string().optional(),
  }),
);

/** A backup whose every byte was looked at: nothing is missing, nothing is another. */
export type SoundBackup = {
  readonly folder: string;
  readonly key: Buffer;
  readonly cover: z.output<typeof Cover>;
  readonly parts: z.output<typeof Parts>;
};

/** Checks every file of a backup against its list before anything is done with it; the first wrong one is named (StartFailure). */
export async function checkBackup(
  folder: string,
  privatePem: string,
  onPart?: (done: number, total: number) => void,
): Promise<SoundBackup> {
  const written = await readFile(join(folder, 'backup.json'), 'utf8').catch(() => undefined);
  if (written === undefined)
    throw new StartFailure(`${folder} holds no whole backup: its backup.json is missing.`);
  const cover = Cover.safeParse(jsonOr(written));
  if (!cover.success)
    throw new StartFailure(`${join(folder, 'backup.json')} is damaged, or of a newer version of Tributary.`);
  const key = unlock(privatePem, cover.data.lock);
  await mustBe(join(folder, 'list'), cover.data.list, 'the list of files');
  const chunks: Buffer[] = [];
  for await (const chunk of openFrom(join(folder, 'list'), 'list', key)) chunks.push(chunk);
  const parts = Parts.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  for (const [index, { path, name, sha256 }] of parts.entries()) {
    if (path.split('/').some((step) => step === '..' || step === '') || path.startsWith('/'))
      throw new StartFailure(`The backup wants to write outside the data folder (${path}).`);
    if (name !== undefined) await mustBe(join(folder, 'parts', name), sha256 ?? '', path);
    onPart?.(index + 1, parts.length);
  }
  return { folder, key, cover: cover.data, parts };
}

function jsonOr(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

async function mustBe(file: string, sha256: string, what: string): Promise<void> {
  const found = await sha256Of(file).catch(() => undefined);
  if (found === undefined)
    throw new StartFailure(`The backup is damaged: ${file} (${what}) is missing. Nothing was restored.`);
  if (found !== sha256)
    throw new StartFailure(
      `The backup is damaged: ${file} (${what}) is not what was written. Nothing was restored.`,
    );
}

/**
 * Puts a checked backup into an empty data folder, with the keys from where they are kept. Everything is written to the disk beside
 * its place first and moved there at the end, so a killed restore leaves nothing that could be taken for an installation.
 */
export async function restoreInto(
  dataDir: string,
  backup: SoundBackup,
  keys: string,
  onPart?: (done: number, total: number) => void,
): Promise<void> {
  const half = join(dataDir, 'restoring');
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: unknown) =>
    Promise.reject(failureFrom(error, dataDir)),
  );
  if ((await readdir(dataDir)).some((name) => name !== 'restoring'))
    throw new StartFailure(`${dataDir} is not empty: a backup is restored into a new folder only.`);
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  try {
    for (const [index, { path, name, size }] of backup.parts.entries()) {
      if (name === undefined) await mkdir(join(half, path), { recursive: true, mode: 0o700 });
      else
        await restoreFile(
          join(half, path),
          size ?? 0,
          openFrom(join(backup.folder, 'parts', name), name, backup.key),
        );
      onPart?.(index + 1, backup.parts.length);
    }
    await copyKeys(keys, join(half, 'keys'));
  } catch (error) {
    throw failureFrom(error, dataDir);
  }
  await toDisk();
  const entries = await readdir(half);
  for (const name of [...entries.filter((one) => one !== 'postgres'), 'postgres'])
    await rename(join(half, name), join(dataDir, name));
  await rmdir(half);
}

async function restoreFile(file: string, size: number, source: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  let written = 0;
  try {
    for await (const chunk of source) {
      await handle.appendFile(chunk);
      written += chunk.length;
    }
    if (written !== size) throw new StartFailure(`${file} came out with another size than it went in.`);
  } finally {
    await handle.close();
  }
}

async function copyKeys(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    await copyFile(join(from, entry.name), join(to, entry.name));
    await chmod(join(to, entry.name), 0o400);
  }
}
