import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type World, world } from '../../../tests/world.ts';
import { newId } from '../../../kernel/id.ts';
import type { PublishedLesson } from '../contract.ts';

let at: World;
let lead: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  lead = await at.person('lead', at.sites.a1);
  far = await at.person('lead', at.sites.b1);
});
afterAll(() => at.close());

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Records `count` contacts at site a1, each of another client, `offset` days from today. */
async function contacts(count: number, offset: number) {
  for (let index = 0; index < count; index += 1) {
    const clientId = newId();
    const { organisationId, id: siteId, communityId } = at.sites.a1;
    await at.admin.query(
      'insert into people.client (community_id, id, site_id, organisation_id, created_by) values ($1, $2, $3, $4, $5)',
      [communityId, clientId, siteId, organisationId, lead.accountId],
    );
    await at.admin.query(
      `insert into care.contact (community_id, id, client_id, organisation_id, site_id, program_code, data_class, team, kind_code, place_code, outcome_code, occurred_at, occurred_on, reached, created_by)
       values ($1, $2, $3, $4, $5, 'supported-employment', 'notes', 'program', 'visit', 'site', 'met', $6::date, $6::date, true, $7)`,
      [communityId, newId(), clientId, organisationId, siteId, day(offset), lead.accountId],
    );
  }
}

/** From a barrier to a decided trial. */
async function trial(): Promise<string> {
  const [factorId, strategyId, trialId] = [newId(), newId(), newId()];
  const about = { system: 'cfir-2022', code: 'inner.structural-characteristics.work-infrastructure' };
  const codes = await lead.ok<{ system: { codes: { code: string; kind: string }[] } }>(
    'vocabulary.getSystem',
    { key: 'cfir-2022' },
  );
  const construct = codes.system.codes.find((entry) => entry.kind === 'construct')?.code ?? about.code;
  const compilation = await lead.ok<{ system: { codes: { code: string; kind: string }[] } }>(
    'vocabulary.getSystem',
    { key: 'eric-73' },
  );
  const strategy = compilation.system.codes.find((entry) => entry.kind === 'strategy')?.code ?? '';
  await lead.ok('learning.noteFactor', {
    id: factorId,
    siteId: at.sites.a1.id,
    system: about.system,
    code: construct,
    valence: 'barrier',
    statement: 'Notes are written twice, once for each team.',
  });
  await lead.ok('learning.chooseStrategy', {
    id: strategyId,
    factorId,
    code: strategy,
    specification: { actor: 'Both teams' },
  });
  await lead.ok('learning.planTrial', {
    id: trialId,
    strategyId,
    title: 'One note for two teams',
    change: 'A shared note template',
    prediction: 'More contacts are recorded',
    measure: 'contacts-recorded',
    expected: 'up',
    startsOn: day(-40),
    endsOn: day(-1),
  });
  const { trial: open } = await lead.ok<{ trial: { version: number; state: string } }>('learning.openTrial', {
    id: trialId,
  });
  expect(open.state).toBe('due');
  await lead.ok('learning.decideTrial', {
    id: trialId,
    version: open.version,
    decision: 'adopt',
    reason: 'The figures and the teams agree.',
  });
  return trialId;
}

test('a lesson is a draft at home, then everybody’s, with small counts held back, and another site uses it', async () => {
  await contacts(12, -35);
  await contacts(3, -70);
  const trialId = await trial();
  const id = newId();
  const text = {
    title: 'One note serves two teams',
    problem: 'Notes were typed twice.',
    tried: 'One template for both teams.',
    happened: 'Contacts were recorded sooner.',
    advice: 'Agree on the template with both teams first.',
  };
  await lead.ok('network.draftLesson', { id, siteId: at.sites.a1.id, trialId, language: 'en', ...text });
  const before = await far.ok<{ published: PublishedLesson[]; drafts: unknown[] }>('network.listLessons', {});
  expect(before).toEqual({ published: [], drafts: [] });
  const preview = await lead.ok<{ lesson: { version: number }; evidence: PublishedLesson['evidence'] }>(
    'network.previewLesson',
    { id },
  );
  expect(preview.evidence.points.some((point) => point.value === 12)).toBe(false);
  expect(preview.evidence.heldBack).toBeGreaterThanOrEqual(2);
  await lead.ok('network.publishLesson', { id, version: preview.lesson.version });
  const { published } = await far.ok<{ published: PublishedLesson[] }>('network.listLessons', {});
  expect(published).toHaveLength(1);
  expect(published[0]).toMatchObject({
    id,
    own: false,
    decision: 'adopt',
    usedBy: [],
    evidence: preview.evidence,
  });
  expect(JSON.stringify(published)).not.toMatch(/"value":3\b/);
  await far.ok('network.useLesson', {
    id: newId(),
    communityId: at.communityId,
    lessonId: id,
    siteId: at.sites.b1.id,
  });
  const twice = await far.call('network.useLesson', {
    id: newId(),
    communityId: at.communityId,
    lessonId: id,
    siteId: at.sites.b1.id,
  });
  expect(twice.status).toBe(409);
  const { drafts } = await lead.ok<{ drafts: { usedBy: number }[] }>('network.listLessons', {});
  expect(drafts[0]?.usedBy).toBe(1);
  await lead.ok('network.withdrawLesson', { id });
  expect((await far.call('network.openLesson', { communityId: at.communityId, id })).status).toBe(404);
});

test('a second writer of a trial learns of the first and loses nothing', async () => {
  const id = await trial();
  const { trial: open } = await lead.ok<{ trial: { version: number } }>('learning.openTrial', { id });
  await lead.ok('learning.recordTrial', { id, version: open.version, happened: 'First text', studied: '' });
  const second = await lead.call('learning.recordTrial', {
    id,
    version: open.version,
    happened: 'Second text',
    studied: '',
  });
  expect(second).toMatchObject({
    status: 409,
    body: { code: 'learning.trialChanged', facts: { current: { happened: 'First text' } } },
  });
});

test('nothing of another community’s trials can be asked for', async () => {
  const id = await trial();
  for (const [operation, input] of [
    ['learning.openTrial', { id }],
    ['network.previewLesson', { id }],
  ] as const) {
    expect((await far.call(operation, input)).status).toBe(404);
  }
  expect(await far.ok('learning.listTrials', {})).toEqual({ trials: [] });
});
