import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import lists from '../../definitions/vocabularies/staffing.json' with { type: 'json' };
import program from '../../definitions/programs/supported-employment.json' with { type: 'json' };
import staffing from '../../modules/staffing/words.json' with { type: 'json' };
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

const named = (code: string) =>
  [...lists.codes, ...program.roles].find((entry) => entry.code === code)?.name ?? { en: '', fr: '' };

describe.each([
  { locale: 'en', boss: 'desk', worker: 'phone', title: 'Listening without fixing' },
  { locale: 'fr', boss: 'phone', worker: 'desk', title: 'Écouter sans réparer' },
] as const)('the people who work here (%o)', ({ locale, title, ...on }) => {
  const t = sayer(staffing, locale);
  const someone = (email: string, screen: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email, locale, on: screen });

  /** Takes one of a list that opens when it is clicked. */
  async function pick(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  test('a coordinator opens a post, fills it, and sees what is missing', async () => {
    const boss = await someone('luc@willow.example', on.boss);
    const { page } = boss;
    await page.goto(`${server.address}/team?tab=posts`);
    await page.getByRole('heading', { name: t('gap.title') }).waitFor();
    await sound(page);
    const counsellor = named('counsellor')[locale];
    const before = await page.getByRole('row').filter({ hasText: counsellor }).count();
    await page.getByRole('button', { name: t('post.open') }).click();
    await pick(page, t('post.role'), counsellor);
    await page.getByRole('dialog').getByLabel(t('post.openedOn')).fill('2026-01-05');
    await sound(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('save') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const empty = page
      .getByRole('row')
      .filter({ hasText: counsellor })
      .filter({ has: page.getByRole('button', { name: t('post.fill'), exact: true }) });
    await empty
      .first()
      .getByRole('button', { name: t('post.fill'), exact: true })
      .click();
    await pick(page, t('post.who'), t('post.outside'));
    await page.getByRole('dialog').getByLabel(t('post.openedOn')).fill('2026-01-06');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('save') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await empty.first().waitFor({ state: 'detached' });
    expect(await page.getByRole('row').filter({ hasText: counsellor }).count()).toBeGreaterThan(before);
    await page.getByRole('tab', { name: t('tab.growth') }).click();
    await page.getByRole('row').filter({ hasText: 'Noor Haddad' }).waitFor();
    await sound(page);
    expect(boss.faults).toEqual([]);
    await boss.close();
  });

  test('a worker records a training, says what she is good at, and how the week is, for herself alone', async () => {
    const email = locale === 'en' ? 'dana@willow.example' : 'soren@willow.example';
    const worker = await someone(email, on.worker);
    const { page } = worker;
    await page.goto(`${server.address}/team`);
    await page.getByRole('button', { name: t('training.record') }).click();
    await pick(page, t('training.which'), named('skills-webinar')[locale]);
    await page.getByRole('dialog').getByLabel(t('training.name')).fill(title);
    await sound(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('save') })
      .click();
    await page.getByText(title, { exact: false }).first().waitFor();
    for (const question of ['energy', 'support']) await choose(page, named(question)[locale], '4');
    await page.getByLabel(t('week.note')).fill(title);
    await page.getByRole('button', { name: t('week.save') }).click();
    await page.getByText(t('week.said')).waitFor();
    await sound(page);
    await page.getByRole('tab', { name: t('tab.strengths') }).click();
    await page.getByRole('row').filter({ hasText: 'Noor Haddad' }).waitFor();
    await sound(page);
    await page.getByRole('tab', { name: t('tab.weeks') }).click();
    await page.getByText(t('weeks.none')).waitFor();
    await sound(page);
    expect(worker.faults).toEqual([]);
    await worker.close();
  });
});
