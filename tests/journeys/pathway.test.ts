import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import told from '../../app/demo/pathway.json' with { type: 'json' };
import programs from '../../definitions/programs/supported-employment.json' with { type: 'json' };
import words from '../../modules/pathway/words.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

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

const page = told[0]?.page ?? { name: { en: '', fr: '' } };
const place = { en: 'The bench by the ferry', fr: 'Le banc près du traversier' };

describe.each([
  { locale: 'en', asks: { width: 360, height: 780 }, works: 'desk', called: 'Zebulon' },
  { locale: 'fr', asks: { width: 1280, height: 900 }, works: 'phone', called: 'Ysaline' },
] as const)('somebody asks for themselves ($locale)', ({ locale, asks, works, called }) => {
  const t = sayer(words, locale);

  test('on a page without an account that names no program, and a worker meets them', async () => {
    const worker = await visit(browser, {
      address: server.address,
      email: 'noor@willow.example',
      locale,
      on: works,
    });
    await worker.page.goto(`${server.address}/pathway/referrals?tab=self`);
    const link = worker.page.getByRole('link', { name: t('pages.desk') });
    const path = await link.getAttribute('href');
    await sound(worker.page);
    await ask(String(path));
    await worker.page.reload();
    await worker.page.getByText(place[locale]).waitFor();
    await sound(worker.page);
    await register(worker.page);
    await worker.page.goto(`${server.address}/pathway/referrals?which=unanswered`);
    await worker.page.getByText(called).first().waitFor();
    await sound(worker.page);
    await worker.page
      .getByRole('button', { name: t('history.open') })
      .first()
      .click();
    await worker.page.getByRole('dialog').getByText(t('state.sent')).waitFor();
    await sound(worker.page);
    expect(worker.faults).toEqual([]);
    await worker.close();
  });

  async function ask(path: string): Promise<void> {
    const context = await browser.newContext({ locale: `${locale}-CA`, viewport: asks });
    await context.addInitScript(`localStorage.setItem('tributary.locale', '${locale}')`);
    const visitor = await context.newPage();
    const faults: string[] = [];
    visitor.on('pageerror', (error) => faults.push(error.message));
    await visitor.goto(server.address + path);
    await visitor.getByText(page.name[locale]).waitFor();
    await visitor.getByRole('button', { name: t('ask.send') }).click();
    await visitor.getByText(t('field.needed')).first().waitFor();
    await visitor.getByLabel(t('ask.called')).fill(called);
    await choose(visitor, t('ask.way'), t('ask.way.place'));
    await visitor.getByLabel(t('ask.details.place'), { exact: true }).fill(place[locale]);
    await sound(visitor);
    await visitor.getByRole('button', { name: t('ask.send') }).click();
    await visitor.getByRole('heading', { name: t('ask.thanks') }).waitFor();
    await sound(visitor);
    const receipt = `${await visitor.title()} ${visitor.url()} ${await visitor.locator('body').innerText()}`;
    for (const telling of [programs.name.en, programs.name.fr, 'IPS', 'mplo'])
      expect(receipt).not.toContain(telling);
    expect(receipt).not.toContain(called);
    expect(faults).toEqual([]);
    await context.close();
  }

  async function register(screen: Page): Promise<void> {
    await screen
      .getByRole('button', { name: t('self.link') })
      .first()
      .click();
    const sheet = screen.getByRole('dialog');
    await sheet.getByRole('button', { name: t('self.register', { name: called }) }).click();
    await screen.getByRole('heading', { level: 1, name: called }).waitFor();
    await screen.getByText(place[locale]).first().waitFor();
    await screen
      .getByRole('button', { name: t('reach.reached') })
      .first()
      .click();
    await screen.getByText(t('reach.noted')).first().waitFor();
    await sound(screen);
  }
});
