import { chmod, chown, lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copiedBinaries, type Binaries } from './binaries.ts';
import { knownFailure, StartFailure } from './failure.ts';
import {
  asMyself,
  asUser,
  asUserPassing,
  inNamespace,
  inNamespaceAs,
  ownerOf,
  run,
  type RunAs,
} from './runAs.ts';

/** Who runs the database and which binaries they can read. */
export type Runner = { readonly runAs: RunAs; readonly binaries: Binaries };

const nobody = 65_534;

function candidates(owner: { uid: number; gid: number }): readonly RunAs[] {
  if (process.getuid?.() !== 0) return [asMyself, inNamespace];
  if (owner.uid === 0) return [inNamespace, asUser(nobody, nobody), asUserPassing(nobody, nobody)];
  const { uid, gid } = owner;
  return [asUser(uid, gid), inNamespaceAs(uid, gid), asUserPassing(uid, gid)];
}

/** The user has a name, may enter the folder, and the program starts. */
const probe = (runAs: RunAs, binaries: Binaries, folder: string) =>
  run(runAs, [
    '/bin/sh',
    '-c',
    'id -un && cd "$0" && exec "$1" --version',
    folder,
    join(binaries.folder, 'bin', 'postgres'),
  ]);

/**
 * Finds a way to run PostgreSQL for the data in `folder`: as ourselves; as root in a user namespace, or else as the user who owns
 * the data, or `nobody`. Programs that this user may not read are copied into the folder. Fails with a sentence when none works.
 */
export async function chooseRunner(
  folder: string,
  packaged: Binaries,
  ways?: readonly RunAs[],
): Promise<Runner> {
  const owner = await stat(join(folder, 'cluster')).catch(() => stat(folder));
  const mine = process.getuid?.() ?? owner.uid;
  if (mine !== 0 && owner.uid !== mine) {
    throw new StartFailure(
      `${folder} belongs to another user of this machine: start Tributary as that user, or choose another --data.`,
    );
  }
  let written = '';
  for (const runAs of ways ?? candidates(owner)) {
    const target = ownerOf(runAs);
    if (target && target.uid !== owner.uid) await giveTo(folder, target);
    for (const binaries of [async () => packaged, () => copiedBinaries(packaged, folder)]) {
      const found = await binaries();
      const answer = await probe(runAs, found, folder);
      if (answer.code === 0) return { runAs, binaries: found };
      written += answer.written;
    }
  }
  throw (
    (/GLIBC|not found|musl/.test(written) && knownFailure(written, folder)) ||
    new StartFailure(
      `PostgreSQL cannot run on the data in ${folder}: it never runs as root, and no other user may enter this folder. ` +
        `Start Tributary as an ordinary user, or choose a --data folder that others may enter. (${written.trim().split('\n').at(-1) ?? ''})`,
    )
  );
}

async function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  for (const entry of entries) await lchown(join(folder, entry), uid, gid);
  await chown(folder, uid, gid);
  await chmod(dirname(folder), 0o711);
}
