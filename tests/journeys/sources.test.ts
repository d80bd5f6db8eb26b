import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../kernel/words.ts';
import codingWords from '../../modules/coding/words.json' with { type: 'json' };
import words from '../../modules/evidence/words.json' with { type: 'json' };
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

const table = [
  'Code participant,Lieu / where,Poste / role,Quart (shift),"What helped, and what did not?"',
  'S-01,harbour,RN / inf.,Q-jour,"Somebody had time for me, and there was a room."',
  'S-02,cedar,PW / pair,Q-nuit,The bus does not run in the evening when people need us most.',
  'S-03,nowhere,RN / inf.,Q-jour,This row names a site that nobody knows and stays out.',
].join('\r\n');
const interview =
  'Interviewer: Who drove you?\nP01: My sister Sample drove me, call her at 613 555-0142.\nInterviewer: Thank you.';

/** Begins a study of one's own, so that the other language finds the demo as it was; gives its page. */
async function beginStudy(page: Page, locale: Locale, name = 'Sources'): Promise<string> {
  const t = sayer(words, locale);
  await page.goto(`${server.address}/studies`);
  await page
    .getByRole('button', { name: t('studies.begin') })
    .first()
    .click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(t('studies.name')).fill(`${name} ${locale}`);
  await sheet.getByRole('button', { name: t('studies.begin') }).click();
  await page.getByRole('heading', { level: 1, name: `${name} ${locale}` }).waitFor();
  return page.url();
}

describe.each(['en', 'fr'] as const)('from files to a study, %s', (locale: Locale) => {
  const t = sayer(words, locale);
  const coding = sayer(codingWords, locale);
  test('a survey is looked at, corrected and loaded; names are taken out; participation is told', async () => {
    const evaluator = await visit(browser, {
      address: server.address,
      email: 'ingrid@willow.example',
      locale,
      on: 'desk',
    });
    const { page } = evaluator;
    const study = await beginStudy(page, locale);

    await page.goto(`${study}/survey`);
    const file = { name: `survey-${locale}.csv`, mimeType: 'text/csv', buffer: Buffer.from(table) };
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByText(t('survey.fits', { fits: 2, rows: 3 })).waitFor();
    await page.getByText(t('rowFault.site', { column: 'Lieu / where' })).waitFor();
    const shift = page.getByRole('combobox', { name: t('survey.useOf', { column: 'Quart (shift)' }) });
    await shift.click();
    await page.getByRole('option', { name: t('use.ignore'), exact: true }).click();
    await page.getByText('Quart (shift): Q-jour').waitFor({ state: 'detached' });
    await shift.click();
    await page.getByRole('option', { name: t('use.choice'), exact: true }).click();
    await page.getByText('Quart (shift): Q-jour').first().waitFor();
    await sound(page);
    await page.getByRole('button', { name: t('survey.loadRows', { count: 2 }) }).click();
    await page.getByText(t('survey.done', { respondents: 2, answers: 2, values: 2, unchanged: 0 })).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t('survey.toGrid') }).click();
    await page.getByRole('grid').getByText('Quart (shift): Q-nuit').waitFor();
    await sound(page);

    await page.goto(study);
    await page
      .getByRole('button', { name: t('texts.add') })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet
      .locator('input[type="file"]')
      .setInputFiles({ name: `talk-${locale}.txt`, mimeType: 'text/plain', buffer: Buffer.from(interview) });
    await sheet.getByLabel(t('texts.pseudonym')).fill('P01');
    await sheet.getByRole('button', { name: t('texts.send') }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'P01' }).click();
    await page.getByRole('link', { name: coding('redact.title') }).click();
    const list = page.getByRole('listbox', { name: coding('redact.list') });
    await list.focus();
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    await page.getByText(coding('redact.stays'), { exact: true }).waitFor();
    await sound(page);
    await page.getByRole('button', { name: coding('redact.apply', { count: 2 }) }).click();
    await page.getByText(coding('redact.done')).first().waitFor();
    const text = page.getByLabel(coding('text.label'));
    await expect.poll(() => text.textContent()).toContain('drove me, call her at 613 555-0142');
    expect(await text.textContent()).not.toContain('Sample');

    await page.goto(`${study}/participants`);
    const said = t('participation.sentence', {
      asked: 3,
      took: 3,
      percent: '',
      declined: 0,
      missing: 0,
      withdrew: 0,
    });
    await page.getByText(said.slice(0, said.indexOf('(')).trim()).waitFor();
    await page.getByRole('row', { name: /P01/ }).waitFor();
    await sound(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await sound(page);
    expect(evaluator.faults).toEqual([]);
    await evaluator.close();
  }, 240_000);

  test('the speakers of a focus group become participants, on a phone; whoever withdraws leaves blanks, and comes back', async () => {
    const evaluator = await visit(browser, {
      address: server.address,
      email: 'ingrid@willow.example',
      locale,
      on: 'desk',
    });
    const { page } = evaluator;
    const study = await beginStudy(page, locale, 'Voices');
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole('button', { name: t('texts.add') })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    const group = 'Moderator: Go on.\nP1: The van helped.\nP2: The forms did not.\nP1: Not at all.';
    await sheet
      .locator('input[type="file"]')
      .setInputFiles({ name: `group-${locale}.txt`, mimeType: 'text/plain', buffer: Buffer.from(group) });
    await sheet.getByRole('button', { name: t('texts.send') }).click();
    await page.getByRole('heading', { level: 1, name: t('speakers.title') }).waitFor();
    await page.getByText('The forms did not.').waitFor();
    await sound(page);
    await page.getByRole('button', { name: `${t('speakers.take')}: Moderator` }).click();
    for (const label of ['P1', 'P2']) {
      await page.getByRole('combobox', { name: t('speakers.is', { label }) }).click();
      await page.getByRole('option', { name: t('speakers.new') }).click();
    }
    await sound(page);
    await page.getByRole('button', { name: t('speakers.keep') }).click();
    await page.waitForURL(/\/texts\/[^/]+$/);
    const text = page.url();
    await page.getByText('The forms did not.').waitFor();

    await page.goto(`${study}/participants`);
    const stand = async (standing: 'withdrew' | 'took_part') => {
      await page.getByRole('button', { name: t('people.changeOf', { name: 'P2' }) }).click();
      await page.getByRole('combobox', { name: t('people.standing') }).click();
      await page.getByRole('option', { name: t(`person.${standing}`) }).click();
      const changing = page.getByRole('dialog');
      await changing.locator('button[type="submit"]').click();
      await changing.waitFor({ state: 'hidden' });
    };
    await stand('withdrew');
    await page.goto(text);
    await page.getByText('░').first().waitFor();
    expect(await page.getByText('The forms did not.').count()).toBe(0);
    await page.getByText('The van helped.').waitFor();
    await page.goto(`${text}/speakers`);
    await page.getByText(t('speakers.withdrew', { names: 'P2' })).waitFor();
    await sound(page);
    await page.goto(`${study}/participants`);
    await stand('took_part');
    await page.goto(text);
    await page.getByText('The forms did not.').waitFor();
    await evaluator.close();
  });
});
