import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { makeSetUpCode, settleSignIn } from '../../modules/identity/server/index.ts';
import { demoAccounts } from '../demo/index.ts';
import type { Installation } from '../installation.ts';
import { giveMemoryBack } from '../rest.ts';
import { startServer } from '../server.ts';
import { command, type Context } from './frame/command.ts';
import { communityCount, isSetUp } from './frame/console.ts';
import { CommandFailure } from './frame/failure.ts';

const Port = z.coerce.number('must be a number').int().min(0).max(65_535);

/** This machine only: nobody else can listen in, so plain HTTP is allowed. */
const isHere = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** An address, or a network by the length of its prefix; never every address there is, for then any header would be believed. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 8 && Number(prefix) <= bits);
}

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
  more: 'Environment: TRIBUTARY_DATA, TRIBUTARY_HOST, TRIBUTARY_PORT, TRIBUTARY_TLS, TRIBUTARY_ORIGIN, TRIBUTARY_PROXY, TRIBUTARY_ARCHIVE, DATABASE_URL; docs/operating.md says more. Options win.',
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
    const strange = config.proxies.find((one) => !isNetwork(one));
    if (strange !== undefined)
      throw new CommandFailure(
        `TRIBUTARY_PROXY names addresses or networks, such as 127.0.0.1 or 10.1.0.0/16; "${strange}" is neither.`,
      );
    const installation = await context.open('server');
    installation.opened.warnings.forEach((warning) => say(`On this database server ${warning}.`));
    if (input.demo && !input.empty) await fillWithDemo(context, installation);
    const welcome = await settle(context, installation);
    if (signal.aborted) return undefined;
    const secure = input.tls ?? config.tls ?? !isHere(host);
    const running = await startServer(installation, {
      host,
      port,
      secure,
      proxies: config.proxies,
      development: config.development,
      log,
    });
    try {
      giveMemoryBack();
      say(`Tributary is open at ${config.origins[0] ?? running.address.replace('127.0.0.1', 'localhost')}`);
      welcome.forEach(say);
      await untilStopped(signal);
    } finally {
      say('Stopping …');
      await running.stop();
    }
    return undefined;
  },
});

/** Makes the demo network in an installation that is still empty. A killed first start leaves a mark, and the half is not served. */
async function fillWithDemo(
  { config, say, progress, signal }: Context,
  installation: Installation,
): Promise<void> {
  const mark = join(config.dataDir, 'demo.unfinished');
  if (existsSync(mark)) {
    throw new CommandFailure(
      `The demo network in ${config.dataDir} was not made to its end: remove this folder and start again.`,
    );
  }
  if ((await communityCount(installation)) > 0) return;
  const [{ makeDemo }, { demoSize }] = await Promise.all([import('../demo/index.ts'), import('./demo.ts')]);
  say('Making the demo network …');
  await writeFile(mark, '');
  const bar = progress('Clients');
  const making = makeDemo(installation, demoSize, (done, of) => bar.at(done, of)).finally(bar.end);
  await Promise.race([making, untilStopped(signal)]);
  if (signal.aborted)
    throw new CommandFailure(
      `Stopped before the demo network was made: remove ${config.dataDir} and start again.`,
    );
  await rm(mark);
}

/** Tells sign-in how this installation is reached; gives what the person who starts it needs to know to get in. */
async function settle({ config }: Context, installation: Installation): Promise<string[]> {
  const empty = !(await isSetUp(installation));
  const demo = await demoAccounts(config.dataDir);
  const setUpCode = empty ? await makeSetUpCode(config.dataDir) : undefined;
  const single = config.single && {
    ...config.single,
    clientSecret: (await readFile(config.single.secretFile, 'utf8')).trim(),
  };
  settleSignIn({ origins: config.origins, demo, single, setUpCode });
  if (setUpCode) return [`Nobody has set it up yet: open the address, and give this code once: ${setUpCode}`];
  if (demo.length === 0) return [];
  return [
    'This is the demo network; nobody in it exists. Sign in as:',
    ...demo.map(
      ({ email, password, name, role, site }) =>
        `  ${email.padEnd(28)} ${password}   ${name}, ${role.en}, ${site.en}`,
    ),
  ];
}
