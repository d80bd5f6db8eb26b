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

/** The name of every property that a schema answers, however deep. */
function toldOf(schema: z.ZodType): string[] {
  const names: string[] = [];
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === 'properties' && typeof value === 'object' && value !== null)
        names.push(...Object.keys(value as object));
      walk(value);
    }
  };
  walk(z.toJSONSchema(schema, { unrepresentable: 'any' }));
  return names;
}

const advice = /recommend|suggest|advis|equivalent|convert|titrat|maximum|highest|target|ideal/i;

test('nothing here recommends: no answer carries advice, and an amount is only ever answered as it was written down', () => {
  const told = Object.values(supply.operations).flatMap((operation) => toldOf(operation.output));
  expect(told.length).toBeGreaterThan(200);
  expect(told.filter((name) => advice.test(name))).toEqual([]);
  expect(told.filter((name) => /amount/i.test(name))).toEqual(['amount']);
  expect(toldOf(DoseLine)).toContain('amount');
});

test('canary: a planted piece of advice deep in an answer would be seen', () => {
  const planted = z.object({ rows: z.array(z.object({ step: z.object({ suggestedDose: z.number() }) })) });
  expect(toldOf(planted).filter((name) => advice.test(name))).toEqual(['suggestedDose']);
});
