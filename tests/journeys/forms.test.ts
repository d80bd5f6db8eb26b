import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import bank from '../../definitions/forms/question-bank.json' with { type: 'json' };
import care from '../../modules/care/words.json' with { type: 'json' };
import people from '../../modules/people/words.json' with { type: 'json' };
import ui from '../../ui/words.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  server = await demoServer(60);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

type Both = { readonly en: string; readonly fr: string };
const asked: Both = { en: 'Where do you grow something?', fr: 'Où cultivez-vous quelque chose?' };
const reworded: Both = {
  en: 'Where does something grow for you?',
  fr: 'Où quelque chose pousse-t-il pour vous?',
};
const meaning: Both = { en: 'Place to garden', fr: 'Endroit où jardiner' };
const choices: readonly Both[] = [
  { en: 'On a windowsill', fr: 'Sur un rebord de fenêtre' },
  { en: 'Nowhere yet', fr: 'Nulle part encore' },
];
const section: Both = { en: 'Growing', fr: 'Ce qui pousse' };
const meals = bank.questions.find((one) => one.code === 'meals')?.words ?? { en: '', fr: '' };

describe.each([
  { locale: 'en', steward: 'desk', worker: 'phone', form: { en: 'Garden talk', fr: 'Jasette au jardin' } },
  { locale: 'fr', steward: 'phone', worker: 'desk', form: { en: 'Balcony talk', fr: 'Jasette au balcon' } },
] as const)('a form that a steward writes ($locale)', ({ locale, form, ...on }) => {
  const t = { care: sayer(care, locale), people: sayer(people, locale), ui: sayer(ui, locale) };
  const client = locale === 'en' ? 'Ottilie Testgarden' : 'Eulalie Jardinelle';
  const someone = (email: string, screen: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email, locale, on: screen });
  const fill = async (within: Page | Locator, label: string, said: Both) => {
    await within.getByLabel(`${label} · ${t.ui('both.english')}`, { exact: true }).fill(said.en);
    await within.getByLabel(`${label} · ${t.ui('both.french')}`, { exact: true }).fill(said.fr);
  };
  const press = (within: Page | Locator, name: string) =>
    within.getByRole('button', { name, exact: true }).click();
  const part = (page: Page, name: 'form.questions' | 'form.preview' | 'form.publish') =>
    page.getByRole('tab', { name: t.care(name) }).click();

  async function publish(page: Page): Promise<void> {
    await page.getByText(t.care('form.clean'), { exact: true }).waitFor();
    await part(page, 'form.publish');
    await page.getByText(t.care('form.ready'), { exact: true }).waitFor();
    await sound(page);
    await press(page, t.care('form.publishNow'));
    await page.getByRole('button', { name: t.care('form.change') }).waitFor();
    await page.getByRole('heading', { level: 1, name: form[locale] }).waitFor();
  }

  async function writeQuestion(page: Page): Promise<void> {
    await press(page, t.care('form.addTo', { name: section[locale] }));
    const sheet = page.getByRole('dialog');
    await press(sheet, t.care('form.writeQuestion'));
    await fill(sheet, t.care('form.words'), asked);
    await fill(sheet, t.care('form.meaning'), meaning);
    for (const [index, choice] of choices.entries())
      await fill(sheet, t.care('form.choiceNumber', { n: index + 1 }), choice);
    await sound(page);
    await press(sheet, t.care('form.done'));
    await sheet.waitFor({ state: 'detached' });
  }

  async function addFromBank(page: Page): Promise<void> {
    await press(page, t.care('form.addTo', { name: section[locale] }));
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('textbox', { name: t.care('form.findQuestion') }).fill(meals[locale].slice(0, 24));
    await sound(page);
    await press(sheet, t.care('form.addNamed', { name: meals[locale] }));
    await sheet.waitFor({ state: 'detached' });
    await press(page, t.care('form.whenNamed', { name: meals[locale] }));
    await sheet.getByLabel(t.care('form.earlierQuestion')).click();
    await page.getByRole('option', { name: asked[locale] }).click();
    await sheet.getByRole('checkbox', { name: choices[1]?.[locale] ?? '' }).check();
    await press(sheet, t.care('form.addCondition'));
    await sound(page);
    await press(sheet, t.care('form.done'));
    await sheet.waitFor({ state: 'detached' });
  }

  test('is written in both languages, tried, and published', async () => {
    const steward = await someone('priya@willow.example', on.steward);
    const { page } = steward;
    await page.goto(`${server.address}/forms`);
    await page.getByRole('heading', { level: 1, name: t.care('form.forms') }).waitFor();
    await page.getByRole('tab', { name: t.care('form.bank') }).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t.care('form.new') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(t.care('form.nameEn')).fill(form.en);
    await sheet.getByLabel(t.care('form.nameFr')).fill(form.fr);
    await press(sheet, t.care('form.begin'));
    await page.getByRole('heading', { level: 1, name: form[locale] }).waitFor();
    await fill(page, t.care('form.purpose'), section);
    await sound(page);
    await part(page, 'form.questions');
    await fill(page, t.care('form.sectionName'), section);
    await writeQuestion(page);
    await addFromBank(page);
    await sound(page);
    await part(page, 'form.preview');
    await page.getByRole('group', { name: asked[locale] }).waitFor();
    expect(await page.getByRole('group', { name: meals[locale] }).count()).toBe(0);
    await choose(page, asked[locale], choices[1]?.[locale] ?? '');
    await page.getByRole('group', { name: meals[locale] }).waitFor();
    await publish(page);
    expect(steward.faults).toEqual([]);
    await steward.close();
  });

  async function register(page: Page): Promise<void> {
    await page.goto(`${server.address}/clients`);
    await page.getByRole('button', { name: t.people('register.action') }).click();
    await page.getByLabel(t.people('field.name'), { exact: true }).fill(client);
    await page.getByRole('button', { name: t.people('register.save'), exact: true }).click();
    await page.getByRole('heading', { name: client }).waitFor();
  }

  /** Asks the form of the client whose page is open, and comes back to what was answered. */
  async function ask(page: Page, question: Both, choice: Both): Promise<void> {
    await press(page, t.care('form.askOne'));
    await press(page.getByRole('dialog'), form[locale]);
    await page.getByRole('heading', { level: 1, name: form[locale] }).waitFor();
    await choose(page, question[locale], choice[locale]);
    await sound(page);
    await press(page, t.care('form.saveForNow'));
    await press(page, t.care('form.continue'));
    await press(page, t.care('form.finish'));
    await page.getByText(t.care('form.state.complete'), { exact: true }).waitFor();
    await page.getByText(choice[locale], { exact: true }).waitFor();
    await sound(page);
  }

  let record = '';
  let filled = '';
  test('a worker asks it, saves in part, goes on and finishes', async () => {
    const worker = await someone('noor@willow.example', on.worker);
    const { page } = worker;
    await register(page);
    record = new URL(page.url()).pathname;
    await ask(page, asked, choices[0] ?? asked);
    filled = new URL(page.url()).pathname;
    expect(worker.faults).toEqual([]);
    await worker.close();
  });

  test('a question put in other words is a new version; the old answer stays under the old words, in one series', async () => {
    const steward = await someone('priya@willow.example', on.steward);
    await steward.page.goto(`${server.address}/forms`);
    await steward.page.getByRole('link', { name: form[locale], exact: true }).click();
    await press(steward.page, t.care('form.change'));
    await part(steward.page, 'form.questions');
    await press(steward.page, t.care('form.rewordNamed', { name: asked[locale] }));
    const sheet = steward.page.getByRole('dialog');
    await fill(sheet, t.care('form.words'), reworded);
    await press(sheet, t.care('form.done'));
    await sheet.waitFor({ state: 'detached' });
    await publish(steward.page);
    expect(steward.faults).toEqual([]);
    await steward.close();

    const worker = await someone('noor@willow.example', on.worker);
    const { page } = worker;
    await page.goto(`${server.address}${filled}`);
    await page.getByText(asked[locale], { exact: true }).waitFor();
    expect(await page.getByText(reworded[locale]).count()).toBe(0);
    await page.goto(`${server.address}${record}`);
    await ask(page, reworded, choices[1] ?? reworded);
    await press(page, t.care('form.overTimeOf', { question: reworded[locale] }));
    const series = page.getByRole('dialog');
    for (const said of [asked, reworded, ...choices])
      await series.getByText(said[locale], { exact: true }).first().waitFor();
    await sound(page);
    expect(worker.faults).toEqual([]);
    await worker.close();
  });
});
