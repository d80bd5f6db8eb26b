import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { makeBackupKeys, writeBackup } from '../../kernel/server/postgres/backup/index.ts';
import { version } from '../version.ts';
import { command, type Said } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';

const onServer =
  'The database is on a server of its own (DATABASE_URL): back it up with that server’s tools (pgBackRest, or pg_dump for a small one), and the data folder without keys/ with any file backup.';

async function makeKeys(file: string): Promise<Said> {
  const { privatePem, publicPem } = makeBackupKeys();
  await writeFile(file, privatePem, { mode: 0o400, flag: 'wx' });
  await writeFile(`${file}.pub`, publicPem, { mode: 0o644, flag: 'wx' });
  const text = `${file}.pub goes to the server (TRIBUTARY_BACKUP_KEY). Keep ${file} elsewhere: without it no backup can be opened, with it every backup can.`;
  return { text, json: { private: file, public: `${file}.pub` } };
}

/** Copies the running installation, sealed for a key the server cannot open. The keys of the installation are not in it. */
export const backup = command({
  words: 'backup [folder]',
  about: 'Copies the installation, while it runs, into a new folder, sealed for a backup key.',
  options: [
    ['--for <file>', 'public half of the backup key (default: TRIBUTARY_BACKUP_KEY)'],
    ['--make-key <file>', 'only make a backup key: FILE (private) and FILE.pub (for the server)'],
  ],
  more: 'The folder keys/ of the data folder is not in a backup: keep a copy of it apart from the backups. Restoring needs both.',
  input: z.object({
    folder: z.string().optional(),
    for: z.string().optional(),
    makeKey: z.string().optional(),
  }),
  run: async ({ config, open, progress }, input): Promise<Said> => {
    if (input.makeKey) return makeKeys(input.makeKey);
    if (!input.folder) throw new CommandFailure('Say which new folder the backup goes to.');
    const keyFile = input.for ?? config.backupKey;
    if (!keyFile)
      throw new CommandFailure(
        'Say which key the backup is for (--for FILE.pub or TRIBUTARY_BACKUP_KEY); "tributary backup --make-key FILE" makes one.',
      );
    const publicPem = await readFile(keyFile, 'utf8').catch(() => {
      throw new CommandFailure(`${keyFile} cannot be read.`);
    });
    if (config.databaseUrl) throw new CommandFailure(onServer);
    const { opened } = await open();
    const bar = progress('Backup');
    const target = resolve(input.folder);
    const order = {
      dataDir: config.dataDir,
      admin: opened.admin,
      postgres: opened.version,
      tributary: await version(),
      publicPem,
      target,
      onPart: bar.at,
    };
    const { files, bytes } = await writeBackup(order).finally(bar.end);
    return {
      text: `${files} files, ${Math.round(bytes / 1_000_000)} MB, are kept in ${target}.`,
      json: { folder: target, files, bytes },
    };
  },
});
