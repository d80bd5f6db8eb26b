import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import shell from '../../app/web/words.json' with { type: 'json' };
import { demoPassword } from '../../app/demo/found.ts';
import program from '../../definitions/programs/supported-employment.json' with { type: 'json' };
import { type Locale, say } from '../../kernel/words.ts';
import care from '../../modules/care/words.json' with { type: 'json' };
import identity from '../../modules/identity/words.json' with { type: 'json' };
import { choose, sayer } from './stage.ts';

/** What the bad days say, in one language. */
export const saidIn = (locale: Locale) => ({
  care: sayer(care, locale),
  shell: sayer(shell, locale),
  identity: sayer(identity, locale),
  kind: program.contact.kinds[0]?.name[locale] ?? '',
  place: program.contact.places[0]?.name[locale] ?? '',
  next: program.contact.nextSteps[0]?.name[locale] ?? '',
});
export type Said = ReturnType<typeof saidIn>;

/** Types an e-mail address and the demo's password where a person signs in. */
export async function signIn(page: Page, said: Said, email: string): Promise<void> {
  await page.getByLabel(said.identity('entry.email')).fill(email);
  await page.getByLabel(said.identity('entry.password')).fill(demoPassword);
  await page.getByRole('button', { name: said.identity('entry.signIn'), exact: true }).click();
}

/** Opens Today, signing in where that is asked. */
export async function arriveAs(page: Page, said: Said, email: string): Promise<void> {
  const door = page.getByLabel(said.identity('entry.email'));
  const contact = page.locator('main a[href="/contact"]').first();
  await door.or(contact).first().waitFor();
  if (await door.isVisible()) await signIn(page, said, email);
  await contact.waitFor();
}

/** Waits for the first screen of the day with its list of clients seen lately, and gives their addresses. */
export async function seenLately(page: Page, said: Said): Promise<string[]> {
  const panel = page.getByRole('region', { name: said.care('today.recent') });
  await panel.getByRole('link').first().waitFor();
  const links = await panel.getByRole('link').all();
  return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}

/** Taps a link of the application by its address. */
export function tap(page: Page, address: string): Promise<void> {
  return page.locator(`main a[href="${address}"]`).first().click();
}

/** Fills the open form of a contact and saves it. */
export async function writeContact(page: Page, said: Said, note: string): Promise<void> {
  await page.getByLabel(said.care('contact.note')).fill(note);
  await choose(page, said.care('contact.kind'), said.kind);
  await choose(page, said.care('contact.place'), said.place);
  await page.getByRole('button', { name: said.care('contact.save'), exact: true }).click();
}

/** How many contacts on a client's record hold a note: what a person would count. The question whether two were one visit repeats their words and counts for none. */
export async function countOnRecord(page: Page, contactPath: string, note: string): Promise<number> {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}${contactPath.replace('/contact/', '/clients/')}`);
  const record = page.getByRole('list', { name: say(care, 'contacts.title', await localeOf(page)) });
  await record.first().waitFor();
  const said = await record.getByText(note, { exact: true }).all();
  const asked = await Promise.all(
    said.map((one) => one.evaluate((element) => element.closest('[class*="_notice_"]') !== null)),
  );
  return asked.filter((repeats) => !repeats).length;
}

async function localeOf(page: Page): Promise<Locale> {
  const lang = await page.evaluate(() => document.documentElement.lang);
  return lang.startsWith('fr') ? 'fr' : 'en';
}

/** Waits until the application can open without a network. */
export async function readyWithoutNetwork(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Every address the browser keeps answers of. */
export function keptAddresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const shelves = await Promise.all(names.map((name) => caches.open(name)));
    const requests = await Promise.all(shelves.map((shelf) => shelf.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** Everything the application has written into this browser, as text, whatever its shape. */
export function lyingAround(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const read = (request: IDBRequest) =>
      new Promise<unknown>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder('utf-8').decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder('utf-8').decode(value as Uint8Array);
      if (typeof value !== 'object' || value === null) return String(value);
      return Object.entries(value)
        .map(([key, inner]) => `${key} ${text(inner)}`)
        .join('\n');
    };
    const database = (await read(indexedDB.open('tributary'))) as IDBDatabase;
    const all: string[] = [text({ ...localStorage }), text({ ...sessionStorage })];
    for (const name of database.objectStoreNames)
      all.push(text(await read(database.transaction(name).objectStore(name).getAll())));
    database.close();
    return all.join('\n');
  });
}

/** Counts what a hand does on the screen: presses and keystrokes, those that write the note apart. */
export async function countHands(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const count = () =>
      sessionStorage.setItem('hands', String(Number(sessionStorage.getItem('hands') ?? 0) + 1));
    addEventListener('pointerdown', count, true);
    addEventListener(
      'keydown',
      (event) => {
        if (!(event.target instanceof HTMLTextAreaElement) || event.key === 'Tab') count();
      },
      true,
    );
  });
}

/** How many presses and keystrokes there were since the count was last set to nothing. */
export async function hands(page: Page, reset = false): Promise<number> {
  return page.evaluate((fresh) => {
    const counted = Number(sessionStorage.getItem('hands') ?? 0);
    if (fresh) sessionStorage.setItem('hands', '0');
    return counted;
  }, reset);
}

/** The line that says what waits; empty when all is well. */
export async function expectLine(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).first().waitFor();
}

/** Fails when a browser keeps anything but files of the build. */
export function onlyFiles(addresses: readonly string[]): string[] {
  return addresses.filter((path) => path !== '/' && path !== '/mark.svg' && !path.startsWith('/assets/'));
}

/** Looks again and again until a count is reached. */
export async function eventually(count: () => Promise<number>, wanted: number): Promise<void> {
  await expect.poll(count, { timeout: 40_000, interval: 500 }).toBe(wanted);
}
