import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/words.ts';
import evidence from '../../modules/evidence/words.json' with { type: 'json' };
import { type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

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

describe.each(['en', 'fr'] as const)('a suggestion is answered, %s', (locale: Locale) => {
  const t = sayer(evidence, locale);

  test('a worker suggests, who leads says why not, and the worker finds the answer on the first screen', async () => {
    const [worker, lead] = [
      await visit(browser, { address: server.address, email: 'noor@willow.example', locale, on: 'phone' }),
      await visit(browser, { address: server.address, email: 'amara@willow.example', locale, on: 'desk' }),
    ];
    const text = `Idea ${locale} ${newId().slice(-6)}`;
    const siteId = await worker.page.evaluate(
      async (id) => {
        const post = (name: string, body: object, key: string) =>
          fetch(`/api/${name}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'X-Tributary': '1', 'Idempotency-Key': key },
            body: JSON.stringify(body),
          }).then((answer) => answer.json());
        const me = await post('identity.me', {}, id.key);
        const site = me.sites[0].id as string;
        await post('evidence.suggest', { id: id.id, text: id.text, siteId: site }, id.key);
        return site;
      },
      { id: newId(), key: newId(), text },
    );
    expect(siteId).toBeTruthy();
    await lead.page.goto(`${server.address}/suggestions`);
    const one = lead.page.locator('figure, blockquote').filter({ hasText: text }).last();
    await one.waitFor();
    await sound(lead.page);
    await lead.page
      .getByRole('button', { name: t('answer.sayNot') })
      .first()
      .click();
    const sheet = lead.page.getByRole('dialog');
    const reason = `Reason ${text}`;
    await sheet.getByLabel(t('answer.reason')).fill(reason);
    await sound(lead.page);
    await sheet.getByRole('button').last().click();
    await lead.page.getByText(reason).waitFor();
    await worker.page.goto(server.address);
    await worker.page.getByRole('heading', { name: t('answer.today') }).waitFor();
    await worker.page.getByText(reason).waitFor();
    await sound(worker.page);
    await worker.page.goto(`${server.address}/suggestions`);
    await worker.page.getByText(reason).waitFor();
    await sound(worker.page);
    expect([...worker.faults, ...lead.faults]).toEqual([]);
    await worker.close();
    await lead.close();
  }, 240_000);
});
