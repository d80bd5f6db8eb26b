import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/id.ts';
import {
  arriveAs,
  countHands,
  countOnRecord,
  eventually,
  expectLine,
  hands,
  keptAddresses,
  lyingAround,
  onlyFiles,
  readyWithoutNetwork,
  saidIn,
  seenLately,
  tap,
  writeContact,
} from './badDays.ts';
import { choose, type DemoServer, demoServer, openBrowser, sound, visit } from './stage.ts';

let browser: Browser;
let server: DemoServer;
beforeAll(async () => {
  browser = await openBrowser();
  server = await demoServer(40);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const worker = 'noor@willow.example';
const nurse = 'tessa@willow.example';

describe.each(['en', 'fr'] as const)('bad days (%s)', (locale) => {
  const said = saidIn(locale);
  const arrive = async () => {
    const visitor = await visit(browser, { address: server.address, email: worker, locale, on: 'phone' });
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    return { ...visitor, lately: await seenLately(visitor.page, said) };
  };
  const reopen = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.address);
    return page;
  };

  test('a note typed with the session over, the network gone and the tab closed is there after signing in', async () => {
    const { page, context, lately, close } = await arrive();
    const [path = ''] = lately;
    const note = `Forty minutes of it, ${locale}.`;
    await tap(page, path);
    await page.getByLabel(said.care('contact.note')).waitFor();
    await context.clearCookies();
    await context.setOffline(true);
    await page.getByLabel(said.care('contact.note')).fill(note);
    await expectLine(page, said.shell('line.offline'));
    await page.waitForTimeout(600);
    await page.close();
    await context.setOffline(false);
    const noteAfterSignIn = async (): Promise<string> => {
      const again = await reopen(context);
      await arriveAs(again, said, worker);
      await again.goto(`${server.address}${path}`);
      const field = again.getByLabel(said.care('contact.note'));
      await field.waitFor();
      await again.waitForTimeout(500);
      return field.inputValue();
    };
    expect(await noteAfterSignIn()).toBe(note);
    const [kept] = context.pages();
    await kept?.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('tributary');
          opening.addEventListener('success', () => {
            const clearing = opening.result.transaction('drafts', 'readwrite');
            clearing.objectStore('drafts').clear();
            clearing.addEventListener('complete', () => resolve());
          });
        }),
    );
    await kept?.close();
    expect(await noteAfterSignIn(), 'canary: a draft that was lost is missed').not.toBe(note);
    await close();
  });

  test('contacts recorded without a network say so, survive a closed tab, and are sent once', async () => {
    const { page, context, lately, close, faults } = await arrive();
    const [one = '', other = ''] = lately;
    const notes = [`In the hallway, ${locale}.`, `In the parking lot, ${locale}.`] as const;
    await readyWithoutNetwork(page);
    await context.setOffline(true);
    for (const [index, path] of [one, other].entries()) {
      await tap(page, path);
      await writeContact(page, said, notes[index] ?? '');
      await expectLine(
        page,
        said.shell(index === 0 ? 'line.waiting.one' : 'line.waiting.other', { count: index + 1 }),
      );
    }
    await page.getByRole('button', { name: said.shell('line.show') }).click();
    await page.getByRole('dialog').getByText(notes[0]).waitFor();
    await sound(page);
    await page.close();

    const away = await reopen(context);
    await away.getByText(said.care('loose.title')).waitFor();
    expect(await away.getByText(notes[0]).count()).toBe(0);
    await away.getByLabel(said.care('loose.who')).fill('M. by the stairs');
    await away.getByLabel(said.care('contact.note')).fill(`Asked about night work, ${locale}.`);
    await away.getByRole('button', { name: said.care('loose.save') }).click();
    await away.getByText(said.care('loose.count.one', { count: 1 })).waitFor();
    expect(await away.getByText('night work').count()).toBe(0);
    await sound(away);

    await context.setOffline(false);
    await away.getByText(said.care('loose.waiting')).waitFor();
    await sound(away);
    await eventually(async () => away.getByText(said.shell('line.waiting.other', { count: 2 })).count(), 0);
    await tap(away, (await away.locator('a[href^="/contact?loose="]').getAttribute('href')) ?? '');
    await seenAmongChoices(away, one);
    expect(await away.getByLabel(said.care('contact.note')).inputValue()).toContain('night work');
    await choose(away, said.care('contact.kind'), said.kind);
    await choose(away, said.care('contact.place'), said.place);
    await away.getByRole('button', { name: said.care('contact.save'), exact: true }).click();
    await away.getByText(said.care('contact.saved')).first().waitFor();
    expect(await countOnRecord(away, one, notes[0])).toBe(1);
    expect(await countOnRecord(away, one, `Asked about night work, ${locale}.`)).toBe(1);
    expect(await countOnRecord(away, other, notes[1])).toBe(1);
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(fault))).toEqual([]);
    await close();
  });

  async function seenAmongChoices(page: Page, path: string): Promise<void> {
    const link = page.locator(`main a[href^="${path}?loose="]`).first();
    await link.click();
    await page.getByLabel(said.care('contact.note')).waitFor();
    await page.waitForTimeout(400);
  }

  test('an answer that was lost on the way makes no twin; a key made anew would', async () => {
    const { page, lately, close } = await arrive();
    const [path = ''] = lately;
    const operation = '**/api/care.recordContact';
    const record = async (note: string, onWay: (attempt: number) => 'as it is' | 'as another') => {
      let attempt = 0;
      const lost = async (route: Route) => {
        attempt += 1;
        const twin = onWay(attempt) === 'as another';
        const request = route.request();
        const body = request.postDataJSON() as { id: string };
        const id = twin ? newId() : body.id;
        const headers = { ...request.headers(), ...(twin ? { 'idempotency-key': id } : {}) };
        await route.fetch({ headers, postData: JSON.stringify({ ...body, id }) });
        await route.abort();
      };
      await page.route(operation, lost, { times: 3 });
      await page.goto(`${server.address}${path}`);
      await writeContact(page, said, note);
      await page.getByText(said.care('contact.keptHere')).waitFor();
      await expectLine(page, said.shell('line.waiting.one', { count: 1 }));
      expect(attempt).toBe(3);
      await page.unroute(operation);
      await page.getByRole('button', { name: said.shell('line.show') }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: said.shell('line.send') })
        .click();
      await eventually(() => page.getByText(said.shell('line.waiting.one', { count: 1 })).count(), 0);
      return countOnRecord(page, path, note);
    };
    expect(await record(`Answer lost, ${locale}.`, () => 'as it is')).toBe(1);
    const twins = await record(`Canary twin, ${locale}.`, (attempt) =>
      attempt === 2 ? 'as another' : 'as it is',
    );
    expect(twins, 'canary: a second key is seen as a twin').toBe(2);
    await close();
  });

  test('what the server refuses is kept with the reason, and is corrected and sent', async () => {
    const { page, context, lately, close } = await arrive();
    const [path = ''] = lately;
    const note = `Refused at first, ${locale}.`;
    await tap(page, path);
    await page.getByLabel(said.care('contact.note')).waitFor();
    await context.setOffline(true);
    await writeContact(page, said, note);
    await expectLine(page, said.shell('line.waiting.one', { count: 1 }));
    let sent = 0;
    await page.route('**/api/care.recordContact', (route) => {
      sent += 1;
      const body = route.request().postDataJSON() as object;
      return route.continue({ postData: JSON.stringify({ ...body, kindCode: 'no_such_kind' }) });
    });
    await context.setOffline(false);
    await expectLine(page, said.shell('line.refused.one', { count: 1 }));
    await page.unroute('**/api/care.recordContact');
    expect(sent).toBe(1);
    await page.reload();
    await expectLine(page, said.shell('line.refused.one', { count: 1 }));
    await page.getByRole('button', { name: said.shell('line.show') }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(note).waitFor();
    await sheet.getByText(said.care('refusal.unknownCode', { code: 'no_such_kind' })).waitFor();
    await sound(page);
    await sheet.getByRole('link', { name: said.shell('line.correct') }).click();
    await page.getByText(said.care('contact.wasRefused')).waitFor();
    expect(await page.getByLabel(said.care('contact.note')).inputValue()).toBe(note);
    await sound(page);
    await page.getByRole('button', { name: said.care('contact.save'), exact: true }).click();
    await page.getByText(said.care('contact.saved')).first().waitFor();
    await eventually(() => page.getByText(said.shell('line.refused.one', { count: 1 })).count(), 0);
    expect(await countOnRecord(page, path, note)).toBe(1);
    await close();
  });

  test('on a shared tablet nobody finds what somebody else wrote, and nothing lies open', async () => {
    const { page, context, lately, close } = await arrive();
    const [path = ''] = lately;
    const note = `Only for Noor, ${locale}.`;
    await readyWithoutNetwork(page);
    await tap(page, path);
    await page.getByLabel(said.care('contact.note')).fill(note);
    await page.waitForTimeout(600);
    await context.setOffline(true);
    await page.getByRole('button', { name: said.shell('account.open') }).click();
    await page.getByRole('button', { name: said.shell('account.signOut') }).click();
    await page.getByText(said.shell('signIn.unreachable')).waitFor();
    expect(await page.getByText(said.care('loose.title')).count(), 'nobody is known after a sign-out').toBe(
      0,
    );
    await context.setOffline(false);
    await page.getByLabel(said.identity('entry.email')).waitFor();
    const seen = async (email: string): Promise<string> => {
      await page.goto(server.address);
      await arriveAs(page, said, email);
      await page.goto(`${server.address}${path}`);
      await page.getByLabel(said.care('contact.note')).waitFor();
      await page.waitForTimeout(500);
      return `${email} ${await page.getByLabel(said.care('contact.note')).inputValue()}`;
    };
    expect(await seen(nurse)).toBe(`${nurse} `);
    expect(await lyingAround(page)).not.toContain(note);
    await page.evaluate((text) => localStorage.setItem('planted', text), note);
    expect(await lyingAround(page), 'canary: an open text is found').toContain(note);
    await page.evaluate(() => localStorage.removeItem('planted'));
    expect(onlyFiles(await keptAddresses(page))).toEqual([]);
    await page.evaluate(async () => {
      await (await caches.open('planted')).put('/api/care.today', new Response('{}'));
    });
    expect(onlyFiles(await keptAddresses(page)), 'canary: a kept answer is found').toHaveLength(1);
    await page.evaluate(() => caches.delete('planted'));
    await page.getByRole('button', { name: said.shell('account.open') }).click();
    await page.getByRole('button', { name: said.shell('account.signOut') }).click();
    await page.getByLabel(said.identity('entry.email')).waitFor();
    expect(await seen(worker)).toBe(`${worker} ${note}`);
    await close();
  });

  test('a visit that two people recorded becomes one visit with both notes, when a person says so', async () => {
    const [mine, theirs] = [`Seen with Tessa, ${locale}.`, `Seen with Noor, ${locale}.`];
    const { page, lately, close } = await arrive();
    const path = lately.at(-1) ?? '';
    await page.goto(`${server.address}${path}`);
    await writeContact(page, said, mine);
    await page.getByText(mine).first().waitFor();
    await close();
    const other = await visit(browser, { address: server.address, email: nurse, locale, on: 'desk' });
    await other.page.goto(`${server.address}${path}`);
    await writeContact(other.page, said, theirs);
    const asked = other.page.getByText(said.care('visit.ask')).first();
    await asked.waitFor();
    await sound(other.page);
    const first = other.page.getByRole('button', { name: said.care('visit.same'), exact: true }).first();
    await first.click();
    await other.page
      .getByText(said.care('visit.joined', { who: 'Tessa' }).slice(0, -6))
      .first()
      .waitFor();
    for (const note of [mine, theirs])
      expect(await countOnRecord(other.page, path, note), 'both notes stay').toBe(1);
    await sound(other.page);
    expect(other.faults).toEqual([]);
    await other.close();
  });

  test('a contact takes at most twelve presses and keystrokes beyond its note', async () => {
    const { context, lately, close } = await arrive();
    const [path = ''] = lately;
    await countHands(context);
    const page = await reopen(context);
    await page.setViewportSize({ width: 390, height: 844 });
    await seenLately(page, said);
    await hands(page, true);
    await tap(page, path);
    const field = page.getByLabel(said.care('contact.note'));
    await field.click();
    await page.keyboard.type(`Counted by hand, ${locale}.`);
    await choose(page, said.care('contact.kind'), said.kind);
    await choose(page, said.care('contact.place'), said.place);
    await choose(page, said.care('contact.next'), said.next);
    await page.getByRole('button', { name: said.care('contact.save'), exact: true }).click();
    await page.getByText(said.care('contact.saved')).first().waitFor();
    const counted = await hands(page, true);
    expect(counted).toBeGreaterThanOrEqual(5);
    expect(counted).toBeLessThanOrEqual(12);
    for (let press = 0; press < 13; press += 1) await page.keyboard.press('Tab');
    expect(await hands(page), 'canary: a thirteenth is counted').toBeGreaterThan(12);
    await close();
  });
});
