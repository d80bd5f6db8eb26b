import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleDose, examplePrescription, exampleRule, exampleStep } from '../../examples.ts';

type Step = { number: number; wanted: number | null; given: number; rationale: string | null; rule: unknown };
type Shown = {
  rows: { id: string; version: number; endedOn: string | null; steps: Step[] }[];
  wishes: { id: string; version: number; wishCode: string; endedOn: string | null }[];
};

let at: World;
let nurse: Person;
let worker: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  nurse = await at.person('clinician', at.sites.a1);
  worker = await at.person('worker', at.sites.a1);
  neighbour = await at.person('clinician', at.sites.other);
});
afterAll(() => at.close());

const client = async (who: Person = nurse) =>
  (
    await who.ok<{ id: string }>('people.registerClient', {
      siteId: who === nurse ? at.sites.a1.id : at.sites.other.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;
const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return status === 200 ? 200 : (body as { code: string }).code;
};
const shown = (who: Person, clientId: string) => who.ok<Shown>('supply.clientPrescriptions', { clientId });

describe('prescriptions', () => {
  test('every version stays with its reason, both doses as they were said, texts sealed', async () => {
    const clientId = await client();
    const given = examplePrescription(clientId, '2026-02-01');
    await nurse.ok('supply.writePrescription', given);
    await nurse.ok('supply.writePrescription', given);
    await nurse.ok('supply.changePrescription', {
      id: given.id,
      version: 1,
      stepId: newId(),
      clientId,
      fromOn: '2026-03-01',
      reasonCode: 'talked',
      step: { ...exampleStep, given: 104, rationale: 'Sleeps through now.' },
    });
    const { rows } = await shown(nurse, clientId);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      version: 2,
      steps: [
        { number: 2, wanted: 112, given: 104, reasonCode: 'talked', rationale: 'Sleeps through now.' },
        { number: 1, wanted: 112, given: 96, reasonCode: null },
      ],
    });
    const stored = await at.admin.query(
      `select string_agg(s::text, ' ') as all from supply.prescription_step s where client_id = $1`,
      [clientId],
    );
    expect(stored.rows[0].all).not.toContain(Buffer.from('Sleeps').toString('hex'));
    expect(stored.rows[0].all).not.toContain('12 tablets');
  });

  test('a version is never changed afterwards, not even by hand of the application', async () => {
    const clientId = await client();
    const given = examplePrescription(clientId, '2026-02-01');
    await nurse.ok('supply.writePrescription', given);
    await at.admin.query('begin');
    await at.admin.query('set local role tributary_app');
    await expect(at.admin.query('update supply.prescription_step set given = 1')).rejects.toThrow(
      /permission denied/,
    );
    await at.admin.query('rollback');
  });

  test('a blind overwrite is refused with the version there is, and nothing is lost', async () => {
    const clientId = await client();
    const given = examplePrescription(clientId, '2026-02-01');
    await nurse.ok('supply.writePrescription', given);
    const change = (version: number, fromOn = '2026-03-01') => ({
      id: given.id,
      version,
      stepId: newId(),
      clientId,
      fromOn,
      reasonCode: 'client-asked',
      step: exampleStep,
    });
    await nurse.ok('supply.changePrescription', change(1));
    expect(await nurse.call('supply.changePrescription', change(1))).toMatchObject({
      status: 409,
      body: { code: 'supply.prescriptionChanged', facts: { current: { version: 2 } } },
    });
    expect(await codeOf(nurse, 'supply.changePrescription', change(2, '2026-02-15'))).toBe(
      'supply.beforeLastVersion',
    );
    const end = { id: given.id, version: 2, clientId, reasonCode: 'end-asked' };
    expect(await codeOf(nurse, 'supply.endPrescription', { ...end, endedOn: '2026-01-01' })).toBe(
      'supply.endsBeforeItBegan',
    );
    await nurse.ok('supply.endPrescription', { ...end, endedOn: '2026-04-01' });
    expect(await codeOf(nurse, 'supply.changePrescription', change(3))).toBe('supply.prescriptionEnded');
    expect((await shown(nurse, clientId)).rows[0]).toMatchObject({ endedOn: '2026-04-01', version: 3 });
  });

  test('only the health team prescribes, only codes of the lists count, and another organisation sees nothing', async () => {
    const clientId = await client();
    const given = examplePrescription(clientId, '2026-02-01');
    const wrong = (change: object) => ({ ...given, id: newId(), step: { ...exampleStep, ...change } });
    expect(await codeOf(worker, 'supply.writePrescription', given)).toBe('kernel.notAllowed');
    expect(await codeOf(neighbour, 'supply.writePrescription', given)).toBe('pathway.noSuchClient');
    for (const change of [{ unitCode: 'stone' }, { wayCode: 'beamed' }, { observationCode: 'guessed' }])
      expect(await codeOf(nurse, 'supply.writePrescription', wrong(change))).toBe('supply.unknownCode');
    expect(await codeOf(nurse, 'supply.writePrescription', wrong({ given: -1 }))).toBe('kernel.invalidInput');
    expect(
      await codeOf(nurse, 'supply.writePrescription', wrong({ prescriberId: neighbour.accountId })),
    ).toBe('supply.notAPrescriber');
    await nurse.ok('supply.writePrescription', given);
    expect(await codeOf(neighbour, 'supply.clientPrescriptions', { clientId })).toBe('pathway.noSuchClient');
    const theirs = await client(neighbour);
    expect(
      await codeOf(neighbour, 'supply.endPrescription', {
        id: given.id,
        version: 1,
        clientId: theirs,
        endedOn: '2026-03-01',
        reasonCode: 'end-asked',
      }),
    ).toBe('supply.noSuchPrescription');
  });
});

describe('rules and protocols', () => {
  const inForce = async (on: string) =>
    (
      await nurse.ok<{ rows: { code: string; edition: string }[] }>('supply.listRules', {
        siteId: at.sites.a1.id,
        on,
      })
    ).rows.map((rule) => rule.edition);

  test('what was in force on a day can be answered for every day', async () => {
    await nurse.ok('supply.publishRule', exampleRule(at.sites.a1.id, '1', '2025-01-01'));
    const second = exampleRule(at.sites.a1.id, '2', '2025-07-01');
    await nurse.ok('supply.publishRule', second);
    expect([
      await inForce('2024-12-31'),
      await inForce('2025-01-01'),
      await inForce('2025-06-30'),
      await inForce('2025-07-01'),
    ]).toEqual([[], ['1'], ['1'], ['2']]);
    expect(await codeOf(nurse, 'supply.publishRule', exampleRule(at.sites.a1.id, '3', '2025-03-01'))).toBe(
      'supply.laterVersionThere',
    );
    expect(await codeOf(nurse, 'supply.publishRule', exampleRule(at.sites.a1.id, '1', '2026-01-01'))).toBe(
      'supply.editionThere',
    );
    expect(await inForce('2026-02-01')).toEqual(['2']);
    expect(
      await codeOf(neighbour, 'supply.endRule', { id: second.id, version: 1, validTo: '2026-01-01' }),
    ).toBe('supply.noSuchRule');
    const clientId = await client();
    const given = examplePrescription(clientId, '2026-02-01');
    const [wrong, right] = [
      { ...given, startedOn: '2025-02-01', step: { ...exampleStep, ruleId: second.id } },
      { ...given, step: { ...exampleStep, ruleId: second.id } },
    ];
    expect(await codeOf(nurse, 'supply.writePrescription', wrong)).toBe('supply.notInForce');
    await nurse.ok('supply.writePrescription', right);
    expect((await shown(nurse, clientId)).rows[0]?.steps[0]?.rule).toMatchObject({ edition: '2' });
  });

  test('canary: the text of a published version cannot be changed, nor its end moved, by anybody', async () => {
    await nurse.ok('supply.publishRule', {
      ...exampleRule(at.sites.a1.id, '1', '2025-01-01'),
      code: 'carry',
    });
    const change = (text: string) => at.admin.query(`update supply.rule set ${text} where code = 'carry'`);
    await expect(change(`body_en = 'planted', version = version + 1`)).rejects.toThrow(/does not change/);
    await expect(change(`valid_from = '2020-01-01', version = version + 1`)).rejects.toThrow(
      /does not change/,
    );
    await change(`valid_to = '2025-05-01', version = version + 1`);
    await expect(change(`valid_to = null, version = version + 1`)).rejects.toThrow(/does not change/);
    await expect(at.admin.query(`delete from supply.rule where code = 'carry'`)).rejects.toThrow(
      /does not change/,
    );
  });
});

test('what a site offers has dates; what is wanted is counted by site, each client once', async () => {
  const siteId = at.sites.a1.id;
  const offer = {
    id: newId(),
    siteId,
    programCode: 'safer-supply',
    formulationCode: 'fentanyl-patch',
    strength: '50 mcg/h',
    observationCode: 'observed',
    jurisdictionCode: 'ca-bc',
    validFrom: '2025-03-01',
  };
  await nurse.ok('supply.setOffering', offer);
  expect(await codeOf(nurse, 'supply.setOffering', { ...offer, id: newId() })).toBe('supply.offeredAlready');
  expect(
    await codeOf(nurse, 'supply.setOffering', { ...offer, id: newId(), jurisdictionCode: 'atlantis' }),
  ).toBe('supply.unknownCode');
  expect(
    await codeOf(neighbour, 'supply.endOffering', { id: offer.id, version: 1, validTo: '2026-01-01' }),
  ).toBe('pathway.notMySite');
  await nurse.ok('supply.endOffering', { id: offer.id, version: 1, validTo: '2025-09-01' });
  const on = async (day: string) =>
    (await nurse.ok<{ rows: unknown[] }>('supply.listOfferings', { siteId, on: day })).rows.length;
  expect([
    await on('2025-02-28'),
    await on('2025-03-01'),
    await on('2025-08-31'),
    await on('2025-09-01'),
  ]).toEqual([0, 1, 1, 0]);

  const people = [await client(), await client()];
  const wish = (clientId: string, wishCode: string) => ({
    id: newId(),
    clientId,
    programCode: 'safer-supply',
    wishCode,
    words: 'to smoke, please',
    namedOn: '2026-01-05',
  });
  for (const clientId of people) await nurse.ok('supply.recordWish', wish(clientId, 'smoke-d'));
  const twice = wish(people[0] ?? '', 'smoke-d');
  await nurse.ok('supply.recordWish', twice);
  const counted = () => nurse.ok('supply.siteWishes', { siteId });
  expect(await counted()).toEqual({ rows: [{ wishCode: 'smoke-d', clients: 2 }] });
  expect(await neighbour.ok('supply.siteWishes', { siteId })).toEqual({ rows: [] });
  const { wishes } = await shown(nurse, people[1] ?? '');
  await nurse.ok('supply.endWish', {
    id: wishes[0]?.id,
    version: 1,
    clientId: people[1],
    endedOn: '2026-02-01',
  });
  expect(await counted()).toEqual({ rows: [{ wishCode: 'smoke-d', clients: 1 }] });
});

test('less given than wanted is counted among those who said what they want, and among no others', async () => {
  const lone = await at.person('clinician', at.sites.a2);
  const register = async () =>
    (
      await lone.ok<{ id: string }>('people.registerClient', {
        siteId: at.sites.a2.id,
        identity: { name: 'Testa Probe' },
      })
    ).id;
  for (const [wanted, given] of [
    [100, 80],
    [100, 100],
    [null, 60],
  ] as const) {
    const prescription = examplePrescription(await register(), '2026-02-01');
    await lone.ok('supply.writePrescription', { ...prescription, step: { ...exampleStep, wanted, given } });
  }
  expect(
    await lone.ok('supply.siteSufficiency', {
      siteId: at.sites.a2.id,
      programCode: 'safer-supply',
      since: '2026-01-01',
    }),
  ).toMatchObject({ prescriptions: { inForce: 3, saidWanted: 2, belowWanted: 1 } });
});

test('a dose names its prescription and the published protocol of a restart; another client’s prescription is refused', async () => {
  const clientId = await client();
  const given = examplePrescription(clientId, '2026-02-01');
  await nurse.ok('supply.writePrescription', given);
  const rule = { ...exampleRule(at.sites.a1.id, '5', '2026-01-01'), code: 'restarts' };
  await nurse.ok('supply.publishRule', rule);
  const dose = { ...exampleDose(clientId, '2026-03-01T16:00:00Z'), prescriptionId: given.id };
  await nurse.ok('supply.recordDoseEvent', { ...dose, kind: 'restarted', ruleId: rule.id });
  const early = {
    ...dose,
    id: newId(),
    kind: 'restarted',
    ruleId: rule.id,
    occurredAt: '2025-03-01T16:00:00Z',
  };
  expect(await codeOf(nurse, 'supply.recordDoseEvent', early)).toBe('supply.notInForce');
  const other = await client();
  expect(await codeOf(nurse, 'supply.recordDoseEvent', { ...dose, id: newId(), clientId: other })).toBe(
    'supply.noSuchPrescription',
  );
  expect(await nurse.ok('supply.clientSupply', { clientId })).toMatchObject({
    rows: [{ prescriptionId: given.id, protocolCode: 'restarts', protocolVersion: '5' }],
  });
});
