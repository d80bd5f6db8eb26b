import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { startBackground } from '../kernel/server/jobs.ts';
import { servePages } from '../kernel/server/pages.ts';
import { StartFailure } from '../kernel/server/postgres/index.ts';
import { buildDoor } from '../kernel/server/serve.ts';
import { type Installation, root } from './installation.ts';
import { modules } from './modules.ts';

/** How the server listens. `secure` is true behind TLS; `development` checks every answer against its contract. */
export type Listening = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly proxies: readonly string[];
  readonly development: boolean;
  readonly log: (entry: Record<string, unknown>) => void;
};

/** A server that answers: its address, and the way to stop it without losing anything under way. */
export type Running = {
  readonly address: string;
  readonly app: FastifyInstance;
  readonly stop: () => Promise<void>;
};

/** Starts answering on an open installation. A port in use is a start failure with a sentence of its own. */
export async function startServer(installation: Installation, listening: Listening): Promise<Running> {
  const { database, folders, opened, sealing } = installation;
  const { log } = listening;
  const app = await buildDoor({
    database,
    modules,
    temporary: folders.temporary,
    secure: listening.secure,
    proxies: listening.proxies,
    checkAnswers: listening.development,
    log,
  });
  app.get('/health', async () => {
    await database.asWorker({ id: '' }, async () => undefined);
    return { ok: true };
  });
  const pages = join(root, 'dist', 'web');
  if (existsSync(join(pages, 'index.html'))) await servePages(app, pages);
  const address = await app
    .listen({ host: listening.host, port: listening.port })
    .catch((reason: NodeJS.ErrnoException) => {
      if (reason.code !== 'EADDRINUSE') throw reason;
      throw new StartFailure(
        `Port ${listening.port} is in use. Stop what listens there, or start Tributary with --port and another number.`,
      );
    });
  const background = await startBackground({
    connection: opened.server,
    database,
    listeners: modules.flatMap((module) => module.listeners),
    sealing,
    log,
  });
  const stop = async () => {
    await app.close();
    await background.stop();
  };
  return { address, app, stop };
}
