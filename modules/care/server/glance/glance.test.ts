import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleContact } from '../../examples.ts';
import type { Gap } from '../../model.ts';

type Glance = {
  alerts: unknown[];
  last: { team: string; words: string | null }[];
  planReviewedOn: string | null;
  gaps: Gap[];
};

let at: World;
let worker: Person;
let clinician: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async () =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;
const glance = (who: Person, clientId: string) => who.ok<Glance>('care.glance', { clientId });
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('a record at a glance', () => {
  test('begins with everything missing, and says what each team did last once it did', async () => {
    const clientId = await client();
    expect((await glance(worker, clientId)).gaps).toEqual([
      'not_seen',
      'no_goal',
      'no_next_step',
      'no_consent',
    ]);
    await worker.ok('care.recordContact', exampleContact(clientId, ago(50), '2030-01-01'));
    await worker.ok('care.recordContact', {
      ...exampleContact(clientId, ago(30), '2030-01-02'),
      note: 'Second walk.',
    });
    await clinician.ok('care.recordContact', {
      ...exampleContact(clientId, ago(40), '2030-01-03'),
      note: 'Wound is clean.',
    });
    await worker.ok('care.setGoal', { id: newId(), clientId, words: 'Grow things', setOn: '2026-01-05' });
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'permit',
      binds: 'organisation',
      targetId: at.sites.a1.organisationId,
    });
    const seen = await glance(clinician, clientId);
    expect(seen.last.map((one) => [one.team, one.words])).toEqual([
      ['worker', 'Second walk.'],
      ['clinician', 'Wound is clean.'],
    ]);
    expect(seen.gaps).toEqual([]);
  });

  test('misses a safety plan only where an alert is pressing', async () => {
    const clientId = await client();
    const alert = { id: newId(), clientId, kind: 'suicide', level: 'high', words: 'Since Tuesday.' };
    await clinician.ok('care.raiseAlert', alert);
    expect((await glance(worker, clientId)).gaps).toContain('no_safety_plan');
    await clinician.ok('care.changeAlert', {
      clientId,
      id: alert.id,
      version: 1,
      level: 'watch',
      words: 'Calmer.',
    });
    expect((await glance(worker, clientId)).gaps).not.toContain('no_safety_plan');
  });

  test('shows nothing of one organisation’s plans to another, which sees the client by their permission', async () => {
    const clientId = await client();
    await worker.ok('care.recordContact', {
      ...exampleContact(clientId, ago(20), '2030-01-01'),
      note: 'canary-note',
    });
    await worker.ok('care.setGoal', { id: newId(), clientId, words: 'canary-goal', setOn: '2026-01-05' });
    await worker.ok('care.writeSafetyPlan', {
      id: newId(),
      clientId,
      version: 0,
      words: 'canary-plan',
      reviewedOn: '2026-01-05',
    });
    await worker.ok('people.joinCircle', { clientId, siteId: at.sites.other.id, kind: 'site' });
    expect((await neighbour.call('care.glance', { clientId })).status).toBe(404);
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'permit',
      binds: 'site',
      targetId: at.sites.other.id,
      dataClass: 'identity',
    });
    for (const operation of ['care.glance', 'care.clientCare', 'care.crisisSheet', 'care.listContacts'])
      expect(JSON.stringify(await neighbour.ok(operation, { clientId })), operation).not.toContain('canary');
    const seen = await glance(neighbour, clientId);
    expect([seen.last, seen.planReviewedOn]).toEqual([[], null]);
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'permit',
      binds: 'site',
      targetId: at.sites.other.id,
      dataClass: 'notes',
    });
    expect(JSON.stringify(await glance(neighbour, clientId))).toContain('canary-note');
  });
});
