import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/words.ts';
import places from '../../app/demo/network.json' with { type: 'json' };
import words from '../../modules/coding/words.json' with { type: 'json' };
import ui from '../../ui/words.json' with { type: 'json' };
import cfir from '../../definitions/vocabularies/cfir-2022.json' with { type: 'json' };
import { choose, demoServer, type DemoServer, openBrowser, sayer, sound, visit } from './stage.ts';
import { askOn, ownStudy } from './study.ts';

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

const site = places.communities[0]?.organisations[0]?.sites[0];
const said = 'P1: Nobody had the time to call back. The nurse kept the door open for us.\n';

describe.each(['en', 'fr'] as const)('two analysts rate apart and then agree, %s', (locale: Locale) => {
  const t = sayer(words, locale);
  const siteName = site?.name[locale] ?? '';
  const nameOf = (code: string) => cfir.codes.find((entry) => entry.code === code)?.name[locale] ?? '';
  const someone = (name: string, on: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email: `${name}@willow.example`, locale, on });

  /** A study with one coded passage at the first site. */
  async function begun(page: Page): Promise<string> {
    const { sites } = await askOn<{ sites: { id: string; code: string }[] }>(page, 'identity.listSites', {});
    const siteId = sites.find((one) => one.code === site?.code)?.id ?? '';
    const title = locale === 'en' ? 'Rated apart' : 'Coté séparément';
    const { studyId, texts } = await ownStudy(page, { code: `rated-${locale}`, title, siteIds: [siteId] }, [
      { pseudonym: 'P1', text: said, siteId },
    ]);
    const passage = { sourceId: texts[0], start: 4, end: 37, code: 'inner.culture', valence: 'barrier' };
    await askOn(page, 'coding.addCoding', { id: newId(), ...passage });
    return studyId;
  }

  const open = async (page: Page, study: string, said: string) => {
    await page.goto(`${server.address}/ratings?study=${study}`);
    const filled = { construct: nameOf('inner.culture'), site: siteName, said, passages: 1 };
    await page.getByRole('button', { name: t('rating.cell', filled) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('rating.save') })
      .waitFor();
  };

  const rate = async (page: Page, value: string, more: { summary?: string; rationale?: string } = {}) => {
    const sheet = page.getByRole('dialog');
    await choose(sheet, t('rating.value'), value);
    if (more.summary) await sheet.getByLabel(t('rating.summary')).fill(more.summary);
    if (more.rationale) await sheet.getByLabel(t('rating.rationale')).fill(more.rationale);
    await sheet.getByRole('button', { name: t('rating.save') }).click();
    await page.getByText(t('rating.saved')).first().waitFor();
  };

  test('neither sees the other’s rating before rating; then the team rates, attaches quotes and writes the memo', async () => {
    const [first, second] = [await someone('ingrid', 'desk'), await someone('paul', 'phone')];
    const study = await begun(first.page);
    await open(first.page, study, '–');
    await sound(first.page);
    await rate(first.page, '−2', { summary: 'heron', rationale: 'heron' });
    await first.page.getByText(t('rating.apartNow', { rated: 1, raters: 2 })).waitFor();
    await sound(first.page);

    await open(second.page, study, '…');
    await second.page.getByText(t('rating.apartNow', { rated: 1, raters: 2 })).waitFor();
    expect(await second.page.getByText('heron').count()).toBe(0);
    await sound(second.page);
    await rate(second.page, '−1');
    await second.page.getByRole('dialog').getByText('heron').first().waitFor();
    await second.page.getByText(t('rating.fixed')).waitFor();
    await sound(second.page);

    await open(first.page, study, '−2 / −1');
    await choose(first.page.getByRole('dialog'), t('rating.whose'), t('rating.team'));
    await rate(first.page, '−2', { summary: 'Agreed summary', rationale: 'Agreed rationale' });
    await first.page.getByRole('button', { name: t('rating.attach'), exact: true }).click();
    await first.page.getByRole('button', { name: t('rating.detach'), exact: true }).waitFor();
    await sound(first.page);

    await first.page.goto(`${server.address}/ratings?study=${study}&tab=agreement`);
    await first.page.getByText(t('rating.coefficient.kappaQuadratic')).waitFor();
    await sound(first.page);
    await byParticipant(first.page, study);
    await rapid(second.page, study);
    await memo(first.page, study);
    for (const tab of ['rule', 'map']) {
      await second.page.goto(`${server.address}/ratings?study=${study}&tab=${tab}`);
      await second.page.getByRole('tabpanel').getByRole('heading').first().waitFor();
      await sound(second.page);
    }
    for (const one of [first, second]) {
      expect(one.faults).toEqual([]);
      await one.close();
    }
  }, 300_000);

  async function byParticipant(page: Page, study: string): Promise<void> {
    await page.goto(`${server.address}/ratings?study=${study}`);
    await choose(page, t('rating.subjects'), t('rating.byParticipant'));
    await page.getByRole('columnheader', { name: 'P1' }).waitFor();
    await sound(page);
  }

  /** A summary typed before any rating, then the rating beside it. */
  async function rapid(page: Page, study: string): Promise<void> {
    await page.goto(`${server.address}/ratings?study=${study}&tab=rapid`);
    await choose(page, t('matrix.byDomain'), nameOf('inner'));
    const line = page.getByRole('region', { name: nameOf('inner.compatibility'), exact: true });
    await line.getByLabel(t('rating.summary')).fill('Typed first');
    await line.getByText(t('rapid.unsaved')).waitFor();
    await line.getByRole('button').last().click();
    await line.getByText(t('rapid.saved', { count: 0 })).waitFor();
    await line.getByRole('radio', { name: '+1' }).check();
    await line.getByRole('button').last().click();
    await line.getByText(t('rapid.saved', { count: 0 })).waitFor();
    await sound(page);
    await page.reload();
    await choose(page, t('matrix.byDomain'), nameOf('inner'));
    await expect.poll(() => line.getByLabel(t('rating.summary')).inputValue()).toBe('Typed first');
    await line.getByRole('radio', { name: '+1', checked: true }).waitFor();
  }

  async function memo(page: Page, study: string): Promise<void> {
    await page.goto(`${server.address}/ratings?study=${study}&tab=memo`);
    const domain = page.getByRole('region', { name: nameOf('inner'), exact: true });
    await domain.getByText('Agreed rationale').waitFor();
    await domain.locator('blockquote').filter({ hasText: 'Nobody had the time to call back' }).waitFor();
    await domain.getByRole('button', { name: `${t('memo.write')} : ${nameOf('inner')}` }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(t('memo.text')).fill('What the domain comes to');
    await sound(page);
    await sheet.getByRole('button', { name: ui.save[locale], exact: true }).click();
    await domain.getByText('What the domain comes to').waitFor();
    await domain.getByRole('button', { name: `${t('memo.quotes')} : ${nameOf('inner')}` }).click();
    await sheet.getByRole('button', { name: t('rating.attach'), exact: true }).click();
    await sheet.getByRole('button', { name: t('rating.detach'), exact: true }).waitFor();
    await sound(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => domain.locator('blockquote').count()).toBe(2);
    await sound(page);
  }
});

describe.each(['en', 'fr'] as const)('a group ranks challenges, %s', (locale: Locale) => {
  const t = sayer(words, locale);
  const question = locale === 'en' ? 'What is in our way?' : 'Qu’est-ce qui nous freine?';
  const challenges = locale === 'en' ? ['Time', 'Space', 'News'] : ['Temps', 'Espace', 'Nouvelles'];
  const someone = (name: string, on: 'phone' | 'desk') =>
    visit(browser, { address: server.address, email: `${name}@willow.example`, locale, on });

  /** A ranking over a code of the codebook and sentences of one's own, opened on the screen; gives its id. */
  async function asked(page: Page): Promise<string> {
    const title = locale === 'en' ? 'Ranked' : 'Classé';
    await ownStudy(page, { code: `ranked-${locale}`, title }, []);
    await page.goto(`${server.address}/rankings`);
    await sound(page);
    await page.getByRole('button', { name: t('ranking.ask') }).click();
    const sheet = page.getByRole('dialog');
    const both = (label: string) =>
      sheet.getByLabel(`${label} · ${ui[locale === 'en' ? 'both.english' : 'both.french'][locale]}`);
    await both(t('ranking.question')).fill(question);
    await choose(sheet, t('ranking.whom'), t('ranking.everybody'));
    for (const name of challenges) {
      await both(t('ranking.sentence')).fill(name);
      await sheet.getByRole('button', { name: t('ranking.addSentence') }).click();
    }
    await sheet.getByLabel(t('ranking.places')).fill('2');
    await sound(page);
    await sheet.getByRole('button', { name: t('ranking.open') }).click();
    await page.getByRole('link', { name: question }).click();
    await page.getByRole('heading', { level: 1, name: question }).waitFor();
    return page.url();
  }

  /** Votes by keyboard alone, in the order of the names. */
  async function vote(page: Page, url: string, names: readonly string[]): Promise<void> {
    await page.goto(url);
    const order = page.getByRole('group', { name: t('ranking.weighty') });
    for (const [at, name] of names.entries()) {
      await order.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
      await order.getByText(t('ranking.place', { place: at + 1, points: 2 - at })).waitFor();
    }
    await page.getByRole('button', { name: t('ranking.vote'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: t('ranking.changeVote') }).waitFor();
  }

  test('five vote, on a phone and by keyboard; nobody sees sums before they are counted, then everybody does', async () => {
    const evaluator = await someone('ingrid', 'desk');
    const url = await asked(evaluator.page);
    const [time = '', space = '', news = ''] = challenges;
    await vote(evaluator.page, url, [time, news]);
    await evaluator.page.getByRole('button', { name: t('ranking.count') }).click();
    await evaluator.page
      .getByRole('dialog')
      .getByRole('button', { name: t('ranking.count') })
      .click();
    await evaluator.page.getByText(t('refusal.tooFewVoted', { voted: 1, fewest: 5 })).waitFor();
    await sound(evaluator.page);
    const staff = [];
    for (const name of ['noor', 'tessa', 'luc', 'amara']) {
      const one = await someone(name, 'phone');
      await one.page.getByRole('link', { name: question }).waitFor();
      await vote(one.page, url, [space, time]);
      if (staff.length === 0) await sound(one.page);
      expect(await one.page.getByText(t('ranking.points', { points: 8, people: 4 })).count()).toBe(0);
      staff.push(one);
    }
    await evaluator.page.goto(url);
    await evaluator.page.getByRole('button', { name: t('ranking.count') }).click();
    await evaluator.page
      .getByRole('dialog')
      .getByRole('button', { name: t('ranking.count') })
      .click();
    for (const one of [evaluator, ...staff]) {
      if (one !== evaluator) await one.page.goto(url);
      await one.page
        .getByText(t('ranking.points', { points: 8, people: 4 }), { exact: true })
        .first()
        .waitFor();
      await one.page
        .getByText(t('ranking.points', { points: 6, people: 5 }), { exact: true })
        .first()
        .waitFor();
    }
    await sound(evaluator.page);
    for (const one of [evaluator, ...staff]) {
      await sound(one.page);
      expect(one.faults).toEqual([]);
      await one.close();
    }
  }, 300_000);
});
