import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import words from '../../modules/coding/words.json' with { type: 'json' };
import { choose, demoServer, type DemoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let server: DemoServer;
let browser: Browser;

beforeAll(async () => {
  server = await demoServer(2);
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe.each([
  ['en', 'desk'],
  ['fr', 'phone'],
] as const)('patterns of codes, %s on a %s', (locale, on) => {
  const t = sayer(words, locale);
  const come = () => visit(browser, { address: server.address, email: 'ingrid@willow.example', locale, on });
  test('a pair opens as many passages as it counts, and saturation follows the rule that is typed', async () => {
    const analyst = await come();
    const { page } = analyst;
    await page.goto(`${server.address}/patterns`);
    await choose(page, t('together.within'), t('together.source'));
    await choose(page, t('together.within'), t('together.overlap'));
    await page.getByRole('heading', { name: t('together.table') }).waitFor();
    await sound(page);
    const count = page
      .getByRole('region', { name: t('together.table') })
      .getByRole('button')
      .first();
    const figure = Number(await count.innerText());
    expect(figure).toBeGreaterThan(0);
    await count.click();
    const quotes = page.getByRole('dialog').locator('blockquote');
    await expect.poll(() => quotes.count()).toBe(figure);
    await sound(page);
    await page.keyboard.press('Escape');
    await page.goto(`${server.address}/patterns?tab=saturation`);
    const verdict = page.getByRole('region', { name: t('saturation.verdict') });
    await verdict.locator('svg').first().waitFor();
    await sound(page);
    await page.getByLabel(t('saturation.base')).fill('40');
    await verdict.getByText(t('saturation.tooFew', { texts: 12, needed: 42 })).waitFor();
    await page.getByLabel(t('saturation.base')).fill('2');
    await page.getByLabel(t('saturation.threshold')).fill('100');
    await verdict.locator('strong').waitFor();
    await sound(page);
    expect(analyst.faults).toEqual([]);
    await analyst.close();
  }, 180_000);

  test('the matrix is narrowed to those who share something, and a cell opens what they said', async () => {
    const analyst = await come();
    const { page } = analyst;
    await page.goto(`${server.address}/matrix`);
    const figures = page.getByRole('table').getByRole('button');
    await figures.first().waitFor();
    const total = async () => (await figures.allInnerTexts()).reduce((sum, text) => sum + Number(text), 0);
    const everybody = await total();
    await page.getByRole('combobox', { name: t('matrix.within') }).click();
    await page.getByRole('option', { name: /: Day / }).click();
    const narrowed = async () => {
      const now = await total();
      return now > 0 && now < everybody;
    };
    await expect.poll(narrowed).toBe(true);
    await sound(page);
    const count = Number(await figures.first().innerText());
    await figures.first().click();
    await expect.poll(() => page.getByRole('dialog').locator('blockquote').count()).toBe(count);
    await sound(page);
    expect(analyst.faults).toEqual([]);
    await analyst.close();
  }, 180_000);
});
