import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modules } from '../app/modules.ts';
import { ask, jsonOf, writes } from './crawl/ask.ts';
import { idsIn } from './crawl/canary.ts';
import { apart, forgetful, type Known, overwritten, unaudited, withHistory } from './crawl/audited.ts';
import { changedSince } from './crawl/ground.ts';
import type { Call } from './crawl/plant.ts';
import { doorOf, stage } from './crawl/stage.ts';

let on: Awaited<ReturnType<typeof stage>>;
let known: Known;
beforeAll(async () => {
  on = await stage();
  known = { rows: await on.planting.ground(), words: on.planting.words };
}, 900_000);
afterAll(() => on.close());

/** Tables of persons whose earlier versions are not kept, each with its reason. */
const forgets = {
  'vault.blind': 'made anew from the name and numbers, whose earlier versions are kept',
  'vault.subject_key': 'a key that was destroyed must not come back from a history',
};

/** One call of each operation that answered somebody signed in. */
const each = (): Call[] => {
  const calls = on.planting.calls.filter(({ named, person }) => named.operation.who !== 'public' && person);
  return [...Map.groupBy(calls, (call) => call.named.name).values()].flatMap((of) => of.slice(-1));
};

/** Asks the same again at a door. */
async function again(call: Call, url: string): Promise<Call> {
  return { ...call, answer: await ask(url, call.person?.token, call.named, call.input) };
}

describe('the audit trail', () => {
  test('says of everything that answered who did it, in which roles, what, and whose record it was', async () => {
    expect(each().length).toBeGreaterThan(120);
    expect(await unaudited(on.at.admin, on.planting.calls, known)).toEqual([]);
  });

  test('is written in the transaction of the change', async () => {
    const { compared, faults } = await apart(on.at.admin, on.planting.calls, known);
    expect(compared).toBeGreaterThan(100);
    expect(faults).toEqual([]);
  });

  test('comes before the answer: where it cannot be written, nothing is told and nothing is changed', async () => {
    const reads = each().filter(({ named }) => !writes(named) && named.operation.subjects !== undefined);
    const events = await on.at.admin.query<{ request: string }>(
      'select distinct request_id as request from kernel.audit_event where request_id = any($1::uuid[])',
      [reads.map((call) => call.answer.request)],
    );
    const named = new Set(events.rows.map((row) => row.request));
    const noted = reads.filter((call) => named.has(call.answer.request));
    expect(noted.length).toBeGreaterThan(15);
    const commands = each().filter(({ named }) => named.operation.kind === 'command');
    await on.at.admin.query('revoke insert on kernel.audit_event from tributary_app');
    const answers = [];
    for (const call of [...noted, ...commands]) answers.push(await again(call, on.planting.url));
    await on.at.admin.query('grant insert on kernel.audit_event to tributary_app');
    const persons = new Set(known.rows.flatMap((row) => (row.clientId === undefined ? [] : (row.id ?? []))));
    const tells = ({ input, answer }: Call) => {
      const sent = idsIn(JSON.stringify(input));
      return [...idsIn(answer.text)].some((id) => persons.has(id) && !sent.has(id));
    };
    const answered = answers.filter(
      (call) => call.answer.status === 200 && (writes(call.named) || tells(call)),
    );
    expect(answered.map(({ named: { name } }) => name)).toEqual([]);
    expect(changedSince(known.rows, await on.planting.ground()).map((row) => row.table)).toEqual([]);
    for (const call of noted)
      expect([call.named.name, (await again(call, on.planting.url)).answer.status]).toEqual([
        call.named.name,
        200,
      ]);
  }, 300_000);
});

describe('the history', () => {
  test('keeps every earlier version of a person’s record', async () => {
    expect((await withHistory(on.at.admin)).length).toBeGreaterThan(25);
    expect(await forgetful(on.at.admin)).toEqual(Object.keys(forgets));
    expect(await overwritten(on.at.admin)).toEqual([]);
  });
});

describe('canary', () => {
  const callOf = (name: string) => {
    const call = each().find(({ named }) => named.name === name);
    if (!call) throw new Error(`${name} was not asked`);
    return call;
  };
  test('an operation that names nobody is caught', async () => {
    const doctored = modules.map((module) =>
      module.contract.module === 'care'
        ? {
            ...module,
            contract: {
              ...module.contract,
              operations: Object.fromEntries(
                Object.entries(module.contract.operations).map(([verb, operation]) => [
                  verb,
                  { ...operation, subjects: undefined },
                ]),
              ),
            },
          }
        : module,
    );
    const door = await doorOf(on.at, doctored);
    const calls = [
      await again(callOf('care.listContacts'), door.url),
      await again(callOf('care.addTask'), door.url),
    ];
    await door.close();
    expect(await unaudited(on.at.admin, calls, known)).toEqual([
      'care.addTask changed the record of somebody whom its event does not name',
      'care.addTask told of somebody whom its event does not name',
      'care.listContacts told of somebody whom its event does not name',
    ]);
  });
  test('an event that is gone, of somebody else, or in another role is caught', async () => {
    const kept = new Set((await withHistory(on.at.admin)).map(({ table }) => table));
    const asMade = (id: unknown) =>
      known.rows.find(
        (row) => row.id === id && row.version === 1 && row.clientId !== undefined && kept.has(row.table),
      );
    const call = on.planting.calls.find(
      ({ named, input, answer }) =>
        writes(named) &&
        (input as { id?: string }).id === jsonOf(answer)['id'] &&
        asMade(jsonOf(answer)['id']),
    );
    if (!call) throw new Error('nothing was left as it was made');
    const { name } = call.named;
    const { table } = asMade(jsonOf(call.answer)['id']) ?? { table: '' };
    const spoiled = async (statement: string) => {
      await on.at.admin.query('begin');
      await on.at.admin.query(`${statement} where request_id = $1`, [call.answer.request]);
      const faults = await unaudited(on.at.admin, [call], known);
      const late = await apart(on.at.admin, [call], known);
      await on.at.admin.query('rollback');
      return [...faults, ...late.faults];
    };
    expect(await spoiled('delete from kernel.audit_event')).toContain(`${name} left no event`);
    expect(await spoiled('update kernel.audit_event set account_id = gen_random_uuid()')).toContain(
      `${name} does not say who did it`,
    );
    expect(await spoiled(`update kernel.audit_event set roles = '{worker}'`)).toContain(
      `${name} does not say in which roles`,
    );
    expect(await spoiled(`update kernel.audit_event set subjects = '{}'`)).toContain(
      `${name} changed the record of somebody whom its event does not name`,
    );
    expect(await spoiled('update kernel.audit_event set subjects = subjects || gen_random_uuid()')).toContain(
      `${name} names somebody in its event whom it neither told of nor was asked about`,
    );
    expect(await spoiled('update kernel.audit_event set at = at')).toContain(
      `${name} wrote ${table} and its event apart`,
    );
  });
  test('a table that forgets is caught', async () => {
    await on.at.admin.query('begin');
    await on.at.admin.query('alter table care.goal disable trigger keep_history');
    await on.at.admin.query('update care.goal set version = version + 1');
    const [tables, rows] = [await forgetful(on.at.admin), await overwritten(on.at.admin)];
    await on.at.admin.query('rollback');
    expect([tables, rows]).toEqual([
      ['care.goal', ...Object.keys(forgets)],
      ['care.goal was changed and its earlier version is gone'],
    ]);
  });
});
