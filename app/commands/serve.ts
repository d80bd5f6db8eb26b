import { isIP } from 'node:net';
import { z } from 'zod';
import { startServer } from '../server.ts';
import { command, type Context } from './command.ts';
import { communityCount } from './console.ts';
import { CommandFailure } from './failure.ts';

const Port = z.coerce.number('must be a number').int().min(0).max(65_535);

/** This machine only: nobody else can listen in, so plain HTTP is allowed. */
const isHere = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

const log = (entry: Record<string, unknown>) => void process.stderr.write(`${JSON.stringify(entry)}\n`);

/** Starts the server and keeps it running until Ctrl-C or a request to end. */
export const serve = command({
  words: 'serve',
  about: 'Starts the server on this data folder, or on the PostgreSQL server of DATABASE_URL.',
  options: [
    ['--port <number>', 'where to listen (default: 4870)'],
    ['--host <address>', 'address to listen on (default: this machine only)'],
    ['--tls', 'people reach this server through TLS: cookies never travel in the clear'],
    ['--demo', 'fill an installation that is still empty with the demo network'],
    ['--empty', 'leave an installation that is still empty as it is, for the first administrator to set up'],
  ],
  more: 'Environment: TRIBUTARY_DATA, TRIBUTARY_HOST, TRIBUTARY_PORT, TRIBUTARY_TLS, TRIBUTARY_ARCHIVE, DATABASE_URL. Options win.',
  endsItself: true,
  input: z.object({
    port: Port.optional(),
    host: z.string().min(1).optional(),
    tls: z.literal(true).optional(),
    demo: z.literal(true).optional(),
    empty: z.literal(true).optional(),
  }),
  run: async (context, input) => {
    const { config, say, signal } = context;
    const host = input.host ?? config.host;
    const port = input.port ?? Port.safeParse(config.port).data;
    if (port === undefined) throw new CommandFailure('TRIBUTARY_PORT must be a number from 0 to 65535.');
    const installation = await context.open('server');
    installation.opened.warnings.forEach((warning) => say(`On this database server ${warning}.`));
    if (signal.aborted) return undefined;
    const secure = input.tls ?? config.tls ?? !isHere(host);
    const running = await startServer(installation, {
      host,
      port,
      secure,
      development: config.development,
      log,
    });
    try {
      await welcome(context, running.address, input.demo === true && input.empty !== true);
      await untilStopped(signal);
    } finally {
      say('Stopping …');
      await running.stop();
    }
    return undefined;
  },
});

/** Says where to go; in an installation that is still empty, loads the demo network or says how to begin. */
async function welcome({ open, say }: Context, address: string, _demo: boolean): Promise<void> {
  const installation = await open();
  const empty = (await communityCount(installation)) === 0;
  say(`Tributary is open at ${address.replace('127.0.0.1', 'localhost')}`);
  if (empty) say('Nobody has set it up yet: open the address to make the first administrator.');
}
