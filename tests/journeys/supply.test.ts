import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import supply from '../../modules/supply/words.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let browser: Browser;
let server: DemoServer;
beforeAll(async () => {
  browser = await openBrowser();
  server = await demoServer(160);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const seats = [
  { locale: 'en', on: 'phone' },
  { locale: 'fr', on: 'desk' },
] as const;

describe.each(seats)('a safer supply clinic’s day ($locale, $on)', ({ locale, on }) => {
  const t = sayer(supply, locale);
  const nurse = () => visit(browser, { address: server.address, email: 'nurse@pilots.example', locale, on });
  const go = (page: Page, path: string) => page.goto(`${server.address}${path}`);
  const taps = (page: Page, kind: string) =>
    page.getByRole('button', { name: new RegExp(`^${t('day.record', { kind, name: '' }).trim()}`) });

  test('one tap records a dose; without a line it waits on the device, and reaches the server once', async () => {
    const seat = await nurse();
    const { page, context } = seat;
    await go(page, '/supply');
    const witnessed = taps(page, t('kind.witnessed'));
    const undo = page.getByRole('button', { name: t('day.undo') });
    await witnessed.or(undo).first().waitFor();
    // Late in the day, or after the other language, nearly everybody has had theirs: what is there is taken back first.
    for (let waiting = await witnessed.count(); waiting < 2; waiting += 1) {
      await undo.first().click();
      await expect.poll(() => witnessed.count()).toBe(waiting + 1);
    }
    const before = await witnessed.count();
    await sound(page);
    await witnessed.first().click();
    await page
      .getByRole('button', { name: t('day.undo') })
      .first()
      .waitFor();
    expect(await witnessed.count()).toBe(before - 1);
    await context.setOffline(true);
    await taps(page, t('kind.missed')).first().click();
    await page.getByRole('listitem').getByText(t('day.keptHere')).waitFor();
    await context.setOffline(false);
    await page.reload();
    await expect
      .poll(
        async () => {
          await page.reload();
          await page
            .getByRole('button', { name: t('day.undo') })
            .first()
            .waitFor();
          return taps(page, t('kind.witnessed')).count();
        },
        { timeout: 60_000, interval: 3_000 },
      )
      .toBe(Math.max(0, before - 2));
    expect(seat.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
    await seat.close();
  });

  test('every part of it is sound: what to ask, alerts, who is affected, rules', async () => {
    const seat = await nurse();
    const { page } = seat;
    for (const [path, heading] of [
      ['/supply/due', 'due.title'],
      ['/supply/alerts', 'alerts.title'],
      ['/supply/affected', 'affected.title'],
      ['/supply/rules', 'rules.title'],
    ] as const) {
      await go(page, path);
      await page.getByRole('heading', { level: 1, name: t(heading) }).waitFor();
      await page.waitForLoadState('networkidle');
      await sound(page);
    }
    await go(page, '/supply/affected');
    await page.getByRole('button', { name: t('affected.ask') }).click();
    await page.getByRole('button', { name: t('affected.keep') }).click();
    await page.getByLabel(t('affected.listTitle')).fill(`Advice ${locale}`);
    await page.getByLabel(t('affected.why')).fill('Letter of the college');
    await page.getByRole('button', { name: t('save'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `Advice ${locale}` }).waitFor();
    await page
      .getByRole('button', { name: new RegExp(`^${t('affected.markOf', { name: '' }).trim()} `) })
      .first()
      .click();
    await page.getByRole('button', { name: t('save'), exact: true }).click();
    await page.getByText(t('row.done'), { exact: true }).first().waitFor();
    await sound(page);
    expect(seat.faults).toEqual([]);
    await seat.close();
  });

  test('the gaps are on the screen, and the packet leaves as a PDF with its reason in the register', async () => {
    const seat = await nurse();
    const { page } = seat;
    await go(page, '/supply/review');
    await page.getByRole('heading', { name: t('review.gaps') }).waitFor();
    await choose(page, t('review.scope'), t('scope.site'));
    await page.getByRole('combobox', { name: t('review.who'), exact: true }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: t('review.look') }).click();
    await page.getByText(t('section.doses')).first().waitFor();
    await sound(page);
    await page.getByLabel(t('review.reason')).fill(`Review ${locale}`);
    const leaving = page.waitForEvent('download');
    await page.getByRole('button', { name: t('review.pdf') }).click();
    const file = await readFile(await (await leaving).path());
    if (process.env['KEEP_PACKET']) await writeFile(`${process.env['KEEP_PACKET']}-${locale}.pdf`, file);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
    const flat = (words: string) => words.replace(/\s+/g, ' ');
    expect(flat(text)).toContain(flat(t('section.prescriptions')));
    await page.getByText(`Review ${locale}`).first().waitFor();
    expect(seat.faults).toEqual([]);
    await seat.close();
  });
});
