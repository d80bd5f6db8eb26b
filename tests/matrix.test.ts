import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modules } from '../app/modules.ts';
import { roles } from '../modules/identity/model.ts';
import { sampleInput } from './fence/inputs.ts';
import { type Person, type World, world } from './world.ts';

const operations = modules.flatMap(({ contract }) =>
  Object.entries(contract.operations).map(([name, operation]) => ({
    name: `${contract.module}.${name}`,
    operation,
  })),
);

let at: World;
const people = new Map<string, Person>();
beforeAll(async () => {
  at = await world();
  for (const role of roles) people.set(role, await at.person(role, at.sites.a1));
});
afterAll(() => at.close());

/** One line per operation: who may ask. A new operation, or a wider one, changes this text and must be agreed. */
function accessManifest(): string {
  const line = ({ name, operation }: (typeof operations)[number]) =>
    [
      name,
      operation.kind,
      typeof operation.who === 'string' ? operation.who : [...operation.who].sort().join(','),
      operation.stepUp ? 'fresh proof' : '',
    ].join(' | ');
  return operations.map(line).sort().join('\n');
}

test('every operation has its agreed line in the access matrix', async () => {
  expect(operations.length).toBeGreaterThan(40);
  await expect(accessManifest()).toMatchFileSnapshot('./manifests/access.txt');
});

test('every role an operation names exists', () => {
  const named = operations.flatMap(({ operation }) =>
    typeof operation.who === 'string' ? [] : operation.who,
  );
  expect(named.filter((role) => !(roles as readonly string[]).includes(role))).toEqual([]);
});

const empty = (kind: string) => (kind === 'upload' ? { headers: {} } : {});

describe('each operation × each role', () => {
  test.each(operations)('$name answers only those it is for', async ({ name, operation }) => {
    const anonymous = await fetch(`${at.url}/api/${name}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Tributary': '1',
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: '{}',
    });
    if (operation.who === 'public') expect(anonymous.status).not.toBe(403);
    else expect(anonymous.status).toBe(401);
    for (const role of roles) {
      const person = await at.person(role, at.sites.a1);
      const { status, body } = await person.call(name, {}, empty(operation.kind));
      const code = (body as { code?: string })?.code;
      const allowed = typeof operation.who === 'string' || operation.who.includes(role);
      if (allowed) expect([name, role, code]).not.toEqual([name, role, 'kernel.notAllowed']);
      else expect([name, role, status, code]).toEqual([name, role, 403, 'kernel.notAllowed']);
      expect(status, `${name} as ${role}`).toBeLessThan(500);
    }
  });
});

describe('cross-site requests and repeated keys', () => {
  test.each(operations.filter(({ operation }) => operation.kind === 'command' && operation.who !== 'public'))(
    '$name',
    async ({ name, operation }) => {
      const role = typeof operation.who === 'string' ? 'worker' : (operation.who[0] ?? 'worker');
      const person = people.get(role);
      if (!person) throw new Error(`nobody is ${role}`);
      const forged = await person.call(name, sampleInput(operation.input), {
        headers: { 'Sec-Fetch-Site': 'cross-site' },
      });
      expect(forged).toMatchObject({ status: 403, body: { code: 'kernel.crossSite' } });
      const bare = await person.call(name, sampleInput(operation.input), {
        headers: { 'X-Tributary': '' },
      });
      expect(bare).toMatchObject({ status: 403, body: { code: 'kernel.crossSite' } });
      const keyless = await person.call(name, sampleInput(operation.input), { key: 'not a key' });
      expect(keyless).toMatchObject({ status: 422, body: { code: 'kernel.keyMissing' } });
    },
  );
});
