import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import scale from '../../definitions/scales/fidelity/ips-25-1.2.0.json' with { type: 'json' };
import fidelity from '../../modules/fidelity/words.json' with { type: 'json' };
import learning from '../../modules/learning/words.json' with { type: 'json' };
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

describe.each([
  { locale: 'en', on: 'desk', site: /Harbour/, seen: 'Forty names on one list', why: 'Nobody could be met' },
  {
    locale: 'fr',
    on: 'phone',
    site: /Cèdre/,
    seen: 'Quarante noms sur une liste',
    why: 'Personne à rencontrer',
  },
] as const)('a program is reviewed by people ($locale, $on)', ({ locale, on, site, seen, why }) => {
  const t = sayer(fidelity, locale);
  const change = sayer(learning, locale);
  const seat = (email: string) => visit(browser, { address: server.address, email, locale, on });
  const itemAt = (page: Page, index: number) => {
    const item = scale.items[index];
    const name = t('item', { number: item?.number ?? 0, name: item?.name[locale] ?? '' });
    return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
  };

  test('somebody scores alone, comes back after a closed tab, agrees, closes, and carries a weak item on', async () => {
    const coordinator = await seat('luc@willow.example');
    const { page } = coordinator;
    await page.goto(`${server.address}/fidelity/reviews`);
    await page.getByRole('button', { name: t('start'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('combobox', { name: t('site') }).click();
    await page.getByRole('option', { name: site }).click();
    await sheet.getByRole('combobox', { name: t('program') }).click();
    await page.getByRole('option', { name: scale.name[locale] }).first().click();
    await sheet.getByRole('checkbox', { name: 'Luc Bélanger' }).check();
    await sound(page);
    await sheet.getByRole('button', { name: t('start'), exact: true }).click();
    await page.getByText(t('alone')).waitFor();

    const first = itemAt(page, 0);
    await first.getByRole('radio', { name: '2', exact: true }).check();
    await first.getByLabel(t('seen')).fill(seen);
    await first.getByText(t('keep.saved'), { exact: true }).waitFor();
    await page.reload();
    expect(await itemAt(page, 0).getByRole('radio', { name: '2', exact: true }).isChecked()).toBe(true);
    expect(await itemAt(page, 0).getByLabel(t('seen')).inputValue()).toBe(seen);
    await page.getByRole('button', { name: t('finish'), exact: true }).click();
    await page.getByText(t('needed')).first().waitFor();
    for (let index = 1; index < scale.items.length; index += 1)
      await itemAt(page, index).getByRole('radio', { name: '4', exact: true }).check();
    await page.getByText(t('progress', { done: 25, items: 25 })).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t('finish'), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('finish'), exact: true })
      .click();

    await page.getByText(t('agreeing')).waitFor();
    await page.getByRole('button', { name: t('agreeAlike'), exact: true }).click();
    // 24 × 4 + 2 = 98
    await page.getByText(t('total', { total: 98, high: 125 })).waitFor();
    await page.getByRole('button', { name: t('agreeOn', { number: 25 }) }).click();
    await choose(page.getByRole('dialog'), t('score'), t('notJudged'));
    await page.getByRole('dialog').getByLabel(t('reason')).fill(why);
    await sound(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: locale === 'en' ? 'Save' : 'Enregistrer' })
      .click();
    await page.getByText(t('noTotalAll', { judged: 24, items: 25 })).waitFor();
    await page.getByRole('button', { name: t('close'), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('close'), exact: true })
      .click();
    await page.getByRole('button', { name: t('print'), exact: true }).waitFor();
    await sound(page);

    await page.getByRole('button', { name: t('carryOf', { number: 1 }) }).click();
    const noting = page.getByRole('dialog');
    await noting.getByRole('button', { name: change('factor.save') }).click();
    await noting.getByText(change('construct.needed')).waitFor();
    await sound(page);
    expect(coordinator.faults).toEqual([]);
    await coordinator.close();
  });

  test('who runs the site does not see what a reviewer scored before all are done', async () => {
    const lead = await seat('amara@willow.example');
    const { page } = lead;
    await page.goto(`${server.address}/fidelity/reviews`);
    const line = page.getByRole('main').locator('div').filter({ hasText: 'Soren Achterberg' });
    const open = line
      .filter({ has: page.getByRole('link') })
      .last()
      .getByRole('link');
    await open.click();
    await page.getByText(t('waiting')).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('One of them still drives people');
    await sound(page);
    expect(lead.faults).toEqual([]);
    await lead.close();
  });
});
