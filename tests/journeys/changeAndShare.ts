import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import places from '../../app/demo/network.json' with { type: 'json' };
import measure from '../../definitions/measures/care/contacts-with-next-step.json' with { type: 'json' };
import cfir from '../../definitions/vocabularies/cfir-2022.json' with { type: 'json' };
import { addDays, dayOf } from '../../kernel/time.ts';
import type { Locale } from '../../kernel/words.ts';
import learning from '../../modules/learning/words.json' with { type: 'json' };
import network from '../../modules/network/words.json' with { type: 'json' };
import { choose, sayer, sound, visit } from './stage.ts';

const told = {
  en: {
    factor: 'The same story is written twice, once for each team.',
    action: 'Both teams write into one note at the end of the visit.',
    trial: 'One note for both teams',
    prediction: 'More contacts say what comes next.',
    happened: 'Eleven of twelve visits had one note.',
    studied: 'The share of contacts with a next step rose.',
    reason: 'It saves an afternoon a week.',
    lesson: 'One note is enough for two teams',
    draft: 'Half a thought about waiting rooms',
    advice: 'Agree first on who writes the last line.',
  },
  fr: {
    factor: 'La même histoire s’écrit deux fois, une fois par équipe.',
    action: 'Les deux équipes écrivent une seule note à la fin de la visite.',
    trial: 'Une note pour les deux équipes',
    prediction: 'Plus de contacts diront ce qui vient ensuite.',
    happened: 'Onze visites sur douze ont eu une seule note.',
    studied: 'La part des contacts avec une prochaine étape a augmenté.',
    reason: 'On y gagne un après-midi par semaine.',
    lesson: 'Une seule note suffit à deux équipes',
    draft: 'Une demi-idée sur les salles d’attente',
    advice: 'Entendez-vous d’abord sur qui écrit la dernière ligne.',
  },
} as const;

type Walk = {
  readonly page: Page;
  readonly address: string;
  readonly locale: Locale;
  readonly told: (typeof told)[Locale];
  readonly change: ReturnType<typeof sayer<typeof learning>>;
  readonly share: ReturnType<typeof sayer<typeof network>>;
};

/** Walks from a barrier to a lesson, and across to another organisation that uses it. */
export async function changeAndShare(at: {
  browser: Browser;
  address: string;
  locale: Locale;
}): Promise<void> {
  const { address, locale } = at;
  const lead = await visit(at.browser, { ...at, email: 'amara@willow.example', on: 'desk' });
  const walk = {
    address,
    locale,
    told: told[locale],
    change: sayer(learning, locale),
    share: sayer(network, locale),
  };
  const hers: Walk = { ...walk, page: lead.page };
  await noteBarrier(hers);
  await chooseStrategy(hers);
  await planTrial(hers);
  await decideTrial(hers);
  await writeLesson(hers);
  await leaveDraft(hers);
  const other = await visit(at.browser, { ...at, email: 'odile@rive-nord.example', on: 'phone' });
  const lesson = await takeElsewhere({ ...walk, page: other.page });
  await lead.page.goto(lesson);
  await expectUsed(hers);
  expect([...lead.faults, ...other.faults]).toEqual([]);
  await lead.close();
  await other.close();
}

async function noteBarrier({ page, address, locale, told: said, change }: Walk): Promise<void> {
  await page.goto(`${address}/change`);
  await page.getByRole('heading', { level: 1, name: change('change.title') }).waitFor();
  await page
    .getByRole('link', { name: /\S/ })
    .and(page.locator('main a[href^="/change/"]'))
    .first()
    .waitFor();
  await sound(page);
  await page.getByRole('button', { name: change('change.note') }).click();
  const sheet = page.getByRole('dialog');
  const site = places.communities[0]?.organisations[0]?.sites[0]?.name[locale] ?? '';
  await choose(sheet, change('change.site'), site);
  await choose(sheet, change('factor.valence'), change('valence.barrier'));
  await sheet.getByLabel(change('factor.statement')).fill(said.factor);
  const construct = cfir.codes.find(({ code }) => code === 'inner.structural.work')?.name[locale] ?? '';
  await sheet.getByLabel(change('construct.search')).fill(construct);
  await choose(sheet, change('construct.label'), construct);
  await sound(page);
  await sheet.getByRole('button', { name: change('factor.save'), exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: said.factor }).first().click();
  await page.getByRole('heading', { level: 1, name: said.factor }).waitFor();
}

async function chooseStrategy({ page, told: said, change }: Walk): Promise<void> {
  const panel = page.getByRole('region', { name: change('suggest.title') });
  const first = panel
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') })
    .first();
  const name = await first.getByRole('heading').innerText();
  await sound(page);
  await first.getByRole('button').click();
  const sheet = page.getByRole('dialog', { name });
  await sheet.getByLabel(change('spec.action')).fill(said.action);
  await sound(page);
  await sheet.getByRole('button', { name: change('strategy.save') }).click();
  await sheet.waitFor({ state: 'detached' });
  await page.getByRole('region', { name }).getByText(said.action).waitFor();
}

async function planTrial({ page, locale, told: said, change }: Walk): Promise<void> {
  await page
    .getByRole('button', { name: change('trial.plan') })
    .first()
    .click();
  const sheet = page.getByRole('dialog');
  const today = dayOf(new Date(), 'America/Vancouver');
  await sheet.getByLabel(change('trial.name')).fill(said.trial);
  await sheet.getByLabel(change('trial.change')).fill(said.action);
  await sheet.getByLabel(change('trial.prediction')).fill(said.prediction);
  await sheet.getByRole('combobox', { name: change('trial.measure') }).fill(measure.name[locale]);
  await page.getByRole('option', { name: measure.name[locale], exact: true }).click();
  await sheet.getByLabel(change('trial.startsOn')).fill(addDays(today, -90));
  await sheet.getByLabel(change('trial.endsOn')).fill(addDays(today, -1));
  await sound(page);
  await sheet.getByRole('button', { name: change('trial.plan') }).click();
  await sheet.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: said.trial }).first().click();
  await page.getByRole('heading', { level: 1, name: said.trial }).waitFor();
}

async function decideTrial({ page, locale, told: said, change }: Walk): Promise<void> {
  await page.getByText(measure.name[locale], { exact: true }).first().waitFor();
  await page.getByRole('figure').or(page.locator('main svg[role=img]')).first().waitFor();
  for (const part of ['happened', 'studied'] as const) {
    const field = page.getByLabel(change(`trial.${part}`));
    await field.fill(said[part]);
    await page
      .locator('form')
      .filter({ has: field })
      .getByRole('button', { name: change('trial.write'), exact: true })
      .click();
    await page.getByRole('paragraph').filter({ hasText: said[part] }).waitFor();
  }
  await sound(page);
  await choose(page, change('decide.label'), change('decision.adopt'));
  await page.getByLabel(change('decide.reason'), { exact: true }).fill(said.reason);
  await page.getByRole('button', { name: change('decide.save'), exact: true }).click();
  await page.getByRole('link', { name: change('trial.lesson') }).waitFor();
  await sound(page);
}

async function writeLesson({ page, told: said, change, share }: Walk): Promise<void> {
  await page.getByRole('link', { name: change('trial.lesson') }).click();
  await page.getByRole('heading', { level: 1, name: share('lesson.new') }).waitFor();
  expect(await page.getByLabel(share('part.problem')).inputValue()).toBe(said.factor);
  expect(await page.getByLabel(share('part.happened')).inputValue()).toBe(said.studied);
  await page.getByLabel(share('part.title')).fill(said.lesson);
  await page.getByLabel(share('part.advice')).fill(said.advice);
  await sound(page);
  await page.getByRole('button', { name: share('draft.save') }).click();
  await page.getByRole('heading', { level: 1, name: said.lesson }).waitFor();
  await sound(page);
  await page.getByRole('button', { name: share('draft.publish'), exact: true }).click();
  await page.getByRole('dialog').getByText(share('publish.what')).waitFor();
  await sound(page);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: share('draft.publish'), exact: true })
    .click();
  await page.getByRole('link', { name: share('draft.seePublished') }).waitFor();
}

/** A second lesson, never published: nobody elsewhere may meet it. */
async function leaveDraft({ page, address, locale, told: said, share }: Walk): Promise<void> {
  await page.goto(`${address}/share/new`);
  const site = places.communities[0]?.organisations[0]?.sites[0]?.name[locale] ?? '';
  await choose(page, share('use.site'), site);
  await page.getByLabel(share('part.title')).fill(said.draft);
  for (const part of ['problem', 'tried', 'happened', 'advice'] as const)
    await page.getByLabel(share(`part.${part}`)).fill(said.action);
  await page.getByRole('button', { name: share('draft.save') }).click();
  await page.getByRole('heading', { level: 1, name: said.draft }).waitFor();
  await page.goto(`${address}/share`);
  await page
    .getByRole('region', { name: share('drafts.title') })
    .getByRole('link', { name: said.draft })
    .first()
    .waitFor();
  await sound(page);
}

/** Another organisation finds the lesson, sees nothing unpublished, and takes it to its own site; answers the lesson's address. */
async function takeElsewhere({ page, address, told: said, share }: Walk): Promise<string> {
  await page.goto(`${address}/share`);
  const card = page.getByRole('article').filter({ hasText: said.lesson }).first();
  await card.waitFor();
  expect(await page.getByText(said.draft).count()).toBe(0);
  await sound(page);
  await card.getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: said.lesson }).waitFor();
  for (const text of [said.factor, said.studied, said.advice]) await page.getByText(text).waitFor();
  await sound(page);
  await page.getByRole('button', { name: share('use.save') }).click();
  await page.getByText(share('use.done')).first().waitFor();
  await page.getByRole('button', { name: share('use.save') }).waitFor({ state: 'detached' });
  await sound(page);
  return page.url();
}

async function expectUsed({ page, locale, told: said, share }: Walk): Promise<void> {
  await page.getByRole('heading', { level: 1, name: said.lesson }).waitFor();
  const site = places.communities[1]?.organisations[0]?.sites[0]?.name[locale] ?? '';
  await page
    .getByRole('region', { name: share('users.title') })
    .getByText(site)
    .waitFor();
  await sound(page);
}
