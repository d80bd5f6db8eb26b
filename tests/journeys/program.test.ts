import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import places from '../../app/demo/network.json' with { type: 'json' };
import care from '../../modules/care/words.json' with { type: 'json' };
import pathway from '../../modules/pathway/words.json' with { type: 'json' };
import people from '../../modules/people/words.json' with { type: 'json' };
import vocabulary from '../../modules/vocabulary/words.json' with { type: 'json' };
import ui from '../../ui/words.json' with { type: 'json' };
import pattern from '../../definitions/programs/social-prescribing.json' with { type: 'json' };
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  server = await demoServer(60);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Sound from top to bottom, with nothing of a long form under the bars of the screen. */
async function soundWhole(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 360, height: 780 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: height + 200 });
  await sound(page);
  await page.setViewportSize(size);
}

const cedar = places.communities[0]?.organisations[0]?.sites[0]?.name ?? { en: '', fr: '' };
const wish = {
  en: 'Would like food or company at a table.',
  fr: 'Souhaite des aliments ou de la compagnie à table.',
};
const box = { en: 'Food box handed over', fr: 'Boîte d’aliments remise' };

describe.each([
  {
    locale: 'en',
    steward: 'desk',
    worker: 'phone',
    program: { en: 'Community food', fr: 'Aliments pour tous' },
  },
  {
    locale: 'fr',
    steward: 'phone',
    worker: 'desk',
    program: { en: 'Shared kitchen', fr: 'Cuisine partagée' },
  },
] as const)('a program that nobody programmed (%o)', ({ locale, program, ...on }) => {
  const t = {
    care: sayer(care, locale),
    pathway: sayer(pathway, locale),
    people: sayer(people, locale),
    vocabulary: sayer(vocabulary, locale),
    ui: sayer(ui, locale),
  };
  const name = locale === 'en' ? 'Walburga Testcase' : 'Aurélie Exemple';
  const someone = (email: string, screen: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email, locale, on: screen });

  test('a steward writes it in the browser, publishes it and offers it at a site', async () => {
    const steward = await someone('priya@willow.example', on.steward);
    const { page } = steward;
    await begin(page);
    await conditions(page);
    await contacts(page);
    for (const part of ['stages', 'team', 'lists', 'waitlist', 'measures'] as const) {
      await page.getByRole('tab', { name: t.vocabulary(`edit.part.${part}`) }).click();
      await soundWhole(page);
    }
    await page.getByText(t.vocabulary('edit.clean'), { exact: true }).waitFor();
    await page.getByRole('tab', { name: t.vocabulary('edit.part.publish') }).click();
    await page.getByText(t.vocabulary('edit.ready')).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t.vocabulary('edit.publish'), exact: true }).click();
    await page.getByRole('button', { name: t.vocabulary('edit.next') }).waitFor();
    await offer(page);
    expect(steward.faults).toEqual([]);
    await steward.close();
  });

  async function begin(page: Page): Promise<void> {
    await page.goto(`${server.address}/programs`);
    await page.getByRole('button', { name: t.vocabulary('edit.new') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: t.vocabulary('edit.begin') }).click();
    await sheet.getByText(t.vocabulary('edit.needed')).first().waitFor();
    await sheet.getByLabel(t.vocabulary('edit.nameEn')).fill(program.en);
    await sheet.getByLabel(t.vocabulary('edit.nameFr')).fill(program.fr);
    await choose(sheet, t.vocabulary('edit.pattern'), pattern.name[locale]);
    await sound(page);
    await sheet.getByRole('button', { name: t.vocabulary('edit.begin') }).click();
    await page.getByRole('heading', { level: 1, name: program[locale] }).waitFor();
    await sound(page);
  }

  async function conditions(page: Page): Promise<void> {
    await page.getByRole('tab', { name: t.vocabulary('edit.part.conditions') }).click();
    const remove = page.getByRole('button', {
      name: new RegExp(t.vocabulary('edit.removeNamed', { name: '' }).trim()),
    });
    for (let left = await remove.count(); left > 0; left -= 1) await remove.first().click();
    await page.getByRole('button', { name: t.vocabulary('edit.add') }).click();
    await page.getByLabel(t.ui('both.english'), { exact: true }).fill(wish.en);
    await page.getByLabel(t.ui('both.french'), { exact: true }).fill(wish.fr);
    await page.getByLabel(t.vocabulary('edit.from')).fill('2026-01-01');
    await page.getByLabel(t.vocabulary('edit.decides')).uncheck();
    await page.getByText(t.vocabulary('edit.excludesNobody')).waitFor();
    await soundWhole(page);
  }

  async function contacts(page: Page): Promise<void> {
    await page.getByRole('tab', { name: t.vocabulary('edit.part.contacts') }).click();
    const kinds = page.getByRole('region', { name: t.vocabulary('program.contactKinds') });
    await kinds.getByRole('button', { name: t.vocabulary('edit.add') }).click();
    await kinds.getByLabel(t.ui('both.english'), { exact: true }).last().fill(box.en);
    await page.getByRole('tab', { name: t.vocabulary('edit.part.publish') }).click();
    await page.getByText(t.vocabulary('fault.oneLanguage', { name: box.en })).waitFor();
    await soundWhole(page);
    await page.getByRole('tab', { name: t.vocabulary('edit.part.contacts') }).click();
    await kinds.getByLabel(t.ui('both.french'), { exact: true }).last().fill(box.fr);
    await soundWhole(page);
  }

  async function offer(page: Page): Promise<void> {
    await page.getByText(t.pathway('sites.none')).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t.pathway('sites.offer') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(t.pathway('board.site')).click();
    await page.getByRole('option', { name: cedar[locale] }).click();
    await sheet.getByLabel(t.pathway('places.number')).fill('30');
    await sound(page);
    await sheet.getByRole('button', { name: t.pathway('places.save'), exact: true }).click();
    await page.getByText(cedar[locale]).first().waitFor();
  }

  test('a worker refers, checks, enrols and records a contact in it', async () => {
    const worker = await someone('noor@willow.example', on.worker);
    const { page } = worker;
    await page.goto(`${server.address}/clients`);
    await page.getByRole('button', { name: t.people('register.action') }).click();
    await page.getByLabel(t.people('field.name'), { exact: true }).fill(name);
    await page.getByRole('button', { name: t.people('register.save'), exact: true }).click();
    await page.getByRole('heading', { name }).waitFor();
    await page.getByRole('link', { name: t.pathway('refer.open'), exact: true }).click();
    await choose(page, t.pathway('refer.where'), `${program[locale]} · ${cedar[locale]}`);
    await choose(page, t.pathway('refer.source'), pattern.referralSources[0]?.name[locale] ?? '');
    await page.getByRole('button', { name: t.pathway('refer.save') }).click();
    await page.getByRole('link', { name: t.pathway('screen.open') }).click();
    await page.getByText(t.pathway('screen.excludesNobody')).waitFor();
    await page.getByText(wish[locale]).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t.pathway('screen.save') }).click();
    await enrol(page);
    await contact(page);
    expect(worker.faults).toEqual([]);
    await worker.close();
  });

  async function enrol(page: Page): Promise<void> {
    await page.getByRole('heading', { name }).waitFor();
    await page.getByRole('button', { name: t.pathway('enrol.open'), exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: t.pathway('enrol.open') }).click();
    await page.getByText(t.pathway('state.in_progress')).first().waitFor();
    await sound(page);
  }

  async function contact(page: Page): Promise<void> {
    const main = page.getByRole('main');
    await main
      .getByRole('link', { name: t.care('contacts.record') })
      .or(main.getByRole('button', { name: t.care('contacts.record') }))
      .first()
      .click();
    const note = `${name} · ${box[locale]}`;
    await page.getByLabel(t.care('contact.note')).fill(note);
    await choose(page, t.care('contact.kind'), box[locale]);
    await choose(page, t.care('contact.place'), pattern.contact.places[0]?.name[locale] ?? '');
    await sound(page);
    await page.getByRole('button', { name: t.care('contact.save'), exact: true }).click();
    await page.getByText(note).first().waitFor();
    await page.getByText(box[locale]).first().waitFor();
  }
});
