import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleDose, examplePrescription, exampleRule, exampleStep } from '../../examples.ts';

type Gap = { clientName: string; kind: string; code: string | null; count: number };
type Preview = {
  clients: { id: string; name: string }[];
  sections: { key: string; rows: number }[];
  gaps: Gap[];
};

const day = (offset: number) => addDays('2026-06-01', offset);
const period = { from: day(0), to: day(90) };
let at: World;
let nurse: Person;
let worker: Person;
let neighbour: Person;
let complete = '';
let bare = '';

/** One client whose papers are complete, and one of whom hardly anything was written. */
beforeAll(async () => {
  at = await world();
  await at.admin.query(`update identity.community set time_zone = 'UTC'`);
  nurse = await at.person('clinician', at.sites.a1);
  worker = await at.person('worker', at.sites.a1);
  neighbour = await at.person('clinician', at.sites.other);
  const register = async (name: string) =>
    (
      await nurse.ok<{ id: string }>('people.registerClient', {
        siteId: at.sites.a1.id,
        identity: { name, birthDate: '1980-02-03' },
      })
    ).id;
  const rule = exampleRule(at.sites.a1.id, '7', day(-100));
  await nurse.ok('supply.publishRule', rule);
  complete = await register('Cora Complete');
  bare = await register('Bill Bare');
  const full = examplePrescription(complete, day(-20));
  await nurse.ok('supply.writePrescription', { ...full, step: { ...exampleStep, ruleId: rule.id } });
  const little = { ...exampleStep, rationale: '', agreement: '' };
  await nurse.ok('supply.writePrescription', { ...examplePrescription(bare, day(10)), step: little });
  const about = (clientId: string) => ({ id: newId(), clientId, programCode: 'safer-supply' });
  for (const kindCode of ['assessment', 'indication', 'risks-benefits', 'consent', 'plan'])
    await nurse.ok('supply.writeChart', {
      ...about(complete),
      kindCode,
      writtenOn: day(-20),
      words: `Written: ${kindCode} «canary-${kindCode}»`,
    });
  await nurse.ok('supply.recordCheck', {
    ...about(complete),
    kindCode: 'monitoring-check',
    resultCode: 'done',
    madeOn: day(3),
  });
  await nurse.ok('supply.recordCheck', {
    ...about(complete),
    kindCode: 'monitoring-check',
    resultCode: 'done',
    madeOn: day(95),
  });
  for (let index = 0; index < 30; index += 1)
    await nurse.ok('supply.recordDoseEvent', {
      ...exampleDose(complete, `${day(index - 5)}T16:00:00Z`),
      prescriptionId: full.id,
      kind: index % 7 === 0 ? 'missed' : 'witnessed',
    });
  await nurse.ok('supply.recordDoseEvent', {
    ...exampleDose(complete, `${day(40)}T16:00:00Z`),
    kind: 'restarted',
    ruleId: rule.id,
  });
  await nurse.ok('supply.recordSufficientDose', { ...about(complete), enough: 'yes', answeredOn: day(20) });
  await nurse.ok('supply.recordOverdose', {
    ...about(complete),
    occurredAt: `${day(-200)}T10:00:00Z`,
    fatal: false,
    placeCode: 'at-home',
    naloxoneDoses: 3,
    emergencyCalled: true,
  });
  await nurse.ok('supply.recordIncident', {
    ...about(complete),
    kindCode: 'diversion-talk',
    happenedOn: day(30),
    words: 'asked how the nights are',
    agreed: 'a locked box',
  });
});
afterAll(() => at.close());

const preview = (input: object, who: Person = nurse) =>
  who.ok<Preview>('supply.previewPacket', { ...period, ...input });
const fetched = async (input: object, who: Person = nurse) => {
  const { raw, status, body } = await who.call('supply.fetchPacket', {
    ...period,
    locale: 'en',
    reason: 'College review 2026-118',
    ...input,
  });
  return { status, body: body as { code?: string }, bytes: new Uint8Array(await raw.arrayBuffer()) };
};

describe('counts', () => {
  test('every section holds exactly the rows of the database for that client and period', async () => {
    const { sections, clients } = await preview({ scope: 'client', id: complete });
    const count = async (table: string, column: string, from: string | null = period.from) =>
      (
        await at.admin.query(
          `select count(*)::int as n from supply.${table} where client_id = $1 and ${column} < $2 ${from ? `and ${column} >= '${from}'` : ''}`,
          [complete, period.to],
        )
      ).rows[0].n as number;
    expect(clients).toEqual([{ id: complete, name: 'Cora Complete' }]);
    expect(Object.fromEntries(sections.map(({ key, rows }) => [key, rows]))).toEqual({
      clients: 1,
      chart: await count('chart_entry', 'written_on', null),
      prescriptions: await count('prescription_step', 'from_on', null),
      rules: 1,
      checks: await count('check_made', 'made_on'),
      doses: await count('dose_event', 'occurred_on'),
      answers: await count('dose_answer', 'answered_on'),
      overdoses: await count('overdose', 'occurred_on', null),
      incidents: await count('incident', 'happened_on'),
    });
    expect(sections.find((one) => one.key === 'doses')?.rows).toBe(26);
    expect(sections.find((one) => one.key === 'checks')?.rows).toBe(1);
  });

  test('by prescriber and by site both clients are in it, in name order', async () => {
    for (const scope of [
      { scope: 'prescriber', id: nurse.accountId },
      { scope: 'site', id: at.sites.a1.id },
    ])
      expect((await preview(scope)).clients.map((one) => one.name)).toEqual(['Bill Bare', 'Cora Complete']);
    expect((await preview({ scope: 'site', id: at.sites.a1.id, to: day(10) })).clients).toHaveLength(1);
  });
});

describe('gaps', () => {
  test('nothing is missing where everything was written; each thing is missing where it was not', async () => {
    expect((await preview({ scope: 'client', id: complete })).gaps).toEqual([]);
    const { gaps } = await preview({ scope: 'client', id: bare });
    expect(gaps.map(({ kind, code, count }) => [kind, code, count])).toEqual([
      ['chart', 'assessment', 1],
      ['chart', 'indication', 1],
      ['chart', 'risks-benefits', 1],
      ['chart', 'consent', 1],
      ['chart', 'plan', 1],
      ['check', 'monitoring-check', 1],
      ['rationale', null, 1],
      ['protocol', null, 1],
      ['agreement', null, 1],
    ]);
  });

  test('canary: withdrawing the one consent opens its gap; the screen shows it at once', async () => {
    const asked = () =>
      nurse.ok<{ clients: number; gaps: Gap[] }>('supply.reviewGaps', { siteId: at.sites.a1.id });
    const consents = (gaps: readonly Gap[]) =>
      gaps.filter((gap) => gap.code === 'consent').map((gap) => gap.clientName);
    expect(consents((await asked()).gaps)).toEqual(['Bill Bare']);
    const entry = await at.admin.query(
      `select id from supply.chart_entry where client_id = $1 and kind_code = 'consent'`,
      [complete],
    );
    await nurse.ok('supply.withdrawRecord', {
      id: entry.rows[0].id,
      clientId: complete,
      kind: 'chart_entry',
      version: 1,
      reason: 'other client',
    });
    expect(consents((await asked()).gaps).sort()).toEqual(['Bill Bare', 'Cora Complete']);
    expect((await preview({ scope: 'client', id: complete })).gaps).toMatchObject([
      { kind: 'chart', code: 'consent' },
    ]);
  });
});

describe('release', () => {
  test('the PDF holds every section in order with the gaps in front, in both languages', async () => {
    for (const locale of ['en', 'fr']) {
      const { status, bytes } = await fetched({ scope: 'site', id: at.sites.a1.id, format: 'pdf', locale });
      expect(status).toBe(200);
      const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
      const flat = text.replace(/\s+/g, ' ');
      const order = ['canary-plan', 'locked box'].map((part) => flat.indexOf(part));
      expect(order.every((place) => place > 0)).toBe(true);
      expect(order[0]).toBeLessThan(order[1] ?? 0);
      expect(flat.indexOf(locale === 'en' ? 'No entry: Consent' : 'Aucune entrée')).toBeGreaterThan(0);
      expect(flat.indexOf(locale === 'en' ? 'No entry: Consent' : 'Aucune entrée')).toBeLessThan(
        order[0] ?? 0,
      );
    }
  });

  test('the folder holds the same rows as CSV and as JSON, and the PDF', async () => {
    const asked = { scope: 'client', id: complete };
    const { bytes } = await fetched({ ...asked, format: 'zip' });
    const files = unzipSync(bytes);
    const { sections, gaps } = await preview(asked);
    expect(Object.keys(files).sort()).toEqual(
      [
        'packet.pdf',
        ...['00-gaps', ...sections.map((one, index) => `0${index + 1}-${one.key}`)].flatMap((name) => [
          `${name}.csv`,
          `${name}.json`,
        ]),
      ].sort(),
    );
    for (const [index, section] of sections.entries()) {
      const name = `0${index + 1}-${section.key}`;
      expect(JSON.parse(strFromU8(files[`${name}.json`] ?? new Uint8Array()))).toHaveLength(section.rows);
    }
    expect(JSON.parse(strFromU8(files['00-gaps.json'] ?? new Uint8Array()))).toHaveLength(gaps.length);
    const doses = strFromU8(files['06-doses.csv'] ?? new Uint8Array())
      .trim()
      .split('\r\n');
    expect(doses).toHaveLength(27);
  });

  test('a release is in the audit with its reason and every client; without a reason there is none', async () => {
    const { status } = await fetched({
      scope: 'prescriber',
      id: nurse.accountId,
      format: 'zip',
      reason: 'Audit of May',
    });
    expect(status).toBe(200);
    const kept = await at.admin.query(
      `select subjects, reason from kernel.audit_event where operation = 'supply.fetchPacket' and action = 'read' order by at desc limit 1`,
    );
    expect(kept.rows[0].reason).toBe('review');
    const releases = await nurse.ok<{ rows: { reason: string; clients: number; scope: string }[] }>(
      'supply.listReleases',
      {},
    );
    expect(releases.rows[0]).toMatchObject({ reason: 'Audit of May', clients: 2, scope: 'prescriber' });
    const stored = await at.admin.query('select r::text as row from supply.release r');
    expect(stored.rows.map((one) => one.row).join()).not.toContain(
      Buffer.from('Audit of May').toString('hex'),
    );
    expect((await neighbour.ok<{ rows: unknown[] }>('supply.listReleases', {})).rows).toEqual([]);
    expect([...kept.rows[0].subjects].sort()).toEqual([complete, bare].sort());
    expect((await fetched({ scope: 'client', id: complete, format: 'pdf', reason: ' ' })).body).toMatchObject(
      { code: 'kernel.invalidInput' },
    );
  });

  test('it asks for a fresh proof, only of the health team and coordinators, and never crosses organisations', async () => {
    const asked = { scope: 'client', id: complete, format: 'pdf' };
    await at.admin.query(
      `update identity.session set stepped_up_at = now() - interval '1 hour' where account_id = $1`,
      [nurse.accountId],
    );
    expect((await fetched(asked)).body).toMatchObject({ code: 'kernel.proofNeeded' });
    await at.admin.query(`update identity.session set stepped_up_at = now() where account_id = $1`, [
      nurse.accountId,
    ]);
    expect((await fetched(asked, worker)).body).toMatchObject({ code: 'kernel.notAllowed' });
    expect((await fetched(asked, neighbour)).body).toMatchObject({ code: 'supply.nobodyInPacket' });
    expect((await fetched({ ...asked, scope: 'site', id: at.sites.a1.id }, neighbour)).body).toMatchObject({
      code: 'supply.nobodyInPacket',
    });
    expect(
      createHash('sha256')
        .update((await fetched(asked)).bytes)
        .digest('hex'),
    ).toHaveLength(64);
  });
});
