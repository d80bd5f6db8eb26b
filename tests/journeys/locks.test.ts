import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { newId } from '../../kernel/id.ts';
import { exampleReferral } from '../../modules/pathway/examples.ts';
import care from '../../modules/care/words.json' with { type: 'json' };
import pathway from '../../modules/pathway/words.json' with { type: 'json' };
import people from '../../modules/people/words.json' with { type: 'json' };
import { choose, leave, sayer, setStage, sound, visit } from './stage.ts';

const programCode = 'supported-employment';

const stage = setStage(40);

/** Asks an operation as whoever is signed in on the page. */
async function asks<T>(page: Page, operation: string, data: object): Promise<T> {
  const headers = { 'X-Tributary': '1', 'Idempotency-Key': newId(), 'Sec-Fetch-Site': 'same-origin' };
  const answer = await page.request.post(`${stage.server.address}/api/${operation}`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

/** A client of the nurse's site with one contact, as whoever is signed in on the page. */
async function begun(page: Page, note: string): Promise<string> {
  const me = await asks<{ sites: { id: string }[] }>(page, 'identity.me', {});
  const { id } = await asks<{ id: string }>(page, 'people.registerClient', {
    siteId: me.sites[0]?.id,
    identity: { name: `Probe ${newId().slice(-8)}` },
  });
  await asks(page, 'care.recordContact', {
    id: newId(),
    clientId: id,
    programCode,
    kindCode: 'job-search',
    placeCode: 'community',
    occurredAt: new Date(Date.now() - 600_000).toISOString(),
    note,
  });
  return id;
}

describe.each([
  { locale: 'en', nurse: 'desk', worker: 'phone' },
  { locale: 'fr', nurse: 'phone', worker: 'desk' },
] as const)('what a team keeps to itself (%o)', ({ locale, ...on }) => {
  const t = sayer(care, locale);
  const p = sayer(people, locale);
  const w = sayer(pathway, locale);

  test('a nurse locks a note; a worker learns that something is locked, and reads it once the lock is lifted', async () => {
    const at = { address: stage.server.address, locale };
    const nurse = await visit(stage.browser, { ...at, email: 'tessa@willow.example', on: on.nurse });
    const note = `Savory ${locale} ${newId().slice(-8)}`;
    const id = await begun(nurse.page, note);
    const { page } = nurse;
    await page.goto(`${stage.server.address}/clients/${id}`);
    await page.getByText(note).first().waitFor();
    await page.getByRole('button', { name: t('lock.note'), exact: true }).click();
    await page.getByRole('dialog').getByText(t('lock.consequence')).waitFor();
    // On a phone the sheet leaves a strip of the page behind it, whose half-covered links would be judged too.
    if (on.nurse === 'desk') await sound(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('lock.save') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(t('lock.locked'), { exact: true }).first().waitFor();
    await page.reload();
    await page.getByText(t('lock.locked'), { exact: true }).first().waitFor();
    await sound(page);

    const worker = await visit(stage.browser, { ...at, email: 'noor@willow.example', on: on.worker });
    await worker.page.goto(`${stage.server.address}/clients/${id}`);
    await worker.page.getByText(p('locked.part')).waitFor();
    await worker.page.getByText(t('contacts.none')).first().waitFor();
    expect(await worker.page.getByText(note).count()).toBe(0);
    await sound(worker.page);

    await page.getByRole('button', { name: t('lock.lift'), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('lock.lift') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await worker.page.reload();
    await worker.page.getByText(note).first().waitFor();
    expect(await worker.page.getByText(p('locked.part')).count()).toBe(0);
    await leave(stage.server, nurse, worker);
  }, 180_000);

  test('a client’s part in a program is locked from their page: what that hides is said first, and a worker finds neither the referral nor its contacts', async () => {
    const at = { address: stage.server.address, locale };
    const nurse = await visit(stage.browser, { ...at, email: 'tessa@willow.example', on: on.nurse });
    const note = `Program ${locale} ${newId().slice(-8)}`;
    const id = await begun(nurse.page, note);
    const { sites } = await asks<{ sites: { id: string }[] }>(nurse.page, 'identity.me', {});
    await asks(nurse.page, 'pathway.referClient', exampleReferral(id, sites[0]?.id ?? ''));

    const worker = await visit(stage.browser, { ...at, email: 'noor@willow.example', on: on.worker });
    const referred = () => worker.page.getByText(w('state.sent'), { exact: true });
    await worker.page.goto(`${stage.server.address}/clients/${id}`);
    await worker.page.getByText(note).first().waitFor();
    await referred().first().waitFor();

    const { page } = nurse;
    await page.goto(`${stage.server.address}/clients/${id}`);
    await page.getByRole('button', { name: t('lock.add') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: t('lock.program') }).click();
    await page.getByRole('option').first().click();
    await dialog.getByText(t('lock.programConsequence')).waitFor();
    await choose(dialog, t('lock.team'), t('lock.team.clinician'));
    if (on.nurse === 'desk') await sound(page);
    await dialog.getByRole('button', { name: t('lock.save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(note).first().waitFor();

    await worker.page.reload();
    await worker.page.getByText(p('locked.part')).waitFor();
    await worker.page.getByText(t('contacts.none')).first().waitFor();
    expect(await worker.page.getByText(note).count()).toBe(0);
    expect(await referred().count(), 'the referral is hidden with the program').toBe(0);
    await sound(worker.page);
    await leave(stage.server, nurse, worker);
  }, 180_000);

  test('a filled form is locked from its own page, and a worker who had its address no longer opens it', async () => {
    const at = { address: stage.server.address, locale };
    const nurse = await visit(stage.browser, { ...at, email: 'tessa@willow.example', on: on.nurse });
    const id = await begun(nurse.page, `Form ${locale} ${newId().slice(-8)}`);
    const formId = newId();
    const form = { formKey: 'clinical-supervision', formVersion: '1.0.0', complete: false, answers: [] };
    const askedOn = new Date().toISOString().slice(0, 10);
    await asks(nurse.page, 'care.fillForm', { id: formId, clientId: id, version: 0, askedOn, ...form });
    const address = `${stage.server.address}/forms/of/${id}/${formId}`;
    const worker = await visit(stage.browser, { ...at, email: 'noor@willow.example', on: on.worker });
    await worker.page.goto(address);
    await worker.page.getByText(t('form.state.begun'), { exact: true }).waitFor();

    const { page } = nurse;
    await page.goto(address);
    await page.getByRole('button', { name: t('lock.note'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: t('lock.formTitle') }).waitFor();
    await dialog.getByText(t('lock.consequence')).waitFor();
    await choose(dialog, t('lock.team'), t('lock.team.clinician'));
    if (on.nurse === 'desk') await sound(page);
    await dialog.getByRole('button', { name: t('lock.save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(t('lock.locked'), { exact: true }).waitFor();
    await page.getByText(t('form.state.begun'), { exact: true }).waitFor();

    await worker.page.reload();
    await worker.page.getByRole('alert').first().waitFor();
    expect(await worker.page.getByText(t('form.state.begun'), { exact: true }).count()).toBe(0);
    await sound(worker.page);
    await leave(stage.server, nurse, worker);
  }, 180_000);

  test('what a refusal means is told team by team before it is saved, and is true afterwards', async () => {
    const at = { address: stage.server.address, locale };
    const worker = await visit(stage.browser, { ...at, email: 'noor@willow.example', on: on.worker });
    const note = `Consent ${locale} ${newId().slice(-8)}`;
    const id = await begun(worker.page, note);
    const { page } = worker;
    await page.goto(`${stage.server.address}/clients/${id}`);
    await page.getByRole('button', { name: p('consent.add') }).click();
    const dialog = page.getByRole('dialog');
    await choose(dialog, p('consent.effect'), p('consent.deny'));
    await choose(dialog, p('consent.binds'), p('binds.role'));
    expect(await dialog.getByText(p('consequence.title')).count(), 'nothing is told of half a choice').toBe(
      0,
    );
    await dialog.getByRole('combobox', { name: p('consent.whom') }).click();
    await page.getByRole('option', { name: p('role.clinician'), exact: true }).click();
    const told = dialog.getByRole('listitem').filter({ hasText: p('role.clinician') });
    await told
      .getByText(p('consequence.loses', { what: p('class.all') }))
      .first()
      .waitFor();
    if (on.worker === 'desk') await sound(page);
    await dialog.getByRole('button', { name: p('consent.save') }).click();
    await dialog.waitFor({ state: 'detached' });

    const nurse = await visit(stage.browser, { ...at, email: 'tessa@willow.example', on: on.nurse });
    await nurse.page.goto(`${stage.server.address}/clients/${id}`);
    await nurse.page.getByText(p('client.notYours')).waitFor();
    expect(await nurse.page.getByText(note).count()).toBe(0);
    await leave(stage.server, nurse, worker);
  }, 180_000);
});
