import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import type { OpenedLine } from '../contract.ts';

type Opened = { rows: OpenedLine[] };

let at: World;
let worker: Person;
let elsewhere: Person;
let neighbour: Person;
let officer: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  elsewhere = await at.person('worker', at.sites.a2);
  neighbour = await at.person('worker', at.sites.other);
  officer = await at.person('privacy');
});
afterAll(() => at.close());

const client = async (name = 'Testa Probe') =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const newToken = (communityId = at.communityId) =>
  Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString('base64url');
/** Opens a link as somebody who is not signed in. */
const take = async (token: string) => {
  const answer = await fetch(`${at.url}/api/oversight.takeOpened`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tributary': '1', 'Idempotency-Key': newId() },
    body: JSON.stringify({ token }),
  });
  return { status: answer.status, body: (await answer.json()) as Opened & { code?: string } };
};

test('the list says on which days, in which roles, what was done and why; it names no staff', async () => {
  const clientId = await client();
  await worker.ok('people.openClient', { clientId });
  await elsewhere.ok('people.breakGlass', {
    clientId,
    reasonCode: 'danger_to_life',
    reason: 'At the bus stop',
  });
  const { rows } = await officer.ok<Opened>('oversight.openedForClient', { clientId });
  expect(rows).toContainEqual(
    expect.objectContaining({ area: 'people', action: 'wrote', roles: ['worker'] }),
  );
  expect(rows).toContainEqual(expect.objectContaining({ action: 'override', reason: 'danger_to_life' }));
  expect(JSON.stringify(rows)).not.toContain(worker.accountId);
  expect(JSON.stringify(rows)).not.toContain('bus stop');
});

test('is asked for by those who may see the client, and by nobody else', async () => {
  const clientId = await client();
  expect((await worker.ok<Opened>('oversight.openedForClient', { clientId })).rows.length).toBeGreaterThan(0);
  for (const stranger of [neighbour, elsewhere])
    expect((await stranger.call('oversight.openedForClient', { clientId })).status).toBe(404);
  const direct = await at.database.asActor(neighbour.actor, { id: newId() }, (tx) =>
    tx.run({ parts: ['select from oversight.opened(', ')'], values: [clientId] }),
  );
  expect(direct.value).toBe(0);
});

test('a link opens once, for whoever holds it, and the opening is written down under the client', async () => {
  const clientId = await client();
  const token = newToken();
  await worker.ok('oversight.giveOpened', { id: newId(), clientId, token, days: 3 });
  const first = await take(token);
  expect([first.status, first.body.rows.length > 0]).toEqual([200, true]);
  expect(await take(token)).toMatchObject({ status: 404, body: { code: 'oversight.linkNotGood' } });
  const { rows } = await at.admin.query(
    `select action from kernel.audit_event where operation = 'oversight.takeOpened' and $1 = any(subjects)`,
    [clientId],
  );
  expect(rows).toEqual([{ action: 'read' }]);
  const left = await at.admin.query('select content from oversight.opened_link where client_id = $1', [
    clientId,
  ]);
  expect(left.rows).toEqual([{ content: null }]);
});

test('a link that is too old, guessed or of another community opens nothing', async () => {
  const clientId = await client();
  const token = newToken();
  const id = newId();
  await worker.ok('oversight.giveOpened', { id, clientId, token, days: 1 });
  await at.admin.query(
    `update oversight.opened_link set created_at = now() - interval '3 days', expires_at = now() - interval '1 second' where id = $1`,
    [id],
  );
  for (const wrong of [token, newToken(), newToken(at.farCommunityId)])
    expect((await take(wrong)).status).toBe(404);
  expect(
    await worker.call('oversight.giveOpened', {
      id: newId(),
      clientId,
      token: newToken(at.farCommunityId),
      days: 1,
    }),
  ).toMatchObject({ body: { code: 'oversight.linkNotGood' } });
  expect(
    (await neighbour.call('oversight.giveOpened', { id: newId(), clientId, token: newToken(), days: 1 }))
      .status,
  ).toBe(404);
});

test('what the database keeps of a link shows no role, no day and no secret', async () => {
  const clientId = await client();
  const token = newToken();
  await worker.ok('oversight.giveOpened', { id: newId(), clientId, token, days: 3 });
  const { rows } = await at.admin.query(
    `select content, token_hash, to_jsonb(l)::text as whole from oversight.opened_link l where client_id = $1`,
    [clientId],
  );
  const kept = `${(rows[0].content as Buffer).toString('latin1')} ${rows[0].whole}`;
  for (const word of ['worker', 'people', token]) expect(kept).not.toContain(word);
});
