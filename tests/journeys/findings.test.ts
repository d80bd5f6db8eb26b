import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/words.ts';
import coding from '../../modules/coding/words.json' with { type: 'json' };
import learning from '../../modules/learning/words.json' with { type: 'json' };
import reports from '../../modules/reports/words.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

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

/** Asks the server as whoever is signed in on a page. */
function post<T>(page: Page, operation: string, body: object): Promise<T> {
  return page.evaluate(
    async ([name, json, key]) => {
      const headers = { 'Content-Type': 'application/json', 'X-Tributary': '1', 'Idempotency-Key': key };
      const answer = await fetch(`/api/${name}`, { method: 'POST', headers, body: json });
      if (!answer.ok) throw new Error(`${name} ${await answer.text()}`);
      return answer.json();
    },
    [operation, JSON.stringify(body), newId()] as const,
  ) as Promise<T>;
}

const evaluator = (locale: Locale) =>
  visit(browser, { address: server.address, email: 'ingrid@willow.example', locale, on: 'desk' });

/** A member check of this language's own, with a link for one person who said something; gives the address and the words that are theirs and another's. */
async function invitation(locale: Locale): Promise<{ address: string; checkId: string; faults: string[] }> {
  const { page, close, faults } = await evaluator(locale);
  const { rows } = await post<{ rows: { id: string }[] }>(page, 'evidence.listStudies', {});
  const checkId = newId();
  const closesOn = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
  await post(page, 'learning.draftCheck', { id: checkId, studyId: rows[0]?.id, closesOn });
  await post(page, 'learning.startCheck', { id: checkId, version: 1 });
  const { people } = await post<{ people: { participantId: string; pseudonym: string }[] }>(
    page,
    'learning.readCheck',
    { id: checkId },
  );
  const who = people.find((one) => one.pseudonym === 'C1');
  const me = await post<{ community: { id: string } }>(page, 'identity.me', {});
  const secret = createHash('sha256').update(randomBytes(32)).digest();
  const token = Buffer.concat([Buffer.from(me.community.id.replaceAll('-', ''), 'hex'), secret]);
  const link = { id: newId(), participantId: who?.participantId, token: token.toString('base64url') };
  await post(page, 'learning.inviteToCheck', { checkId, links: [link] });
  await close();
  return { address: `${server.address}/heard#${link.token}`, checkId, faults };
}

describe.each(['en', 'fr'] as const)('findings go back, %s', (locale: Locale) => {
  const t = sayer(learning, locale);

  test('somebody who took part answers on a phone without an account, and answers otherwise', async () => {
    const { address, checkId } = await invitation(locale);
    const context = await browser.newContext({
      locale: `${locale}-CA`,
      viewport: { width: 360, height: 780 },
      reducedMotion: 'reduce',
    });
    await context.addInitScript(`localStorage.setItem('tributary.locale', '${locale}')`);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(address);
    const first = page.getByRole('region', { name: t('mine.number', { at: 1, of: 3 }) });
    await first.waitFor();
    await sound(page);
    const words = `My words ${locale}`;
    await choose(first, t('mine.question'), t('check.verdict.partly'));
    await first.getByLabel(t('mine.more')).fill(words);
    await page.getByRole('button', { name: t('mine.send') }).click();
    await page.getByText(t('mine.sent')).waitFor();
    await sound(page);
    await page.reload();
    await first.waitFor();
    expect(await first.getByLabel(t('mine.more')).inputValue()).toBe(words);
    await choose(first, t('mine.question'), t('check.verdict.agree'));
    await page.getByRole('button', { name: t('mine.send') }).click();
    await page.getByText(t('mine.sent')).waitFor();
    await context.close();
    const desk = await evaluator(locale);
    await desk.page.goto(`${server.address}/checks/${checkId}`);
    await desk.page.getByText(words).waitFor();
    await sound(desk.page);
    expect(desk.faults).toEqual([]);
    await desk.close();
  }, 240_000);
});

describe.each(['en', 'fr'] as const)('from findings to a report, %s', (locale: Locale) => {
  const [c, r] = [sayer(coding, locale), sayer(reports, locale)];

  test('an evaluator adds a theme, writes what no record holds, and takes the report', async () => {
    const { page, faults, close } = await evaluator(locale);
    const { rows } = await post<{ rows: { id: string }[] }>(page, 'evidence.listStudies', {});
    const study = rows[0]?.id ?? '';
    await page.goto(`${server.address}/themes/${study}`);
    await page.getByRole('button', { name: c('themes.add') }).click();
    const sheet = page.getByRole('dialog');
    const name = `Theme ${locale} ${newId().slice(-4)}`;
    await sheet.getByLabel(c('themes.name')).fill(name);
    await sheet.getByLabel(c(`themes.plain.${locale}`)).fill(`One sentence for ${name}.`);
    await sound(page);
    await sheet.getByRole('button').last().click();
    await page.getByRole('heading', { name }).waitFor();
    await sound(page);
    await page.goto(`${server.address}/quotes/${study}`);
    await page.getByText(c('small.title')).waitFor();
    await sound(page);
    const quotes = page.waitForEvent('download');
    await page.getByRole('button', { name: c('quotesTable.excel') }).click();
    expect((await quotes).suggestedFilename()).toBe('first-year-quotes.xlsx');
    await page.goto(`${server.address}/study-report/${study}`);
    await page.getByText(name).first().waitFor();
    await sound(page);
    await page.getByRole('tab', { name: /COREQ/ }).click();
    await page.getByText(r('item.missing')).first().waitFor();
    await sound(page);
    await page.getByRole('button', { name: r('study.take') }).click();
    await page.getByRole('dialog').getByText(c('small.title')).waitFor();
    await sound(page);
    const report = page.waitForEvent('download');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: r('study.pdf'), exact: true })
      .click();
    const file = await (await report).path();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(faults).toEqual([]);
    await close();
  }, 240_000);
});
