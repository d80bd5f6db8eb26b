import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import shell from '../../app/web/words.json' with { type: 'json' };
import places from '../../app/demo/network.json' with { type: 'json' };
import cfir from '../../definitions/vocabularies/cfir-2022.json' with { type: 'json' };
import profiles from '../../definitions/profiles/safer-supply-programs.json' with { type: 'json' };
import program from '../../definitions/programs/supported-employment.json' with { type: 'json' };
import care from '../../modules/care/words.json' with { type: 'json' };
import coding from '../../modules/coding/words.json' with { type: 'json' };
import directory from '../../modules/directory/words.json' with { type: 'json' };
import evidence from '../../modules/evidence/words.json' with { type: 'json' };
import pathway from '../../modules/pathway/words.json' with { type: 'json' };
import oversight from '../../modules/oversight/words.json' with { type: 'json' };
import people from '../../modules/people/words.json' with { type: 'json' };
import reports from '../../modules/reports/words.json' with { type: 'json' };
import { changeAndShare } from './changeAndShare.ts';
import { choose, type DemoServer, demoServer, openBrowser, sayer, sound, visit } from './stage.ts';

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

const note = {
  en: 'Walked to the bakery together; they ask for a call on Friday.',
  fr: 'Marche jusqu’à la boulangerie; on rappelle vendredi.',
};
const idea = {
  en: 'Put the next step on the door of the office.',
  fr: 'Afficher la prochaine étape sur la porte du bureau.',
};
const said = {
  en: 'Interviewer: What got in the way?\nP90: We wrote everything twice 😀 and nobody read it. It cost us the afternoons.\n',
  fr: 'Intervieweuse : Qu’est-ce qui a nui?\nP91 : On écrivait tout en double 😀 et personne ne lisait. Cela coûtait nos après-midis.\n',
};
const passage = {
  en: 'We wrote everything twice 😀 and nobody read it.',
  fr: 'On écrivait tout en double 😀 et personne ne lisait.',
};

describe.each(['en', 'fr'] as const)(
  'one need, from a client to a lesson that another site uses (%s)',
  (locale) => {
    const t = {
      people: sayer(people, locale),
      pathway: sayer(pathway, locale),
      care: sayer(care, locale),
      directory: sayer(directory, locale),
      evidence: sayer(evidence, locale),
      coding: sayer(coding, locale),
      reports: sayer(reports, locale),
      oversight: sayer(oversight, locale),
      shell: sayer(shell, locale),
    };
    const name = locale === 'en' ? 'Wilhelmina Testcase' : 'Rosalie Exemple';
    let clientPath = '';
    const go = (page: Page, path: string) => page.goto(`${server.address}${path}`);
    const someone = (email: string, on: 'phone' | 'desk') =>
      visit(browser, { address: server.address, email, locale, on });

    test('1. the network: the ten anonymous programs show the figures of the published table', async () => {
      const steward = await someone('steward@pilots.example', 'desk');
      const { page } = steward;
      await go(page, `/programs/safer-supply/profiles/${profiles.key}`);
      const { checks } = profiles;
      for (const figure of [
        checks.programs,
        checks.staff.roles,
        checks.staff.fullTime,
        checks.staff.partTime,
      ]) {
        await page.getByText(String(figure), { exact: true }).first().waitFor();
      }
      await page
        .getByRole('link', { name: profiles.programs[0]?.name[locale] ?? '' })
        .first()
        .waitFor();
      await sound(page);
      expect(steward.faults).toEqual([]);
      await steward.close();
    });

    test('2. deliver: refer, screen, wait, enrol, and a contact from a phone that the health team sees', async () => {
      const worker = await someone('noor@willow.example', 'phone');
      const { page } = worker;
      await register(page);
      await referAndScreen(page);
      await waitAndEnrol(page);
      await recordContact(page);
      expect(worker.faults).toEqual([]);
      await worker.close();
      const nurse = await someone('tessa@willow.example', 'desk');
      await nurse.page.goto(clientPath);
      await nurse.page.getByText(note[locale]).first().waitFor();
      await sound(nurse.page);
      await nurse.close();
    });

    async function register(page: Page): Promise<void> {
      await go(page, '/clients');
      await page.getByRole('button', { name: t.people('register.action') }).click();
      await page.getByLabel(t.people('field.name'), { exact: true }).fill(name);
      await page.getByRole('button', { name: t.people('register.save'), exact: true }).click();
      await page.getByRole('heading', { name }).waitFor();
      clientPath = page.url();
      await sound(page);
    }

    async function referAndScreen(page: Page): Promise<void> {
      await page.getByRole('link', { name: t.pathway('refer.open'), exact: true }).click();
      const site = places.communities[0]?.organisations[0]?.sites[0]?.name[locale] ?? '';
      await choose(page, t.pathway('refer.where'), `${program.name[locale]} · ${site}`);
      await choose(page, t.pathway('refer.source'), program.referralSources[0]?.name[locale] ?? '');
      await sound(page);
      await page.getByRole('button', { name: t.pathway('refer.save') }).click();
      await page.getByRole('link', { name: t.pathway('screen.open') }).click();
      const yes = page
        .getByRole('listitem')
        .getByRole('radio', { name: t.pathway('screen.yes'), exact: true });
      await yes.first().waitFor();
      for (const one of await yes.all()) await one.check();
      await page
        .getByRole('group', { name: t.pathway('screen.decision') })
        .getByRole('radio', { name: t.pathway('decision.eligible'), exact: true, checked: true })
        .waitFor();
      await sound(page);
      await page.getByRole('button', { name: t.pathway('screen.save') }).click();
      await page.getByRole('heading', { name }).waitFor();
    }

    async function waitAndEnrol(page: Page): Promise<void> {
      await page.getByRole('button', { name: t.pathway('wait.join'), exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t.pathway('wait.join') })
        .click();
      await page.getByText(t.pathway('state.waiting')).first().waitFor();
      await sound(page);
      await page.getByRole('button', { name: t.pathway('wait.offer'), exact: true }).click();
      await sound(page);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t.pathway('save'), exact: true })
        .click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: t.pathway('enrol.open'), exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t.pathway('enrol.open') })
        .click();
      await page.getByText(t.pathway('state.in_progress')).first().waitFor();
    }

    async function recordContact(page: Page): Promise<void> {
      await page
        .getByRole('link', { name: t.care('contacts.record') })
        .or(page.getByRole('button', { name: t.care('contacts.record') }))
        .first()
        .click();
      await page.getByLabel(t.care('contact.note')).fill(note[locale]);
      let taps = 1;
      const tap = async (group: string, choice: string) => {
        await choose(page, group, choice);
        taps += 1;
      };
      await tap(t.care('contact.kind'), program.contact.kinds[0]?.name[locale] ?? '');
      await tap(t.care('contact.place'), program.contact.places[0]?.name[locale] ?? '');
      await tap(t.care('contact.next'), program.contact.nextSteps[0]?.name[locale] ?? '');
      await sound(page);
      await page.getByRole('button', { name: t.care('contact.save'), exact: true }).click();
      taps += 1;
      expect(taps).toBeLessThanOrEqual(12);
      await page.getByText(note[locale]).first().waitFor();
    }

    test('3. directory: a need typed without accents and misspelt finds a service, and a referral is sent', async () => {
      const worker = await someone('noor@willow.example', 'phone');
      const { page } = worker;
      await go(page, '/directory');
      await page
        .getByRole('searchbox')
        .or(page.getByLabel(t.directory('directory.search')))
        .first()
        .fill(locale === 'en' ? 'neadle exchange' : 'echange de seringues');
      const first = page.getByRole('article').first();
      await first.waitFor();
      await sound(page);
      await first.getByRole('link').first().click();
      await page.getByRole('button', { name: t.pathway('service.refer') }).waitFor();
      await sound(page);
      await page.getByRole('button', { name: t.pathway('service.refer') }).click();
      await page
        .getByRole('dialog')
        .getByLabel(t.pathway('picker.label'))
        .fill(name.split(' ')[1] ?? name);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(name) })
        .first()
        .click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t.pathway('refer.save') })
        .click();
      await page.goto(clientPath);
      await page.getByText(t.pathway('state.sent')).first().waitFor();
      expect(worker.faults).toEqual([]);
      await worker.close();
    });

    test('4. listen: a suggestion from a screen, and a transcript', async () => {
      await suggest();
      const evaluator = await someone('ingrid@willow.example', 'desk');
      const { page } = evaluator;
      const folder = await mkdtemp(join(tmpdir(), 'tributary-voice-'));
      const file = join(folder, `${locale}-listen.txt`);
      await writeFile(file, said[locale]);
      await go(page, '/studies');
      await page
        .getByRole('link', { name: /first-year/ })
        .first()
        .click();
      await page.getByRole('button', { name: t.evidence('texts.add') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=file]').setInputFiles(file);
      await dialog.getByLabel(t.evidence('texts.pseudonym')).fill(locale === 'en' ? 'P90' : 'P91');
      await sound(page);
      await dialog.getByRole('button', { name: t.evidence('texts.send') }).click();
      await page.getByText(t.evidence('texts.added')).first().waitFor();
      await sound(page);
      await rm(folder, { recursive: true });
      expect(evaluator.faults).toEqual([]);
      await evaluator.close();
    });

    async function suggest(): Promise<void> {
      const nurse = await someone('tessa@willow.example', 'phone');
      const { page } = nurse;
      await page.getByRole('button', { name: t.shell('suggest.open') }).click();
      const sheet = page.getByRole('dialog');
      await sheet.getByLabel(t.evidence('suggest.text')).fill(idea[locale]);
      await sound(page);
      await sheet.getByRole('button', { name: t.evidence('suggest.send') }).click();
      await page.getByText(t.evidence('suggest.thanks')).first().waitFor();
      expect(nurse.faults).toEqual([]);
      await nurse.close();
      const lead = await someone('amara@willow.example', 'desk');
      await go(lead.page, '/suggestions');
      await lead.page.getByText(idea[locale]).waitFor();
      await sound(lead.page);
      expect(lead.faults).toEqual([]);
      await lead.close();
    }

    test('5. understand: a passage is coded by keyboard, and a cell of the matrix opens its quote', async () => {
      const evaluator = await someone('ingrid@willow.example', 'desk');
      const { page } = evaluator;
      await go(page, '/studies');
      await page
        .getByRole('link', { name: /first-year/ })
        .first()
        .click();
      await page
        .getByRole('link', { name: locale === 'en' ? 'P90' : 'P91' })
        .first()
        .click();
      const text = page.getByLabel(t.coding('text.label'));
      await text.waitFor();
      await sound(page);
      await text.focus();
      const chosen = page.getByRole('status').filter({ hasText: passage[locale] });
      for (let press = 0; press < 4 && (await chosen.count()) === 0; press += 1)
        await page.keyboard.press('ArrowDown');
      await chosen.waitFor();
      await sound(page);
      await page.keyboard.press('Enter');
      const sheet = page.getByRole('dialog');
      const construct =
        cfir.codes.find((entry) => entry.code === 'inner.structural.work')?.name[locale] ?? '';
      await sheet.getByRole('combobox').first().fill(construct);
      await page.keyboard.press('Enter');
      await choose(sheet, t.coding('coding.valence'), t.coding('valence.barrier'));
      await sound(page);
      await sheet.getByRole('button', { name: t.coding('coding.save') }).click();
      await page.getByText(t.coding('coding.added')).first().waitFor();
      await go(page, '/matrix');
      const above = cfir.codes.find((entry) => entry.code === 'inner.structural')?.name[locale] ?? '';
      const cell = page.getByRole('button', { name: `${above}, ${t.coding('matrix.noSite')}` });
      await cell.waitFor();
      await sound(page);
      await cell.click();
      await sheet.locator('blockquote').filter({ hasText: passage[locale] }).waitFor();
      await sound(page);
      expect(evaluator.faults).toEqual([]);
      await evaluator.close();
    });

    test('6 and 7. change and share: a barrier, a strategy, a trial, a decision, a lesson that another site uses', async () => {
      await changeAndShare({ browser, address: server.address, locale });
    });

    test('8. report: the PDF and the Word file hold the figures of the screen', async () => {
      const coordinator = await someone('luc@willow.example', 'desk');
      const { page } = coordinator;
      await go(page, '/reports');
      const table = page.getByRole('table').first();
      await table.waitFor();
      await sound(page);
      const figures = (await table.locator('td').allInnerTexts())
        .map(plain)
        .filter((text) => /\d/.test(text));
      expect(figures.length).toBeGreaterThan(6);
      const [pdf] = await Promise.all([
        page.waitForEvent('download', { timeout: 60_000 }),
        page.getByRole('button', { name: t.reports('page.pdf') }).click(),
      ]);
      const printed = plain(
        (
          await extractText(await getDocumentProxy(new Uint8Array(await readFile(await pdf.path()))), {
            mergePages: true,
          })
        ).text,
      );
      for (const figure of figures) expect(printed).toContain(figure);
      const [word] = await Promise.all([
        page.waitForEvent('download', { timeout: 60_000 }),
        page.getByRole('button', { name: t.reports('page.word') }).click(),
      ]);
      const { extractRawText } = (await import('mammoth')).default;
      const written = plain((await extractRawText({ path: await word.path() })).value);
      for (const figure of figures) expect(written).toContain(figure);
      expect(coordinator.faults).toEqual([]);
      await coordinator.close();
    });

    test('the trail holds who opened the record of the client', async () => {
      const officer = await someone('hugh@willow.example', 'desk');
      const { page } = officer;
      await go(page, `/audit/clients/${clientPath.split('/').at(-1)}`);
      for (const reader of ['Noor Haddad', 'Tessa Whitmore'])
        await page.getByRole('row').filter({ hasText: reader }).waitFor();
      expect(await page.getByText(name).count()).toBe(0);
      await sound(page);
      expect(officer.faults).toEqual([]);
      await officer.close();
    });

    test('nothing went wrong on the server', () => {
      expect(server.faults()).toBe('');
    });
  },
);

/** Spaces of every width as one kind, as a reader sees them. */
const plain = (text: string) => text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ').trim();
