import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readyWithoutNetwork, saidIn, seenLately, tap } from './badDays.ts';
import { leave, setStage, sound, visit } from './stage.ts';

/** The same server, whose pages can be installed anew while it runs: another document, and another worker of it. */
type Renewed = {
  readonly address: string;
  readonly install: (build: string) => void;
  readonly close: () => void;
};

const bodyOf = async (from: IncomingMessage): Promise<Buffer> => Buffer.concat(await from.toArray());

/** Stands before a server, and changes what it says of its build: a mark in the document, the shelf's name in the worker. */
async function renewable(address: string): Promise<Renewed> {
  let build = 'first';
  const changed = (path: string, text: string) =>
    path === '/worker.js'
      ? text.replace(/tributary-(?=[\w-]+[`'"])/u, `tributary-${build}-`)
      : text.replace('</head>', `<meta name="build" content="${build}"></head>`);
  const pass = async (asked: IncomingMessage, answer: ServerResponse) => {
    const { pathname } = new URL(asked.url ?? '/', address);
    const sent = await bodyOf(asked);
    // A page that says it is unchanged would be the one before: what is told here must always be sent.
    const headers: IncomingMessage['headers'] = { ...asked.headers, 'accept-encoding': 'identity' };
    for (const name of ['if-none-match', 'if-modified-since']) delete headers[name];
    const onward = request(`${address}${asked.url}`, { method: asked.method, headers }, (got) => {
      void bodyOf(got).then((bytes) => {
        const told = pathname === '/worker.js' || String(got.headers['content-type']).startsWith('text/html');
        const body = told ? Buffer.from(changed(pathname, bytes.toString())) : bytes;
        const kept: IncomingMessage['headers'] = { ...got.headers, 'content-length': String(body.length) };
        for (const name of ['etag', 'last-modified']) delete kept[name];
        answer.writeHead(got.statusCode ?? 502, kept).end(body);
      });
    });
    onward.on('error', () => answer.writeHead(502).end());
    onward.end(sent);
  };
  const door: Server = createServer((asked, answer) => void pass(asked, answer));
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as AddressInfo;
  return {
    address: `http://localhost:${port}`,
    install: (next) => {
      build = next;
    },
    close: () => {
      door.closeAllConnections();
      door.close();
    },
  };
}

const stage = setStage(40);

const buildOf = (page: Page) => page.locator('meta[name="build"]').getAttribute('content');

describe.each([
  { locale: 'en', on: 'phone' },
  { locale: 'fr', on: 'desk' },
] as const)('a newer version while somebody writes ($locale, $on)', ({ locale, on }) => {
  const said = saidIn(locale);

  test('the person is told, changes when they want to, and finds what they were writing', async () => {
    const renewed = await renewable(stage.server.address);
    const visitor = await visit(stage.browser, {
      address: renewed.address,
      email: 'noor@willow.example',
      locale,
      on,
    });
    const { page } = visitor;
    const [path = ''] = await seenLately(page, said);
    await readyWithoutNetwork(page);
    await tap(page, path);
    const note = page.getByLabel(said.care('contact.note'));
    await note.fill(`Begun before the new version, ${locale}.`);
    const notice = page.getByRole('status').filter({ hasText: said.shell('newer.ready') });
    expect(await notice.count(), 'nothing is said while nothing is new').toBe(0);

    renewed.install('second');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
    });
    await notice.waitFor();
    await sound(page);
    expect(await buildOf(page), 'the page under the hands stays').toBe('first');
    const whole = `${await note.inputValue()} And gone on with.`;
    await note.fill(whole);
    await notice.getByRole('button', { name: said.shell('newer.take') }).click();

    await page.locator('meta[name="build"][content="second"]').waitFor({ state: 'attached' });
    await page.waitForFunction(
      (words) => [...document.querySelectorAll('textarea')].some(({ value }) => value === words),
      whole,
    );
    expect(await notice.count(), 'what is in use is not announced').toBe(0);
    const shelves = await page.evaluate(() => caches.keys());
    expect(shelves).toHaveLength(1);
    expect(shelves[0]).toContain('second');
    await leave(stage.server, visitor);
    renewed.close();
  });
});
