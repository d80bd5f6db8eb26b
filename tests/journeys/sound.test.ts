import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import shell from '../../app/web/words.json' with { type: 'json' };
import { openBrowser, sayer, sound } from './stage.ts';

const [en, fr] = [sayer(shell, 'en'), sayer(shell, 'fr')];
const sentence = 'menu.short';
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page with nothing wrong but what is planted in it. */
async function page(lang: string, body: string): Promise<Page> {
  const made = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await made.setContent(
    `<!doctype html><html lang="${lang}"><head><title>T</title></head><body><main><h1>T</h1>${body}</main></body></html>`,
  );
  return made;
}

describe('a page that is sound', () => {
  test.each([
    ['in French', 'fr', `<p>${fr(sentence)}</p>`],
    ['in English', 'en', `<p>${en(sentence)}</p>`],
    ['in Canadian French, with words of other people in English', 'fr-CA', '<p>Supper at Alder House</p>'],
  ])('passes %s', async (_how, lang, body) => {
    await sound(await page(lang, body));
  });
});

describe('canary', () => {
  test.each([
    ['an English sentence of ours on a French page', 'fr', `<p>${en(sentence)}</p>`, 'speaks English'],
    ['in Canadian French too', 'fr-CA', `<p>${en(sentence)}</p>`, 'speaks English'],
    [
      'an English name that only a screen reader says',
      'fr',
      `<button aria-label="${en(sentence)}">≡</button>`,
      'speaks English',
    ],
    ['a picture without words', 'fr', '<img src="data:," width="9" height="9">', 'image-alt'],
    ['grey words on grey', 'fr', '<p style="color:#aaa;background:#999">Bonjour</p>', 'color-contrast'],
    ['a page wider than a phone', 'fr', '<p style="width:700px">Bonjour</p>', 'wider than a screen'],
  ])('%s is seen', async (_what, lang, body, said) => {
    const reason: unknown = await sound(await page(lang, body)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(reason).toBeInstanceOf(Error);
    expect(`${String(reason)} ${JSON.stringify(reason)}`).toContain(said);
  });
});
