import { join } from 'node:path';
import { z } from 'zod';
import { checkKeys, rotateKeys, unlockKeys } from '../../kernel/server/keys/index.ts';
import { command } from './frame/command.ts';

/** Changes the keys that wrap all others. Killed half way, the same command goes on where it stopped. */
export const keysRotate = command({
  words: 'keys rotate',
  about: 'Changes the root key and wraps all keys anew; stopped half way, it goes on at the next call.',
  more: 'Keep a new copy of keys/ afterwards. The key file keeps the older root keys, which older backups need.',
  input: z.object({}),
  run: async ({ open }) => {
    const { database, folders } = await open();
    const { communities, subjects } = await rotateKeys(database);
    await unlockKeys(join(folders.keys, 'master.json'));
    await checkKeys(database);
    return {
      text: `The keys of ${communities} communities and ${subjects} people are wrapped anew. Keep a new copy of keys/.`,
      json: { communities, subjects },
    };
  },
});
