import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What a page may load: its own files and nothing else; styles carry this answer's nonce. */
function policy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
}

/** What the worker that opens the application without a network may do: ask this server for files, nothing else. */
const workerPolicy = `default-src 'none'; connect-src 'self'`;

/** Serves the built pages of `folder`: hashed files for a year, and the one document for every other address. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  await app.register(files, {
    root: folder,
    index: false,
    wildcard: false,
    maxAge: '365d',
    immutable: true,
    cacheControl: true,
    preCompressed: true,
    setHeaders: (reply, path) => {
      if (!/\/worker\.js(\.br|\.gz)?$/.test(path)) return;
      reply.header('Cache-Control', 'no-cache');
      reply.header('Content-Security-Policy', workerPolicy);
    },
  });
  const page = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    reply.header('Content-Security-Policy', policy(nonce));
    reply.header('Cache-Control', 'no-store');
    reply.header('X-Frame-Options', 'DENY');
    reply.header('Cross-Origin-Opener-Policy', 'same-origin');
    reply.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    return reply.type('text/html; charset=utf-8').send(html.replaceAll('__NONCE__', nonce));
  };
  app.get('/', (_request, reply) => page(reply));
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/assets/')) return page(reply);
    return reply.status(404).send();
  });
}
