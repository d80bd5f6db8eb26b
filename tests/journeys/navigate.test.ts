import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import directory from '../../modules/directory/words.json' with { type: 'json' };
import oversight from '../../modules/oversight/words.json' with { type: 'json' };
import pathway from '../../modules/pathway/words.json' with { type: 'json' };
import { type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  server = await demoServer(40);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Asks an operation as the person at the screen. */
async function ask<T>(page: Page, operation: string, input: object): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    'x-tributary': '1',
    'idempotency-key': crypto.randomUUID(),
  };
  const answer = await page.request.post(`${server.address}/api/${operation}`, { headers, data: input });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

describe.each([
  { locale: 'en', on: 'phone', called: 'Navina Quillfeather', words: 'pain', language: null },
  { locale: 'fr', on: 'phone', called: 'Maëlle Aubinière', words: 'douleur', language: 'fr' },
] as const)('from a person to a service ($locale)', ({ locale, on, called, words, language }) => {
  const t = sayer(directory, locale);
  const p = sayer(pathway, locale);
  const o = sayer(oversight, locale);

  test('a navigator finds a service, sees why, refers, sees the answer in the list, and marks a wrong number', async () => {
    const worker = await visit(browser, {
      address: server.address,
      email: 'noor@willow.example',
      locale,
      on,
    });
    const { page } = worker;
    const me = await ask<{ sites: { id: string }[] }>(page, 'identity.me', {});
    const { id } = await ask<{ id: string }>(page, 'people.registerClient', {
      siteId: me.sites[0]?.id,
      identity: { name: called, birthDate: '1990-03-01', address: '3 Wharf Road, Alder Bay V0X 1A2' },
      ...(language === null ? {} : { language }),
    });
    await page.goto(`${server.address}/clients/${id}`);
    await page.getByRole('link', { name: p('service.find') }).click();
    await page.getByRole('heading', { level: 1, name: t('navigate.for', { name: called }) }).waitFor();
    await page.getByLabel(t('directory.search')).fill(words);
    const card = page
      .getByRole('article')
      .filter({ hasText: new RegExp(words, 'i') })
      .first();
    const reasons = card.getByRole('list', { name: t('reason.label') });
    await reasons.getByText(/\d km/).waitFor();
    await reasons.getByText('Noor Haddad').waitFor();
    await reasons.getByText(t('reason.age.unknown')).waitFor();
    await sound(page);
    const name = String(await card.getByRole('heading').textContent());
    await card.getByRole('button', { name: p('service.hereTo', { service: name }) }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(called).waitFor();
    await sound(page);
    await sheet.getByRole('button', { name: p('refer.save') }).click();
    await sheet.waitFor({ state: 'detached' });
    await card.getByText(p('state.sent'), { exact: true }).waitFor();
    await sound(page);
    await card.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: t('wrong.open') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('wrong.phone') })
      .click();
    await page.getByText(t('reports.title')).waitFor();
    await sound(page);
    await page.goto(`${server.address}/directory/due`);
    await page.getByRole('link', { name }).waitFor();
    await sound(page);
    expect(worker.faults).toEqual([]);
    await worker.close();
  });

  test('a record is written in both languages, and a steward sees what is public', async () => {
    const steward = await visit(browser, {
      address: server.address,
      email: 'priya@willow.example',
      locale,
      on: 'desk',
    });
    const { page } = steward;
    await page.goto(`${server.address}/directory/new`);
    await page.getByLabel(t('edit.organization')).fill('Alder House Community Society');
    await page.getByLabel(t('edit.name.en')).fill(`Circle of ${called}`);
    await page.getByLabel(t('edit.name.fr')).fill(`Cercle de ${called}`);
    await page.getByRole('button', { name: t('edit.addHours') }).click();
    await sound(page);
    await page
      .getByRole('button', { name: t('edit.add') })
      .last()
      .click();
    const name = locale === 'fr' ? `Cercle de ${called}` : `Circle of ${called}`;
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('heading', { name: t('edits.title') }).waitFor();
    await sound(page);
    await page.goto(`${server.address}/directory/sources`);
    await page.getByText(t('sources.private')).first().waitFor();
    await sound(page);
    const open = await page.request.get(`${server.address}/hsds/services?per_page=100`);
    expect(await open.text()).not.toContain(called);
    expect(((await open.json()) as { total_items: number }).total_items).toBeGreaterThan(0);
    expect(steward.faults).toEqual([]);
    await steward.close();
  });

  test('the list of who opened a record is given by a link, and read once by whoever holds it', async () => {
    const worker = await visit(browser, {
      address: server.address,
      email: 'noor@willow.example',
      locale,
      on,
    });
    const { page } = worker;
    const me = await ask<{ sites: { id: string }[] }>(page, 'identity.me', {});
    const { id } = await ask<{ id: string }>(page, 'people.registerClient', {
      siteId: me.sites[0]?.id,
      identity: { name: `${called} Again` },
    });
    await page.goto(`${server.address}/clients/${id}/opened`);
    await page.getByRole('heading', { level: 1, name: o('given.title') }).waitFor();
    await page.getByText(o('given.care')).first().waitFor();
    await sound(page);
    await page.getByRole('button', { name: o('given.link') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: o('given.makeLink') }).click();
    const link = await sheet.getByLabel(o('given.address')).inputValue();
    await sound(page);
    const context = await browser.newContext({
      locale: `${locale}-CA`,
      viewport: { width: 360, height: 780 },
    });
    await context.addInitScript(`localStorage.setItem('tributary.locale', '${locale}')`);
    const reader = await context.newPage();
    await reader.goto(link);
    await reader.getByRole('button', { name: o('given.open') }).click();
    await reader.getByText(o('given.care')).first().waitFor();
    await sound(reader);
    await context.close();
    expect(worker.faults).toEqual([]);
    await worker.close();
  });
});
