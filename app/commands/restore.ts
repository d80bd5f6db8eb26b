import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checkBackup, restoreInto } from '../../kernel/server/postgres/backup/index.ts';
import { verdictText, verify } from './auditVerify.ts';
import { command, type Said } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';

/** Checks a backup to the last byte and, into an empty data folder, restores it and verifies its audit trail. */
export const restore = command({
  words: 'restore <folder>',
  about: 'Checks every file of a backup, restores it into a new data folder, and verifies the audit trail.',
  options: [
    ['--key <file>', 'private half of the backup key'],
    ['--keys <folder>', 'the kept copy of the installation’s keys/'],
    ['--check', 'only check the backup; nothing is restored'],
  ],
  input: z.object({
    folder: z.string(),
    key: z.string('say with --key which private key opens it'),
    keys: z.string().optional(),
    check: z.literal(true).optional(),
  }),
  run: async ({ config, open, progress, say }, input): Promise<Said> => {
    const privatePem = await readFile(input.key, 'utf8').catch(() => {
      throw new CommandFailure(`${input.key} cannot be read.`);
    });
    const checking = progress('Checking');
    const sound = await checkBackup(resolve(input.folder), privatePem, checking.at).finally(checking.end);
    const files = sound.parts.filter(({ name }) => name).length;
    const about = { made: sound.cover.made, tributary: sound.cover.tributary, files };
    if (input.check)
      return {
        text: `The backup of ${sound.cover.made} is whole: ${files} files.`,
        json: { ok: true, ...about },
      };
    if (config.databaseUrl)
      throw new CommandFailure('A backup is restored into a data folder: run this without DATABASE_URL.');
    if (!input.keys)
      throw new CommandFailure(
        'Say with --keys where the copy of the installation’s keys/ is: without it nothing sealed can be read.',
      );
    const restoring = progress('Restoring');
    await restoreInto(config.dataDir, sound, resolve(input.keys), restoring.at).finally(restoring.end);
    say(`Restored into ${config.dataDir}; verifying the audit trail …`);
    const verdict = await verify(await open(), []);
    const text = `The backup of ${sound.cover.made} is restored: ${files} files. ${verdictText(verdict)}`;
    return {
      text,
      json: { ok: verdict.faults.length === 0, ...about, audit: verdict },
      failed: verdict.faults.length > 0,
    };
  },
});
