import { z } from 'zod';
import { command } from './frame/command.ts';

/** Brings the database to the schema of this program; the server does the same when it starts. */
export const migrate = command({
  words: 'migrate',
  about: 'Brings the database to the schema of this version.',
  input: z.object({}),
  run: async ({ open }) => {
    const { opened } = await open();
    return { text: 'The database fits this version.', json: { ok: true, postgres: opened.version } };
  },
});
