import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/words.ts';
import evidence from '../../modules/evidence/words.json' with { type: 'json' };
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
const studyOf = async (page: Page) =>
  (await post<{ rows: { id: string }[] }>(page, 'evidence.listStudies', {})).rows[0]?.id ?? '';

const both = (text: string) => ({ en: `${text} (en)`, fr: `${text} (fr)` });
const unsaid = { en: '', fr: '' };

/** A survey of this language's own that people can answer, with one open question and a scale. */
async function letOut(page: Page, studyId: string, title: string): Promise<string> {
  const id = newId();
  const item = (name: string, kind: string, more: object = {}) => ({
    ...{
      id: name,
      kind,
      words: both(`${title} ${name}`),
      hint: unsaid,
      choices: [],
      least: null,
      most: null,
    },
    ...{ ends: { least: unsaid, most: unsaid }, mayBeSkipped: true, bank: null, ...more },
  });
  const items = [item('said', 'text'), item('much', 'scale', { least: 0, most: 5 })];
  const content = { title: both(title), about: both('Read by us'), consent: both('You may use it'), items };
  const begin = { id, studyId, occasion: 'other', filedIn: 'en', title: both(title) };
  await post(page, 'evidence.writeSurvey', begin);
  await post(page, 'evidence.saveSurvey', { id, version: 1, content });
  await post(page, 'evidence.publishSurvey', { id, version: 2 });
  return id;
}

describe.each(['en', 'fr'] as const)('a survey is asked, %s', (locale: Locale) => {
  const t = sayer(evidence, locale);

  test('an evaluator writes it, takes a question of the bank, and lets people answer', async () => {
    const { page, faults, close } = await evaluator(locale);
    await page.goto(`${server.address}/studies/${await studyOf(page)}`);
    await page.getByRole('button', { name: t('asking.write') }).click();
    const title = `Written ${locale} ${newId().slice(-4)}`;
    const begin = page.getByRole('dialog');
    await begin.getByLabel(t('asking.name')).first().waitFor();
    for (const field of await begin.getByLabel(t('asking.name')).all()) await field.fill(title);
    await sound(page);
    await begin.getByRole('button', { name: t('asking.write') }).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t('asking.editWords') }).click();
    const about = page.getByRole('dialog');
    for (const part of ['about', 'consent'] as const)
      for (const language of ['en', 'fr'] as const)
        await about
          .getByLabel(`${t(`asking.part.${part}`)} · ${t(`asking.language.${language}`)}`)
          .fill(`${part} ${language}`);
    await sound(page);
    await about.getByRole('button').last().click();
    await about.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('asking.add') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(t('asking.question')).first().waitFor();
    for (const field of await sheet.getByLabel(t('asking.question')).all()) await field.fill(`${title}?`);
    await sound(page);
    await sheet.getByRole('button').last().click();
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('asking.fromBank') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('asking.takeNamed', { name: '@' }).split('@')[0] ?? '' })
      .first()
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(t('asking.ofBank'), { exact: true }).waitFor();
    await page.getByRole('button', { name: t('asking.publish') }).click();
    await page.getByText(t('asking.state.asked'), { exact: true }).waitFor();
    await page.goto(`${page.url().split('?')[0] ?? ''}?tab=people`);
    await page.getByRole('button', { name: t('asking.invite') }).waitFor();
    await sound(page);
    expect(faults).toEqual([]);
    await close();
  }, 240_000);

  test('somebody answers by an open link on a phone; the words survive a reload and arrive once', async () => {
    const desk = await evaluator(locale);
    const studyId = await studyOf(desk.page);
    const title = `Asked ${locale} ${newId().slice(-4)}`;
    const id = await letOut(desk.page, studyId, title);
    const me = await post<{ community: { id: string } }>(desk.page, 'identity.me', {});
    const token = Buffer.concat([
      Buffer.from(me.community.id.replaceAll('-', ''), 'hex'),
      randomBytes(32),
    ]).toString('base64url');
    const link = { id: newId(), askedId: id, days: 9, token, siteId: null, part: null };
    await post(desk.page, 'evidence.openSurveyLink', link);
    const context = await browser.newContext({
      locale: `${locale}-CA`,
      viewport: { width: 360, height: 780 },
      reducedMotion: 'reduce',
    });
    await context.addInitScript(`localStorage.setItem('tributary.locale', '${locale}')`);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${server.address}/asked#${token}`);
    await page.getByRole('heading', { name: both(title)[locale] }).waitFor();
    await sound(page);
    await choose(page, both('You may use it')[locale], t('reply.consentYes'));
    const field = page.getByLabel(both(`${title} said`)[locale]);
    const words = `Words of ${title}`;
    await field.fill(words);
    await choose(page, both(`${title} much`)[locale], '4');
    await page.locator('[data-kind=kept]').waitFor();
    await sound(page);
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe(words);
    await page.getByRole('button', { name: t('reply.send'), exact: true }).click();
    await page.getByText(t('reply.answered')).waitFor();
    await sound(page);
    await context.close();
    const { survey } = await post<{ survey: { counts: { open: number } } }>(
      desk.page,
      'evidence.readAskedSurvey',
      { id },
    );
    expect(survey.counts.open).toBe(1);
    const { rows } = await post<{ rows: { text: string }[] }>(desk.page, 'coding.listAnswers', {
      study: studyId,
      limit: 200,
    });
    expect(rows.filter(({ text }) => text === words).length).toBe(1);
    await desk.page.goto(`${server.address}/surveys/${id}?tab=open`);
    await desk.page.getByRole('button', { name: t('asking.makeOpen') }).waitFor();
    await sound(desk.page);
    expect(desk.faults).toEqual([]);
    await desk.close();
  }, 240_000);
});
