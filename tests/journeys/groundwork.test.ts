import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lists from '../../definitions/vocabularies/groundwork.json' with { type: 'json' };
import rates from '../../definitions/vocabularies/published-rates.json' with { type: 'json' };
import { addDays, dayOf } from '../../kernel/time.ts';
import groundwork from '../../modules/groundwork/words.json' with { type: 'json' };
import measures from '../../definitions/measures/employment/found-work.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  server = await demoServer(60);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const named = (code: string) => lists.codes.find((entry) => entry.code === code)?.name ?? { en: '', fr: '' };
const today = dayOf(new Date(), 'America/Vancouver');

describe.each([
  {
    locale: 'en',
    on: 'desk',
    program: 'Social prescribing',
    own: 'A ramp at the side door',
    who: 'Board of the library',
    payer: 'City, one year',
  },
  {
    locale: 'fr',
    on: 'phone',
    program: 'Prescription sociale',
    own: 'Une rampe à la porte de côté',
    who: 'Conseil de la bibliothèque',
    payer: 'Ville, un an',
  },
] as const)('a site gets ready, speaks with those around and counts its money ($locale, $on)', (told) => {
  const { locale, on, own, who, payer } = told;
  const t = sayer(groundwork, locale);
  const seat = (email: string) => visit(browser, { address: server.address, email, locale, on });
  // Each language prepares a site of its own.
  const site = locale === 'en' ? /Cedar|Cèdre/ : /Harbour|Port/;

  async function pick(within: Page | Locator, page: Page, label: string, option: string | RegExp) {
    await within.getByRole('combobox', { name: label, exact: false }).first().click();
    await page.getByRole('option', { name: option }).first().click();
  }
  async function save(page: Page) {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: locale === 'en' ? 'Save' : 'Enregistrer', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  test('a coordinator starts a plan, sees what is late, moves a step along and adds one', async () => {
    const coordinator = await seat('luc@willow.example');
    const { page } = coordinator;
    await page.goto(`${server.address}/groundwork`);
    await pick(page, page, t('site'), site);
    await page.getByRole('button', { name: t('plan.start'), exact: true }).click();
    await pick(page.getByRole('dialog'), page, t('program'), told.program);
    await page.getByRole('dialog').getByLabel(t('plan.opensOn')).fill(addDays(today, 56));
    await sound(page);
    await save(page);
    const card = page.getByRole('region', { name: told.program }).first();
    const purpose = named('purpose')[locale];
    await card.getByRole('button', { name: t('step.doneOf', { step: purpose }) }).click();
    await card
      .getByRole('button', { name: t('step.doneOf', { step: purpose }) })
      .waitFor({ state: 'detached' });
    await card.getByRole('button', { name: t('plan.more') }).click();
    await page.getByRole('menuitem', { name: t('step.add') }).click();
    await page.getByRole('dialog').getByLabel(t('step.title')).fill(own);
    await choose(page.getByRole('dialog'), t('step.phase'), named('placing')[locale]);
    await save(page);
    await card.getByRole('heading', { name: own }).waitFor();
    await card.getByRole('button', { name: t('step.moreOf', { step: own }) }).click();
    await page.getByRole('menuitem', { name: t('step.move') }).click();
    await page.getByRole('dialog').getByLabel(t('step.inTheWay')).fill(payer);
    await save(page);
    await card.getByText(t('step.blocked', { what: payer })).waitFor();
    await card.getByRole('checkbox', { name: t('plan.only') }).check();
    await card.getByRole('heading', { name: purpose }).waitFor({ state: 'detached' });
    await sound(page);
    expect(coordinator.faults).toEqual([]);
    await coordinator.close();
  });

  test('what was asked and changed is written down and given to the evidence; money that ends is announced', async () => {
    const coordinator = await seat('luc@willow.example');
    const { page } = coordinator;
    await page.goto(`${server.address}/groundwork?tab=log`);
    await pick(page, page, t('site'), site);
    await page.getByRole('button', { name: t('log.write'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await pick(dialog, page, t('log.kind'), named('buy-in')[locale]);
    await pick(dialog, page, t('log.level'), named('board')[locale]);
    await pick(dialog, page, t('log.stance'), named('leaning-for')[locale]);
    await dialog.getByLabel(t('log.who')).fill(who);
    await dialog.getByLabel(t('log.changed')).fill(own);
    await sound(page);
    await save(page);
    const entry = page.getByRole('listitem').filter({ hasText: who });
    await entry.getByText(named('leaning-for')[locale]).waitFor();
    await entry.getByRole('button', { name: t('log.moreOf', { day: '' }).trim() }).click();
    await page.getByRole('menuitem', { name: t('log.offer') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('log.offer') })
      .click();
    await entry.getByText(t('log.offered'), { exact: true }).waitFor();
    await sound(page);

    await page.getByRole('tab', { name: t('tab.money') }).click();
    await page.getByRole('button', { name: t('money.add'), exact: true }).click();
    await page.getByRole('dialog').getByLabel(t('money.source')).fill(payer);
    await page.getByRole('dialog').getByLabel(t('money.purpose')).fill(own);
    await page.getByRole('dialog').getByLabel(t('money.lastOn')).fill(addDays(today, 60));
    await save(page);
    await page.getByText(t('ending.three_months')).first().waitFor();
    await sound(page);
    await page.goto(server.address);
    await page.getByText(payer, { exact: false }).first().waitFor();
    expect(coordinator.faults).toEqual([]);
    await coordinator.close();
  });

  test('the need is estimated beside whom the site reaches, and a figure stands beside a published rate', async () => {
    const coordinator = await seat('luc@willow.example');
    const { page } = coordinator;
    await page.goto(`${server.address}/groundwork?tab=reach`);
    await pick(page, page, t('site'), site);
    await page.getByRole('button', { name: t('reach.estimate'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await pick(dialog, page, t('program'), told.program);
    await dialog.getByLabel(t('reach.people')).fill('many');
    await pick(dialog, page, t('reach.how'), named('judgement')[locale]);
    await dialog.getByLabel(t('reach.source')).fill(who);
    await dialog.getByRole('button', { name: locale === 'en' ? 'Save' : 'Enregistrer', exact: true }).click();
    await dialog.getByText(t('reach.wrongNumber')).waitFor();
    await dialog.getByLabel(t('reach.people')).fill('240');
    await save(page);
    await page.getByText(who, { exact: false }).first().waitFor();
    await sound(page);
    await page.goto(`${server.address}/figures?measure=${measures.key}`);
    const rate = rates.codes.find((one) => one.code === 'ips-found-work')?.name[locale] ?? '';
    await page.getByRole('listitem').filter({ hasText: rate }).waitFor();
    await sound(page);
    expect(coordinator.faults).toEqual([]);
    await coordinator.close();
  });
});
