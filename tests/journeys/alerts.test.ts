import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import formulary from '../../definitions/vocabularies/supply-formulary.json' with { type: 'json' };
import words from '../../definitions/vocabularies/supply-record.json' with { type: 'json' };
import network from '../../modules/network/words.json' with { type: 'json' };
import supply from '../../modules/supply/words.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  server = await demoServer(40);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const named = (code: string) =>
  [...formulary.codes, ...words.codes].find((entry) => entry.code === code)?.name ?? { en: '', fr: '' };

describe.each([
  { locale: 'en', on: 'phone', title: 'White flakes, stronger than they look' },
  { locale: 'fr', on: 'desk', title: 'Flocons blancs, plus forts qu’ils en ont l’air' },
] as const)('an alert reaches another community ($locale, $on)', ({ locale, on, title }) => {
  const s = sayer(supply, locale);
  const n = sayer(network, locale);
  const seat = (email: string) => visit(browser, { address: server.address, email, locale, on });
  const card = (page: Page) => page.getByRole('region', { name: title });

  test('sent, shared, seen elsewhere, told back, and gone when it no longer holds', async () => {
    const sender = await seat('coordinator@pilots.example');
    await sender.page.goto(`${server.address}/supply/alerts`);
    await sender.page
      .getByRole('button', { name: s('alerts.send'), exact: true })
      .first()
      .click();
    const dialog = sender.page.getByRole('dialog');
    await choose(dialog, s('alerts.kind'), named('stronger')[locale]);
    await dialog.getByLabel(s('alerts.titleField')).fill(title);
    await dialog.getByRole('combobox', { name: s('alerts.concerns') }).click();
    await sender.page.getByRole('option', { name: named('opioid')[locale] }).click();
    await sender.page.keyboard.press('Escape');
    await dialog.getByLabel(s('alerts.body')).fill(title);
    await sound(sender.page);
    await dialog.getByRole('button', { name: s('save'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await card(sender.page)
      .getByRole('button', { name: n('alert.shareOf', { title }) })
      .click();
    await sound(sender.page);
    await sender.page
      .getByRole('dialog')
      .getByRole('button', { name: n('alert.share') })
      .click();
    await card(sender.page).getByText(n('alert.shared'), { exact: true }).waitFor();
    await sound(sender.page);

    const receiver = await seat('luc@willow.example');
    await card(receiver.page).waitFor();
    await sound(receiver.page);
    const seen = card(receiver.page).getByRole('button', { name: new RegExp(title) });
    await seen.click();
    await receiver.page.goto(`${server.address}/supply/alerts`);
    await card(receiver.page).getByText(named('opioid')[locale]).waitFor();
    await seen.waitFor({ state: 'detached' });
    await sound(receiver.page);

    await sender.page.reload();
    await card(sender.page)
      .getByText(n('alert.seenCount.one', { seen: 1, count: 1 }))
      .waitFor();
    await card(sender.page)
      .getByRole('button', { name: s('alerts.endOf', { title }) })
      .click();
    await sound(sender.page);
    await sender.page
      .getByRole('dialog')
      .getByRole('button', { name: s('alerts.end') })
      .click();
    await card(sender.page).waitFor({ state: 'detached' });
    await expect
      .poll(
        async () => {
          await receiver.page.reload();
          await receiver.page.getByRole('heading', { level: 1, name: s('alerts.title') }).waitFor();
          await receiver.page.waitForLoadState('networkidle');
          return card(receiver.page).count();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(0);
    for (const one of [sender, receiver]) {
      expect(one.faults).toEqual([]);
      await one.close();
    }
  });
});
