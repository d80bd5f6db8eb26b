import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { DoseLine, supply } from '../contract.ts';
import { exampleDose } from '../examples.ts';

type Doses = {
  rows: { id: string; kind: string; amount: string | null; formulationName: { fr: string } }[];
  answers: { enough: string }[];
};

let at: World;
let nurse: Person;
let neighbour: Person;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

beforeAll(async () => {
  at = await world();
  nurse = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('clinician', at.sites.other);
});
afterAll(() => at.close());

const client = async () =>
  (
    await nurse.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;
const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return status === 200 ? 200 : (body as { code: string }).code;
};

test('a dose is recorded once however often it is sent, sealed, and hidden from other organisations', async () => {
  const clientId = await client();
  const dose = exampleDose(clientId, ago(5));
  await nurse.ok('supply.recordDoseEvent', dose);
  await nurse.ok('supply.recordDoseEvent', dose);
  const seen = await nurse.ok<Doses>('supply.clientSupply', { clientId });
  expect(seen.rows).toMatchObject([
    {
      id: dose.id,
      amount: dose.amount,
      formulationName: { fr: 'Hydromorphone à courte durée d’action (comprimé)' },
    },
  ]);
  const { rows } = await at.admin.query('select amount from supply.dose_event where id = $1', [dose.id]);
  expect(rows[0].amount.includes(Buffer.from('chart'))).toBe(false);
  expect(await codeOf(neighbour, 'supply.clientSupply', { clientId })).toBe('pathway.noSuchClient');
});

test('only formulations of the program’s own formulary, and a restart with its protocol version', async () => {
  const clientId = await client();
  const dose = exampleDose(clientId, ago(5));
  expect(await codeOf(nurse, 'supply.recordDoseEvent', { ...dose, formulationCode: 'opioid' })).toBe(
    'supply.notOnFormulary',
  );
  expect(
    await codeOf(nurse, 'supply.recordDoseEvent', { ...dose, programCode: 'supported-employment' }),
  ).toBe('supply.notOnFormulary');
  expect(await codeOf(nurse, 'supply.recordDoseEvent', { ...dose, kind: 'restarted' })).toBe(
    'supply.protocolNeeded',
  );
  expect(await codeOf(nurse, 'supply.recordDoseEvent', { ...dose, occurredAt: ago(-30) })).toBe(
    'supply.inTheFuture',
  );
  expect(
    await codeOf(nurse, 'supply.recordDoseEvent', { ...dose, kind: 'restarted', protocolVersion: '2.1' }),
  ).toBe(200);
  expect(
    await codeOf(nurse, 'supply.recordDoseEvent', {
      ...dose,
      id: newId(),
      kind: 'missed',
      amount: undefined,
    }),
  ).toBe(200);
});

test('the last answer of each client counts, in the band the program publishes', async () => {
  for (const said of [['no', 'yes'], ['yes'], ['no'], ['not_said']] as const) {
    const clientId = await client();
    for (const [index, enough] of said.entries()) {
      await nurse.ok('supply.recordSufficientDose', {
        id: newId(),
        clientId,
        programCode: 'safer-supply',
        enough,
        answeredOn: `2026-01-0${index + 1}`,
      });
    }
  }
  const asked = { siteId: at.sites.a1.id, programCode: 'safer-supply', since: '2026-01-01' };
  expect(await nurse.ok('supply.siteSufficiency', asked)).toMatchObject({
    yes: 2,
    no: 1,
    band: { code: 'most' },
  });
  expect(await nurse.ok('supply.siteSufficiency', { ...asked, since: '2026-01-02' })).toMatchObject({
    yes: 1,
    no: 0,
    band: { code: 'all' },
  });
});

const toldOf = (schema: z.ZodType) =>
  Object.keys(
    (z.toJSONSchema(schema, { unrepresentable: 'any' }) as { properties?: object }).properties ?? {},
  );

test('nothing here recommends: an amount is only ever answered as it was written down', () => {
  const line = toldOf(DoseLine);
  expect(line).toContain('amount');
  const others = Object.values(supply.operations).flatMap((operation) => toldOf(operation.output));
  expect(
    others.filter((name) => /amount|recommend|suggest|equivalent|titrat|maximum|target/i.test(name)),
  ).toEqual([]);
});
