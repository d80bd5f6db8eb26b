import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ask, Offline, Refused } from './call.ts';
import { nameIn } from './wire/fetchOnce.ts';
import { onSignedOut, provideProof } from './wire/signals.ts';

type Answering = (response: ServerResponse, attempt: number) => void;
let answering: Answering = (response) => response.end('{}');
const heard: IncomingMessage[] = [];
const server = createServer((request, response) => {
  heard.push(request);
  request.resume().on('end', () => answering(response, heard.length));
});

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const wire = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => wire(`http://127.0.0.1:${port}${path}`, init));
});
afterEach(() => {
  heard.length = 0;
  provideProof(undefined);
});
afterAll(() => void server.close());

function problem(response: ServerResponse, status: number, kind: string, code: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: 'about:blank',
      status,
      kind,
      code,
      title: 'No.',
      facts: { version: 3 },
      id: 'e1',
    }),
  );
}

test('a command whose answer was lost is sent again with the same key', async () => {
  answering = (response, attempt) => (attempt < 3 ? response.destroy() : response.end('{"id":"x"}'));
  expect(await ask('care.recordContact', { note: 'a' })).toEqual({ id: 'x' });
  const keys = heard.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(heard[0]?.headers).toMatchObject({ 'x-tributary': '1', 'content-type': 'application/json' });
  expect(heard[0]?.url).toBe('/api/care.recordContact');
});

test('silence is told apart from a refusal', async () => {
  answering = (response) => response.destroy();
  await expect(ask('care.recordContact', {})).rejects.toBeInstanceOf(Offline);
});

test('a refusal brings its code, facts and sentence, and is not repeated', async () => {
  answering = (response) => problem(response, 409, 'conflict', 'care.noteChanged');
  const refused = await ask('care.changeNote', {}).catch((failure: unknown) => failure);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({
    kind: 'conflict',
    code: 'care.noteChanged',
    facts: { version: 3 },
    message: 'No.',
  });
  expect(heard).toHaveLength(1);
});

test('an unknown outcome is repeated; an answer that is no problem document is a fault', async () => {
  answering = (response, attempt) =>
    attempt === 1 ? problem(response, 503, 'unknown', 'kernel.outcomeUnknown') : response.end('{}');
  await ask('care.recordContact', {});
  expect(heard).toHaveLength(2);
  answering = (response) => response.writeHead(500).end('<h1>oh</h1>');
  await expect(ask('care.recordContact', {})).rejects.toMatchObject({ kind: 'fault', message: '' });
});

test('an ended session is told to whoever listens', async () => {
  const ended = vi.fn<() => void>();
  const stop = onSignedOut(ended);
  answering = (response) => problem(response, 401, 'unauthenticated', 'kernel.notSignedIn');
  await expect(ask('care.listContacts', {})).rejects.toBeInstanceOf(Refused);
  expect(ended).toHaveBeenCalledTimes(1);
  stop();
});

test('a fresh proof lets the same request go again; a declined one does not', async () => {
  answering = (response, attempt) =>
    attempt === 1 ? problem(response, 403, 'forbidden', 'kernel.proofNeeded') : response.end('{"ok":1}');
  provideProof(() => Promise.resolve(true));
  expect(await ask('people.override', {})).toEqual({ ok: 1 });
  heard.length = 0;
  provideProof(() => Promise.resolve(false));
  await expect(ask('people.override', {})).rejects.toMatchObject({ code: 'kernel.proofNeeded' });
});

test('a file comes back with its name, whatever alphabet it is in', async () => {
  answering = (response) => {
    response.setHeader(
      'Content-Disposition',
      `attachment; filename="r.pdf"; filename*=UTF-8''rapport%20%C3%A9t%C3%A9.pdf`,
    );
    response.setHeader('Content-Type', 'application/pdf');
    response.end('%PDF');
  };
  const file = (await ask('reports.fetch', {})) as { name: string; type: string; blob: Blob };
  expect(file).toMatchObject({ name: 'rapport été.pdf', type: 'application/pdf' });
  expect(file.blob.size).toBe(4);
  expect(nameIn('attachment; filename=plain.csv')).toBe('plain.csv');
});
