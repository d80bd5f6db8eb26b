import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../kernel/words.ts';
import words from '../../modules/coding/words.json' with { type: 'json' };
import cfir from '../../definitions/vocabularies/cfir-2022.json' with { type: 'json' };
import { askOn, ownStudy } from './study.ts';
import { demoServer, type DemoServer, openBrowser, sayer, sound, visit } from './stage.ts';

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

/** Opens the first text of the demo's study; gives the study's id. */
async function openText(page: Page): Promise<string> {
  await page.goto(`${server.address}/studies`);
  await page
    .getByRole('link', { name: /first-year/ })
    .first()
    .click();
  const text = page.locator('a[href^="/texts/"]').first();
  await text.waitFor();
  const study = page.url().split('/').at(-1) ?? '';
  await text.click();
  return study;
}

describe.each(['en', 'fr'] as const)('coding by keyboard alone, %s', (locale: Locale) => {
  const t = sayer(words, locale);
  test('words are chosen, coded, undone and done again; a code is made; answers are coded row by row', async () => {
    const evaluator = await visit(browser, {
      address: server.address,
      email: 'ingrid@willow.example',
      locale,
      on: 'desk',
    });
    const { page } = evaluator;
    const study = await openText(page);
    const text = page.getByLabel(t('text.label'));
    await text.waitFor();
    const margin = page.getByRole('heading', {
      name: new RegExp(t('margin.title', { count: 0 }).split('(')[0] ?? ''),
    });
    await page.locator('button[data-ids]').first().waitFor();
    const before = await margin.first().textContent();
    await text.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('c');
    const sheet = page.getByRole('dialog');
    const construct = cfir.codes.find((entry) => entry.code === 'inner.culture')?.name[locale] ?? '';
    await sheet.getByRole('combobox').first().fill(construct);
    await page.keyboard.press('Enter');
    await sheet.getByRole('radio', { name: t('valence.barrier') }).check();
    await sound(page);
    await page.keyboard.press('Enter');
    await page.getByText(t('coding.added')).first().waitFor();
    await sheet.waitFor({ state: 'hidden' });
    await expect.poll(() => margin.first().textContent()).not.toBe(before);
    await page.reload();
    await page.locator('button[data-ids]').first().waitFor();
    await page.keyboard.press('Control+z');
    await page
      .getByText(t('undo.undone', { what: t('deed.coded') }))
      .first()
      .waitFor();
    await expect.poll(() => margin.first().textContent()).toBe(before);
    await page.keyboard.press('Control+Shift+z');
    await page
      .getByText(t('undo.redone', { what: t('deed.coded') }))
      .first()
      .waitFor();
    await sound(page);
    await page.goto(`${server.address}/codebook/${study}`);
    const tree = page.getByRole('tree');
    await tree.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('n');
    await sheet.getByLabel(t('codebook.name')).fill(`Keyboard ${locale}`);
    await page.keyboard.press('Enter');
    await tree.getByText(`Keyboard ${locale}`).waitFor();
    await sound(page);
    await page.goto(`${server.address}/answers/${study}`);
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('1');
    await page.keyboard.press('b');
    await grid.getByText(t('valence.barrier')).first().waitFor();
    await sound(page);
    expect(evaluator.faults).toEqual([]);
    await evaluator.close();
  }, 180_000);
});

describe.each(['en', 'fr'] as const)('two people on one text, %s', (locale: Locale) => {
  const t = sayer(words, locale);
  const someone = (name: string, on: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email: `${name}@willow.example`, locale, on });

  test('each sees that the other is there; a typo is corrected, and the earlier version can be read', async () => {
    const [first, second] = [await someone('ingrid', 'desk'), await someone('priya', 'phone')];
    const title = locale === 'en' ? 'Corrected' : 'Corrigé';
    const own = { code: `versions-${locale}`, title };
    const { texts } = await ownStudy(first.page, own, [{ pseudonym: 'P1', text: 'P1: We had no tiem.\n' }]);
    const [sourceId = ''] = texts;
    await first.page.goto(`${server.address}/texts/${sourceId}`);
    await second.page.goto(`${server.address}/texts/${sourceId}`);
    await first.page.getByText(t('here.others', { names: 'Priya Raman' })).waitFor();
    await second.page.getByText(t('here.others', { names: 'Ingrid Solheim' })).waitFor();
    await sound(second.page);
    const edits = [{ start: 14, end: 18, text: 'time' }];
    await askOn(first.page, 'coding.correctText', { sourceId, contentVersion: 1, edits });
    await second.page.getByRole('link', { name: t('versions.title') }).click();
    await second.page.locator('ins').filter({ hasText: 'time' }).waitFor();
    await second.page.locator('del').filter({ hasText: 'tiem' }).waitFor();
    await sound(second.page);
    await second.page.getByRole('button', { name: t('versions.read', { version: 1 }) }).click();
    await second.page.getByRole('dialog').getByText('We had no tiem').waitFor();
    await sound(second.page);
    for (const one of [first, second]) {
      expect(one.faults).toEqual([]);
      await one.close();
    }
  }, 180_000);
});
