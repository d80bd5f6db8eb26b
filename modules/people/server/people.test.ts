import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { destroySubjectKey } from '../../../kernel/server/keys/index.ts';
import type { Role } from '../../identity/model.ts';
import { makeAccount } from '../../identity/server/index.ts';
import type { ClientLine, Consequence, OneClient } from '../contract.ts';
import { type Colleague, desk } from './testing/desk.ts';

let at: Awaited<ReturnType<typeof desk>>;
let worker: Colleague;
let colleague: Colleague;
let elsewhere: Colleague;
let neighbour: Colleague;
let far: Colleague;
let privacy: Colleague;

beforeAll(async () => {
  at = await desk();
  worker = await at.colleague('worker', at.sites.a1);
  colleague = await at.colleague('clinician', at.sites.a1);
  elsewhere = await at.colleague('worker', at.sites.a2);
  neighbour = await at.colleague('worker', at.sites.other);
  far = await at.colleague('worker', at.sites.b1);
  privacy = await at.colleague('privacy');
});
afterAll(() => at.close());

const register = async (identity: Record<string, string>, more: object = {}) =>
  (await worker.get<{ id: string }>('registerClient', { siteId: at.sites.a1.id, identity, ...more })).id;
const openAs = (who: Colleague, clientId: string) => who.ask('openClient', { clientId });
const found = async (who: Colleague, text: string) =>
  (await who.get<{ rows: ClientLine[] }>('searchClients', { text })).rows.map((row) => row.name);
const shown = (who: Colleague, clientId: string) => who.get<OneClient>('openClient', { clientId });

describe('registering and finding', () => {
  test('a client is found misspelt, unaccented, by a beginning, in any order, by number and by birth date, best first', async () => {
    await register({
      name: 'Élodie Gagnon-Thériault',
      preferredName: 'Didi',
      birthDate: '1984-07-19',
      phone: '(604) 555-0142',
      healthNumber: '9876 543 210',
    });
    await register({ name: 'Elodia Ganong', birthDate: '1990-01-02' });
    await register({ name: "Sean O'Brien", birthDate: '1975-03-03' });
    const name = 'Élodie Gagnon-Thériault';
    for (const typed of [
      'élodie',
      'elodie',
      'Elodei',
      'gagn',
      'theriault',
      'Thériaut',
      'gagnon elodie',
      'didi',
      'elodie theri',
      '6045550142',
      '604-555-0142',
      '9876543210',
      '1984-07-19',
      'theriau',
    ]) {
      expect((await found(worker, typed))[0], typed).toBe(name);
    }
    expect(await found(worker, 'elo')).toEqual(['Elodia Ganong', name]);
    expect(await found(worker, 'obrien')).toEqual(["Sean O'Brien"]);
    expect(await found(worker, 'o’brien')).toEqual(["Sean O'Brien"]);
    expect(await found(worker, 'zebra')).toEqual([]);
    expect(await found(worker, 'e')).toEqual([]);
    expect(await found(worker, 'elodie obrien')).toEqual([]);
  });

  test('whom a circle or directive can name is asked for by itself: a client’s record carries no names of uninvolved people', async () => {
    const id = await register({ name: 'Quiet Marlow' });
    const steward = await at.colleague('steward');
    const named = async (role: Role, email: string) =>
      (
        await at.database.asActor(steward.actor, { id: newId() }, (tx) =>
          makeAccount(tx, { name: 'Somebody', email, roles: [{ role, siteId: at.sites.a2.id }] }),
        )
      ).value;
    const [carer, leader] = [await named('worker', 'carer@a.example'), await named('lead', 'lead@a.example')];
    type Named = { rows: { id: string; kind: string }[] };
    const { rows } = await worker.get<Named>('listTargets', {});
    const kindOf = new Map(rows.map((row) => [row.id, row.kind]));
    expect(kindOf.get(carer)).toBe('person');
    expect(kindOf.get(at.sites.other.id)).toBe('site');
    for (const nobody of [leader, at.sites.b1.id]) expect(kindOf.has(nobody)).toBe(false);
    expect(JSON.stringify(await shown(worker, id))).not.toContain(carer);
    await worker.get('joinCircle', { clientId: id, accountId: carer, kind: 'worker' });
    expect(JSON.stringify(await shown(worker, id))).toContain(carer);
  });

  test('another site, another organisation and another community find and open nothing', async () => {
    const id = await register({ name: 'Quennevais Uniacke' });
    expect(await found(colleague, 'quennevais')).toEqual(['Quennevais Uniacke']);
    for (const who of [elsewhere, neighbour, far]) {
      expect(await found(who, 'quennevais')).toEqual([]);
      expect(await openAs(who, id)).toMatchObject({ status: 404, body: { code: 'people.noSuchClient' } });
      expect(
        await who.ask('reviseIdentity', { clientId: id, version: 1, identity: { name: 'X' } }),
      ).toMatchObject({ status: 404 });
      expect(
        (await who.get<{ rows: ClientLine[] }>('listClients', { limit: 200 })).rows.map(
          (row) => row.clientId,
        ),
      ).not.toContain(id);
    }
    expect(
      await elsewhere.ask('registerClient', { siteId: at.sites.a1.id, identity: { name: 'Y' } }),
    ).toMatchObject({ status: 403, body: { code: 'people.notMySite' } });
  });

  test('the same command sent again registers once; a list pages to its end', async () => {
    const input = { siteId: at.sites.a1.id, identity: { name: 'Once Only' } };
    const key = newId();
    const [first, second] = [
      await worker.ask('registerClient', input, key),
      await worker.ask('registerClient', input, key),
    ];
    expect(second.body).toEqual(first.body);
    expect(await found(worker, 'once only')).toEqual(['Once Only']);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await worker.get<{ rows: ClientLine[]; next?: string }>('listClients', {
        siteId: at.sites.a1.id,
        limit: 2,
        ...(after ? { after } : {}),
      });
      seen.push(...page.rows.map((row) => row.clientId));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(5);
  });
});

describe('revising', () => {
  test('a second writer gets a conflict with both versions; what was before is kept; the search follows', async () => {
    const id = await register({ name: 'Petronella Vasey', address: '12 Heron Way' });
    await worker.get('reviseIdentity', {
      clientId: id,
      version: 1,
      identity: { name: 'Petronella Quill', address: null },
    });
    const late = await colleague.ask('reviseIdentity', {
      clientId: id,
      version: 1,
      identity: { name: 'Petra Vasey' },
    });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'people.clientChanged',
        facts: { version: 2, current: { name: 'Petronella Quill' }, yours: { name: 'Petra Vasey' } },
      },
    });
    const now = await shown(worker, id);
    expect(now.identity).toEqual({ name: 'Petronella Quill' });
    expect(await found(worker, 'vasey')).toEqual([]);
    expect(await found(worker, 'quill')).toEqual(['Petronella Quill']);
    const { rows } = await at.admin.query(
      `select row_before ->> 'field' as field from vault.history where client_id = $1 order by 1`,
      [id],
    );
    expect(rows.map((row) => row['field'])).toEqual(['address', 'name']);
  });

  test('two writers at once: one is kept, the other told', async () => {
    const id = await register({ name: 'Race Condition' });
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((letter) =>
        worker.ask('reviseIdentity', { clientId: id, version: 1, identity: { name: `Race ${letter}` } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
  });

  test('a hidden address leaves every answer but the one that asks for it', async () => {
    const canary = '77 Nightjar Crescent';
    const id = await register(
      { name: 'Hidden Away', address: canary, safeContact: 'Only through the shelter at 604 555 0177' },
      { addressHidden: true },
    );
    const answers = [
      await openAs(worker, id),
      await worker.ask('listClients'),
      await worker.ask('searchClients', { text: 'hidden' }),
    ];
    expect(JSON.stringify(answers)).not.toContain('Nightjar');
    expect(JSON.stringify(answers)).not.toContain('shelter');
    const conflict = await worker.ask('reviseIdentity', { clientId: id, version: 9, identity: {} });
    expect(JSON.stringify(conflict.body)).not.toContain('Nightjar');
    expect(await worker.get('revealAddress', { clientId: id })).toMatchObject({ address: canary });
    expect((await elsewhere.ask('revealAddress', { clientId: id })).status).toBe(404);
    await worker.get('reviseIdentity', { clientId: id, version: 1, identity: { phone: '6045550188' } });
    expect(await worker.get('revealAddress', { clientId: id })).toMatchObject({ address: canary });
  });
});

describe('a client whose key was destroyed', () => {
  test('is found by nothing, and shows nothing', async () => {
    const id = await register({ name: 'Forgotten Hollyhock', phone: '2365550111' });
    expect(await found(worker, 'hollyhock')).toEqual(['Forgotten Hollyhock']);
    await at.database.asActor(privacy.actor, { id: newId() }, (tx) => destroySubjectKey(tx, id));
    expect(await found(worker, 'hollyhock')).toEqual([]);
    expect(await found(worker, '2365550111')).toEqual([]);
    expect((await shown(worker, id)).identity).toEqual({});
    expect(
      (await worker.get<{ rows: ClientLine[] }>('listClients', { limit: 200 })).rows.find(
        (row) => row.clientId === id,
      )?.name,
    ).toBe('');
  });
});

describe('circle and consent', () => {
  test('a site of the same organisation sees a client once it is in the circle, and not after it has left', async () => {
    const id = await register({ name: 'Circle Mover' });
    const { id: circleId } = await worker.get<{ id: string }>('joinCircle', {
      clientId: id,
      siteId: at.sites.a2.id,
      kind: 'site',
    });
    expect((await openAs(elsewhere, id)).status).toBe(200);
    expect(
      await worker.ask('joinCircle', { clientId: id, siteId: at.sites.a2.id, kind: 'site' }),
    ).toMatchObject({ status: 409 });
    await worker.get('leaveCircle', { clientId: id, id: circleId, version: 1 });
    expect((await openAs(elsewhere, id)).status).toBe(404);
  });

  test('another organisation needs the circle and the client’s permission; the preview says so before, and the decision after agrees', async () => {
    const id = await register({ name: 'Shared Later' });
    await worker.get('joinCircle', { clientId: id, siteId: at.sites.other.id, kind: 'site' });
    expect((await openAs(neighbour, id)).status).toBe(404);
    const directive = {
      clientId: id,
      effect: 'permit',
      binds: 'organisation',
      targetId: at.sites.other.organisationId,
      dataClass: 'identity',
    };
    const preview = await worker.get<Consequence>('previewDirective', directive);
    expect(preview.teams).toMatchObject([
      {
        siteId: at.sites.other.id,
        role: 'worker',
        people: 1,
        named: null,
        gains: ['identity'],
        loses: [],
        keeps: [],
      },
    ]);
    expect((await openAs(neighbour, id)).status).toBe(404);
    const { id: directiveId } = await worker.get<{ id: string }>('giveDirective', directive);
    expect((await openAs(neighbour, id)).status).toBe(200);
    const ending = await worker.get<Consequence>('previewEnding', { clientId: id, id: directiveId });
    expect(ending.teams.map((one) => [one.siteId, one.loses])).toEqual([[at.sites.other.id, ['identity']]]);
    await worker.get('endDirective', { clientId: id, id: directiveId, version: 1 });
    expect((await openAs(neighbour, id)).status).toBe(404);
    expect((await shown(worker, id)).directives).toMatchObject([
      { id: directiveId, version: 2, to: expect.any(String) },
    ]);
    expect(await worker.ask('endDirective', { clientId: id, id: directiveId, version: 2 })).toMatchObject({
      status: 409,
    });
  });

  test('the preview leaves no trace and the asker unchanged', async () => {
    const id = await register({ name: 'No Trace' });
    const preview = await worker.get<Consequence>('previewDirective', {
      clientId: id,
      effect: 'deny',
      binds: 'everyone',
    });
    expect(preview.teams.map((one) => [one.siteId, one.role])).toEqual([
      [at.sites.a1.id, 'worker'],
      [at.sites.a1.id, 'clinician'],
    ]);
    expect(preview.teams[0]?.loses).toHaveLength(7);
    expect((await shown(worker, id)).directives).toEqual([]);
    const { rows } = await at.admin.query(
      'select count(*)::int as n from people.directive where client_id = $1',
      [id],
    );
    expect(rows[0]).toEqual({ n: 0 });
  });

  test('a directive must name exactly what it binds', async () => {
    const id = await register({ name: 'Exact Target' });
    for (const wrong of [
      { binds: 'person' },
      { binds: 'role', targetId: newId() },
      { binds: 'everyone', targetId: newId() },
      { binds: 'site', targetRole: 'worker' },
    ]) {
      expect((await worker.ask('giveDirective', { clientId: id, effect: 'deny', ...wrong })).status).toBe(
        422,
      );
    }
  });
});

describe('audit', () => {
  test('every answer that shows a client names them as a subject in the same request', async () => {
    const id = await register({ name: 'Audited Reader' });
    const before = (
      await at.admin.query('select count(*)::int as n from kernel.audit_event where $1 = any(subjects)', [id])
    ).rows[0]?.['n'] as number;
    await shown(worker, id);
    await found(worker, 'audited');
    await worker.get('listClients', {});
    const { rows } = await at.admin.query(
      `select operation from kernel.audit_event where $1 = any(subjects) order by at desc limit 3`,
      [id],
    );
    expect(before).toBe(1);
    expect(rows.map((row) => row['operation']).sort()).toEqual([
      'people.listClients',
      'people.openClient',
      'people.searchClients',
    ]);
  });
});
