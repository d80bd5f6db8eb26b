import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: Server;
let reached = 0;
beforeAll(async () => {
  server = createServer((socket) => {
    reached += 1;
    socket.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => server.close());

/** Lets a fresh process try to call out in every ordinary way, with or without the network taken away. */
async function tries(shut: boolean): Promise<void> {
  const place = server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  const module = new URL('./shut.ts', import.meta.url).href;
  const code = `
    import net from 'node:net'; import http from 'node:http';
    if (${shut}) (await import('${module}')).shutNetwork();
    process.on('uncaughtException', () => {});
    try { net.connect(${port}, '127.0.0.1').on('error', () => {}); } catch {}
    try { http.get('http://127.0.0.1:${port}/').on('error', () => {}); } catch {}
    try { await fetch('http://127.0.0.1:${port}/').catch(() => {}); } catch {}
    setTimeout(() => process.exit(0), 150);`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], {
    stdio: 'ignore',
  });
  await new Promise((done) => child.on('exit', done));
}

test('what reads foreign files reaches nobody', async () => {
  reached = 0;
  await tries(true);
  expect(reached).toBe(0);
});

test('canary: with the network left in, the sentinel is reached', async () => {
  reached = 0;
  await tries(false);
  expect(reached).toBeGreaterThan(0);
});
