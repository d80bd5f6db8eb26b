import { z } from 'zod';
import { makeDemo } from '../demo/index.ts';
import { command } from './frame/command.ts';
import { communityCount } from './frame/console.ts';
import { CommandFailure } from './frame/failure.ts';

/** How many clients a demo has when nothing is said, and the seed it is drawn from. */
export const demoSize = { clients: 360, seed: 2026 } as const;

/** Fills an empty installation with the demo network. */
export const demo = command({
  words: 'demo',
  about: 'Fills an installation that is still empty with a believable demo network.',
  options: [
    ['--clients <number>', 'how many clients (default: 360)'],
    ['--seed <number>', 'the same seed draws the same lives (default: 2026)'],
  ],
  input: z.object({
    clients: z.coerce.number().int().min(1).max(1_000_000).default(demoSize.clients),
    seed: z.coerce.number().int().min(0).default(demoSize.seed),
  }),
  run: async (context, { clients, seed }) => {
    const installation = await context.open();
    if ((await communityCount(installation)) > 0) {
      throw new CommandFailure(
        'This installation is not empty, and a demo is never mixed with real records. Choose another folder with --data.',
      );
    }
    const bar = context.progress('Clients');
    const made = await makeDemo(installation, { clients, seed }, (done, of) => bar.at(done, of));
    bar.end();
    return {
      text: `${made.clients} clients, ${made.records} records, ${made.accounts.length} accounts.`,
      json: { clients: made.clients, records: made.records, accounts: made.accounts.length },
    };
  },
});
