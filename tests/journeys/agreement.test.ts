import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../kernel/words.ts';
import words from '../../modules/coding/words.json' with { type: 'json' };
import cfir from '../../definitions/vocabularies/cfir-2022.json' with { type: 'json' };
import { choose, demoServer, type DemoServer, openBrowser, sayer, sound, visit } from './stage.ts';
import { ownStudy } from './study.ts';

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

const said = 'P1: Nobody had the time to call back.\nP1: The nurse kept the door open for us.\n';
const other = 'P2: The list grew all winter.\nP2: We met every Tuesday and it helped.\n';

describe.each(['en', 'fr'] as const)('two people code blind and a third settles it, %s', (locale: Locale) => {
  const t = sayer(words, locale);
  const nameOf = (code: string) => cfir.codes.find((entry) => entry.code === code)?.name[locale] ?? '';
  const someone = (name: string, on: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email: `${name}@willow.example`, locale, on });

  /** Puts a code on the sentence that so many arrow keys reach. */
  async function code(
    page: Page,
    presses: number,
    what: { code: string; valence: 'barrier' | 'facilitator' },
  ) {
    const text = page.getByLabel(t('text.label'));
    await text.focus();
    await page.keyboard.press('Escape');
    for (let press = 0; press < presses; press += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('c');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('combobox').first().fill(nameOf(what.code));
    await page.keyboard.press('Enter');
    await choose(sheet, t('coding.valence'), t(`valence.${what.valence}`));
    await sheet.getByRole('button', { name: t('coding.save') }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page
      .locator('button[data-ids]')
      .filter({ hasText: nameOf(what.code) })
      .first()
      .waitFor();
  }

  test('a round is drawn, coded apart, compared, and agreed on while all three are there', async () => {
    const [first, second, third] = [
      await someone('ingrid', 'desk'),
      await someone('paul', 'phone'),
      await someone('priya', 'desk'),
    ];
    const { studyId, texts } = await ownStudy(
      first.page,
      { code: `apart-${locale}`, title: locale === 'en' ? 'Coded apart' : 'Codage séparé' },
      [
        { pseudonym: 'P1', text: said },
        { pseudonym: 'P2', text: other },
      ],
    );
    const rounds = `${server.address}/agreement?study=${studyId}&tab=rounds`;
    await first.page.goto(rounds);
    await first.page.getByText(t('round.none')).waitFor();
    await sound(first.page);
    await first.page.getByRole('button', { name: t('round.new') }).click();
    const sheet = first.page.getByRole('dialog');
    await sheet.getByLabel(t('round.name')).fill('Pilot');
    await sheet.getByRole('checkbox', { name: t('margin.you') }).check();
    await sheet.getByRole('checkbox', { name: 'Paul Tremblay-Roy' }).check();
    await sheet.getByRole('radio', { name: /100/ }).check();
    await sound(first.page);
    await sheet.getByRole('button', { name: t('round.draw') }).click();
    await first.page.getByRole('heading', { name: 'Pilot' }).waitFor();
    await sound(first.page);

    const [one = '', two = ''] = texts;
    for (const { page } of [first, second]) {
      await page.goto(`${server.address}/texts/${one}`);
      await page.getByText(t('finish.blind')).waitFor();
    }
    await code(first.page, 1, { code: 'inner.structural.work', valence: 'barrier' });
    await code(second.page, 1, { code: 'inner.culture', valence: 'barrier' });
    await code(first.page, 2, { code: 'inner.relational-connections', valence: 'facilitator' });
    await code(second.page, 2, { code: 'inner.relational-connections', valence: 'facilitator' });
    await second.page.reload();
    await second.page
      .locator('button[data-ids]')
      .filter({ hasText: nameOf('inner.culture') })
      .first()
      .waitFor();
    const foreign = second.page
      .locator('button[data-ids]')
      .filter({ hasText: nameOf('inner.structural.work') });
    expect(await foreign.count()).toBe(0);
    await sound(second.page);

    for (const { page } of [first, second]) {
      for (const id of [one, two]) {
        await page.goto(`${server.address}/texts/${id}`);
        await page.getByRole('button', { name: t('round.finish') }).click();
        await page.getByText(t('finish.yours')).waitFor();
      }
    }
    await second.page.goto(`${server.address}/texts/${one}`);
    await second.page.getByText(t('finish.open')).waitFor();
    await foreign.first().waitFor();
    await sound(second.page);

    await compare(first.page, studyId);
    await settle(third.page, one);
    await first.page.goto(rounds);
    await first.page.getByText(t('consensus.done')).first().waitFor();
    await sound(first.page);
    for (const one of [first, second, third]) {
      expect(one.faults).toEqual([]);
      await one.close();
    }
  }, 300_000);

  async function compare(page: Page, studyId: string): Promise<void> {
    await page.goto(`${server.address}/agreement?study=${studyId}`);
    await page.getByText(t('agree.byCode')).first().waitFor();
    await sound(page);
    await page.getByRole('radio', { name: t('unit.segment') }).check();
    const threshold = page.getByLabel(t('agree.threshold'));
    await threshold.fill('50');
    await page.getByText(t('agree.byCode')).first().waitFor();
    await sound(page);
    await page.getByRole('button', { name: nameOf('inner.culture'), exact: true }).click();
    await page.getByRole('dialog').getByText('Nobody had the time').first().waitFor();
    await sound(page);
    await page.keyboard.press('Escape');
  }

  /** The third takes one of the two readings up and closes; what both said alike is there already. */
  async function settle(page: Page, sourceId: string): Promise<void> {
    await page.goto(`${server.address}/consensus/${sourceId}`);
    await page.getByRole('button', { name: t('consensus.begin') }).click();
    await page.getByText(t('consensus.waiting', { count: 2 })).waitFor();
    await sound(page);
    const side = page
      .locator('div')
      .filter({ has: page.getByRole('heading', { name: 'Paul Tremblay-Roy' }) })
      .last();
    await side.getByRole('button', { name: t('consensus.take'), exact: true }).click();
    await page.getByText(t('consensus.waiting', { count: 1 })).waitFor();
    await page.getByRole('button', { name: t('consensus.leave'), exact: true }).click();
    await page.getByText(t('consensus.waiting', { count: 0 })).waitFor();
    await page.getByRole('button', { name: t('consensus.close'), exact: true }).click();
    await page.getByText(t('consensus.rule.done')).waitFor();
    await sound(page);
  }
});
