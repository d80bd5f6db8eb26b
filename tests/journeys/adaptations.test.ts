import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import frame from '../../definitions/vocabularies/frame.json' with { type: 'json' };
import { newId } from '../../kernel/id.ts';
import learning from '../../modules/learning/words.json' with { type: 'json' };
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

const named = (code: string, locale: 'en' | 'fr') =>
  frame.codes.find((entry) => entry.code === code)?.name[locale] ?? '';

describe.each([
  { locale: 'en', on: 'phone' },
  { locale: 'fr', on: 'desk' },
] as const)('a change to the program itself (%o)', ({ locale, on }) => {
  const t = sayer(learning, locale);

  test('is told in the terms of the framework, stands in the list, and beside fidelity', async () => {
    const someone = await visit(browser, {
      address: server.address,
      email: 'noor@willow.example',
      locale,
      on,
    });
    const { page } = someone;
    const statement = `Savory ${newId().slice(-8)}`;
    await page.goto(`${server.address}/change/adaptations`);
    await page.getByText(t('adapt.figureHint')).waitFor();
    await sound(page);
    await page.getByRole('button', { name: t('adapt.note') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('combobox', { name: t('adapt.program') }).click();
    await page.getByRole('option', { name: /IPS/ }).first().click();
    await sheet.getByLabel(t('adapt.statement')).fill(statement);
    await choose(sheet, named('planned', locale), named('planned.planned-reactive', locale));
    await choose(sheet, named('fidelity', locale), named('fidelity.unknown', locale));
    await sheet.getByRole('button', { name: locale === 'en' ? 'Save' : 'Enregistrer' }).click();
    await sheet.getByText(t('trial.needed')).waitFor();
    await sheet.getByRole('combobox', { name: named('what', locale) }).click();
    await page.getByRole('option', { name: named('what.contextual', locale), exact: true }).click();
    await page.keyboard.press('Escape');
    await sheet.getByRole('combobox', { name: named('context-type', locale) }).waitFor();
    await sheet.getByRole('button', { name: locale === 'en' ? 'Save' : 'Enregistrer' }).click();
    await sheet.waitFor({ state: 'detached' });
    await page.getByText(statement).first().waitFor();
    await page.goto(`${server.address}/fidelity`);
    await page.getByText(t('adapt.beside')).waitFor();
    await sound(page);
    expect(someone.faults).toEqual([]);
    await someone.close();
    expect(server.faults()).toBe('');
  }, 180_000);
});
