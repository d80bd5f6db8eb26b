import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import type { ClientLine, OneClient } from '../../contract.ts';
import { type Colleague, desk } from './desk.ts';

let at: Awaited<ReturnType<typeof desk>>;
let worker: Colleague;
let colleague: Colleague;
let elsewhere: Colleague;
let privacy: Colleague;

beforeAll(async () => {
  at = await desk();
  worker = await at.colleague('worker', at.sites.a1);
  colleague = await at.colleague('clinician', at.sites.a1);
  elsewhere = await at.colleague('worker', at.sites.a2);
  privacy = await at.colleague('privacy');
});
afterAll(() => at.close());

const register = async (identity: Record<string, string>, more: object = {}) =>
  (await worker.get<{ id: string }>('registerClient', { siteId: at.sites.a1.id, identity, ...more })).id;
const openAs = (who: Colleague, clientId: string) => who.ask('openClient', { clientId });
const found = async (who: Colleague, text: string) =>
  (await who.get<{ rows: ClientLine[] }>('searchClients', { text })).rows.map((row) => row.name);
const shown = (who: Colleague, clientId: string) => who.get<OneClient>('openClient', { clientId });

describe('access that cannot wait', () => {
  const reason = { reasonCode: 'danger_to_life', reason: 'Found unconscious at the bus stop' };

  test('it lasts an hour, is recorded, told and reviewed by somebody else', async () => {
    const id = await register({ name: 'Morwenna Tregear', birthDate: '1961-11-30' });
    expect((await openAs(elsewhere, id)).status).toBe(404);
    const located = await elsewhere.get<{ rows: { clientId: string }[] }>('locateClient', {
      name: 'Tregear Morwenna',
      birthDate: '1961-11-30',
    });
    expect(located.rows).toEqual([{ clientId: id }]);
    expect((await elsewhere.ask('locateClient', { name: 'Tregear' })).status).toBe(422);
    const { id: overrideId } = await elsewhere.get<{ id: string }>('breakGlass', { clientId: id, ...reason });
    const opened = await shown(elsewhere, id);
    expect(opened.identity.name).toBe('Morwenna Tregear');
    expect(Date.parse(opened.overrideUntil ?? '') - Date.now()).toBeLessThanOrEqual(3_600_000);
    const events = await at.admin.query(
      `select name from kernel.outbox where subject = $1 and name = 'people.glassBroken'`,
      [id],
    );
    expect(events.rowCount).toBe(1);
    const audit = await at.admin.query(
      `select override_id, reason from kernel.audit_event where operation = 'people.breakGlass' and $1 = any(subjects)`,
      [id],
    );
    expect(audit.rows).toContainEqual({ override_id: overrideId, reason: 'danger_to_life' });
    const list = await privacy.get<{
      rows: { id: string; reason: string; review: string; version: number }[];
    }>('listOverrides');
    expect(list.rows[0]).toMatchObject({ id: overrideId, reason: reason.reason, review: 'waiting' });
    expect((await openAs(privacy, id)).status).toBe(403);
    await privacy.get('reviewOverride', { id: overrideId, version: 1, verdict: 'justified' });
    expect(
      await privacy.ask('reviewOverride', { id: overrideId, version: 1, verdict: 'unjustified' }),
    ).toMatchObject({ status: 409 });
    await at.admin.query(
      `update people.override set started_at = now() - interval '30 minutes', ends_at = now(), version = version + 1 where id = $1`,
      [overrideId],
    );
    expect((await openAs(elsewhere, id)).status).toBe(404);
  });

  test('a block by name is never overridden, and does not show itself', async () => {
    const id = await register({ name: 'Wilhelmina Ozanne', birthDate: '1958-02-14' });
    await worker.get('giveDirective', {
      clientId: id,
      effect: 'deny',
      binds: 'person',
      targetId: elsewhere.accountId,
    });
    expect(
      (
        await elsewhere.get<{ rows: unknown[] }>('locateClient', {
          name: 'Wilhelmina Ozanne',
          birthDate: '1958-02-14',
        })
      ).rows,
    ).toEqual([]);
    const blocked = await elsewhere.ask('breakGlass', { clientId: id, ...reason });
    const unknown = await elsewhere.ask('breakGlass', { clientId: newId(), ...reason });
    expect([blocked.status, blocked.body.code]).toEqual([unknown.status, unknown.body.code]);
    await worker.get('giveDirective', {
      clientId: id,
      effect: 'deny',
      binds: 'person',
      targetId: colleague.accountId,
    });
    expect((await openAs(colleague, id)).status).toBe(404);
    expect(await found(colleague, 'ozanne')).toEqual([]);
    expect((await openAs(worker, id)).status).toBe(200);
  });

  test('somebody who is worker and privacy officer at once does not review their own', async () => {
    const both = await at.colleague([{ role: 'worker', site: at.sites.a2 }, { role: 'privacy' }]);
    const id = await register({ name: 'Own Review' });
    const { id: overrideId } = await both.get<{ id: string }>('breakGlass', { clientId: id, ...reason });
    expect(
      await both.ask('reviewOverride', { id: overrideId, version: 1, verdict: 'justified' }),
    ).toMatchObject({ status: 403, body: { code: 'people.ownOverride' } });
  });

  test.each(['steward', 'lead', 'funder', 'evaluator', 'privacy'])(
    '%s may not take it, and never sees a client',
    async (role) => {
      const somebody = await at.colleague([{ role, ...(role === 'lead' ? { site: at.sites.a1 } : {}) }]);
      const id = await register({ name: `Closed To ${role}` });
      for (const [operation, input] of [
        ['breakGlass', { clientId: id, ...reason }],
        ['openClient', { clientId: id }],
        ['searchClients', { text: 'closed' }],
        ['listClients', {}],
      ] as const) {
        expect((await somebody.ask(operation, input)).status, operation).toBe(403);
      }
    },
  );
});
