import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Check, Finding, Invited, Mine } from '../../contract.ts';

let at: World;
let ann: Person;
let studyId: string;
const texts = new Map<string, string>();
const own = { P1: 'We talk on the stairs.', P2: 'My office has no door.' } as const;
type Who = keyof typeof own;

beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'given-back');
  const themes = [newId(), newId()];
  for (const id of themes)
    await ann.ok('coding.addTheme', {
      id,
      study: studyId,
      name: 'Room',
      plain: { en: 'There is no room to talk.', fr: 'Il n’y a pas d’endroit pour parler.' },
      valence: 'barrier',
      constructs: ['inner.available-resources.space'],
    });
  for (const who of ['P1', 'P2'] as const) {
    const sourceId = await addText(
      at,
      ann,
      studyId,
      { name: `${who}.txt`, content: own[who] },
      { siteId: at.sites.a1.id, pseudonym: who, part: 'nurse' },
    );
    texts.set(who, sourceId);
    const codingId = newId();
    await ann.ok('coding.addCoding', {
      id: codingId,
      sourceId,
      start: 0,
      end: own[who].length,
      code: 'inner.available-resources.space',
      valence: 'barrier',
    });
    await ann.ok('coding.quoteTheme', { themeId: themes[0], codingId, chosen: true });
  }
});
afterAll(() => at.close());

const secret = (communityId = at.communityId) =>
  Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString('base64url');
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const read = (id: string, person = ann) =>
  person.ok<{ check: Check; findings: Finding[]; people: Invited[] }>('learning.readCheck', { id });

/** Asks as somebody without an account. */
async function publicly<T>(operation: string, input: object): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${at.url}/api/learning.${operation}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tributary': '1' },
    body: JSON.stringify(input),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const mine = async (token: string) => (await publicly<Mine>('openMyCheck', { token })).body;

async function started(): Promise<string> {
  const id = newId();
  await ann.ok('learning.draftCheck', { id, studyId, closesOn: later(7) });
  await ann.ok('learning.startCheck', { id, version: 1 });
  return id;
}

async function invited(checkId: string, who: Who): Promise<string> {
  const token = secret();
  const { people } = await read(checkId);
  const participantId = people.find((one) => one.pseudonym === who)?.participantId;
  await ann.ok('learning.inviteToCheck', { checkId, links: [{ id: newId(), participantId, token }] });
  return token;
}

async function answered(token: string, verdict: string | null, words = '', language = 'en') {
  const { findings, version } = await mine(token);
  const answers = findings.map(({ id }, index) =>
    index === 0 ? { findingId: id, verdict, words } : { findingId: id, verdict: null, words: '' },
  );
  return publicly<{ version: number; code?: string }>('answerMyCheck', { token, version, language, answers });
}

describe('findings', () => {
  test('are drafted from the themes, reworded or left out, and stay once people read them', async () => {
    const id = newId();
    await ann.ok('learning.draftCheck', { id, studyId, closesOn: later(7) });
    const [first, second] = (await read(id)).findings;
    expect(first?.plain).toEqual({
      en: 'There is no room to talk.',
      fr: 'Il n’y a pas d’endroit pour parler.',
    });
    const plain = { en: 'We have no room.', fr: '' };
    await ann.ok('learning.wordFinding', { id: first?.id, version: 1, plain });
    await ann.ok('learning.wordFinding', { id: second?.id, version: 1, plain, leftOut: true });
    await ann.ok('learning.startCheck', { id, version: 1 });
    expect((await read(id)).findings.map((one) => one.plain)).toEqual([plain]);
    const late = await ann.call('learning.wordFinding', { id: first?.id, version: 2, plain });
    expect(late).toMatchObject({ status: 409, body: { code: 'learning.checkNotSo' } });
    const past = await ann.call('learning.draftCheck', { id: newId(), studyId, closesOn: later(-3) });
    expect(past).toMatchObject({ status: 422, body: { code: 'learning.dayPast' } });
  });
});

describe('a link', () => {
  test('opens the findings without an account, with one’s own quotes only', async () => {
    const id = await started();
    const [one, two] = [await mine(await invited(id, 'P1')), await mine(await invited(id, 'P2'))];
    expect(one.findings[0]?.quotes).toEqual([own.P1]);
    expect(two.findings[0]?.quotes).toEqual([own.P2]);
    expect(JSON.stringify(one)).not.toContain(own.P2);
    expect(JSON.stringify(one)).not.toContain('P2');
  });

  test('is answered, answered otherwise, and counted; the canary shows that the words lie sealed', async () => {
    const id = await started();
    const [p1, p2] = [await invited(id, 'P1'), await invited(id, 'P2')];
    expect((await answered(p1, 'disagree', 'There is one room.')).status).toBe(200);
    expect((await answered(p1, 'partly', 'There is one cold room.')).status).toBe(200);
    expect((await answered(p2, 'agree')).status).toBe(200);
    const { findings, check } = await read(id);
    expect(findings[0]?.tally).toEqual({ agree: 1, partly: 1, disagree: 0, said: 1 });
    expect(findings[0]?.words).toEqual([
      { pseudonym: 'P1', verdict: 'partly', words: 'There is one cold room.' },
    ]);
    expect(check).toMatchObject({ invited: 2, answered: 2, state: 'open' });
    expect((await mine(p1)).findings[0]).toMatchObject({
      verdict: 'partly',
      words: 'There is one cold room.',
    });
    const { rows } = await at.admin.query<{ sealed: Buffer | null }>(
      'select words_sealed as sealed from learning.check_answer',
    );
    expect(rows.some((row) => row.sealed !== null)).toBe(true);
    expect(rows.every((row) => !row.sealed?.includes('cold'))).toBe(true);
    const stale = await publicly<{ code: string }>('answerMyCheck', {
      token: p1,
      version: 1,
      language: 'en',
      answers: [{ findingId: findings[0]?.id, verdict: 'agree', words: '' }],
    });
    expect(stale).toMatchObject({ status: 409, body: { code: 'learning.answeredElsewhere' } });
  });

  test('says nothing when it is unknown, taken back, too old or of somebody who withdrew', async () => {
    const id = await started();
    const token = await invited(id, 'P1');
    const shut = { open: false, findings: [] };
    expect(await mine(secret())).toMatchObject(shut);
    expect(await mine(secret(at.farCommunityId))).toMatchObject(shut);
    await ann.ok('evidence.setConsent', { id: texts.get('P1'), version: 1, consent: 'withdrawn' });
    expect(await mine(token)).toMatchObject(shut);
    expect((await answered(token, 'agree')).status).toBe(422);
    await ann.ok('evidence.setConsent', { id: texts.get('P1'), version: 2, consent: 'given' });
    expect((await mine(token)).open).toBe(true);
    await at.admin.query(
      `update learning.check_link set expires_at = now() - interval '1 second', version = version + 1 where check_id = $1`,
      [id],
    );
    expect(await mine(token)).toMatchObject(shut);
    const other = await invited(await started(), 'P2');
    const link = (
      await at.admin.query<{ id: string; version: number }>(
        'select id, version from learning.check_link order by created_at desc limit 1',
      )
    ).rows[0];
    await ann.ok('learning.revokeInvitation', { id: link?.id, version: link?.version });
    expect(await mine(other)).toMatchObject(shut);
  });

  test('is kept as a hash; one person has one that works', async () => {
    const id = await started();
    const token = await invited(id, 'P1');
    const { rows } = await at.admin.query<{ text: string }>(
      'select check_link::text as text from learning.check_link',
    );
    const bytes = Buffer.from(token, 'base64url').toString('hex');
    expect(rows.every((row) => !row.text.includes(token) && !row.text.includes(bytes))).toBe(true);
    await expect(invited(id, 'P1')).rejects.toThrow('learning.hasLink');
  });

  test('that is used too often has to wait', async () => {
    const token = await invited(await started(), 'P1');
    const statuses: number[] = [];
    for (let tries = 0; tries < 70 && !statuses.includes(429); tries += 1)
      statuses.push((await answered(token, 'agree')).status);
    expect(statuses.slice(0, 50).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('when a check is closed', () => {
  test('what each person said is a text of the study that can be coded; what was changed is shown to them', async () => {
    const id = await started();
    const [p1, p2] = [await invited(id, 'P1'), await invited(id, 'P2')];
    await answered(p1, 'partly', 'Il y a une pièce froide.', 'fr');
    const { texts: made } = await ann.ok<{ texts: string[] }>('learning.closeCheck', { id, version: 2 });
    expect(made).toHaveLength(1);
    const source = await ann.ok<{ kind: string; text: string; pseudonym: string }>('evidence.readSource', {
      id: made[0],
    });
    expect(source).toMatchObject({ kind: 'check', pseudonym: 'P1' });
    expect(source.text).toContain('Il y a une pièce froide.');
    expect(source.text).toContain('Il n’y a pas d’endroit pour parler.');
    await ann.ok('coding.addCoding', {
      id: newId(),
      sourceId: made[0],
      start: 0,
      end: 5,
      code: 'inner.culture',
      valence: 'neutral',
    });
    expect(await answered(p2, 'agree')).toMatchObject({
      status: 409,
      body: { code: 'learning.answersClosed' },
    });
    const [finding] = (await read(id)).findings;
    const said = { en: 'We added that one room is cold.', fr: '' };
    await ann.ok('learning.recordChange', { id: finding?.id, version: 1, kind: 'added', said });
    expect((await mine(p2)).findings[0]?.change).toEqual({ kind: 'added', ...said });
    await ann.ok('evidence.setConsent', { id: made[0], version: 1, consent: 'withdrawn' });
    const after = await read(id);
    expect(after.findings[0]).toMatchObject({ tally: { partly: 0, said: 0 }, words: [] });
    expect(after.check.answered).toBe(0);
  });
});

describe('who may not', () => {
  test('people outside the study see none of it; nobody with an account writes an answer', async () => {
    const id = await started();
    const token = await invited(id, 'P2');
    await answered(token, 'agree', 'A word that nobody else may read.');
    const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
    const lead = await at.person('lead', at.sites.a1);
    expect((await stranger.call('learning.readCheck', { id })).status).toBe(404);
    expect(await stranger.ok('learning.listChecks', { studyId })).toEqual({ rows: [] });
    expect((await stranger.call('learning.closeCheck', { id, version: 2 })).status).toBe(404);
    expect((await lead.call('learning.readCheck', { id })).status).toBe(403);
    const change = () =>
      at.database.asActor(ann.actor, { id: newId() }, (tx) =>
        tx.run({
          parts: [`update learning.check_answer set verdict = 'disagree', version = version + 1`],
          values: [],
        }),
      );
    expect((await change()).value).toBe(0);
    await at.admin.query('alter table learning.check_answer disable row level security');
    expect((await change()).value).toBeGreaterThan(0);
    await at.admin.query('alter table learning.check_answer enable row level security');
    const history = await at.database.asActor(lead.actor, { id: newId() }, (tx) =>
      tx.many({
        parts: [
          `select 1 from learning.history where table_name like 'check%' or table_name = 'member_check'`,
        ],
        values: [],
      }),
    );
    expect(history.value).toEqual([]);
  });

  test('reading and answering stand in the trail with the person they are about', async () => {
    const id = await started();
    await answered(await invited(id, 'P1'), 'agree');
    const participantId = (await read(id)).people.find((one) => one.pseudonym === 'P1')?.participantId;
    const { rows } = await at.admin.query<{ operation: string }>(
      'select distinct operation from kernel.audit_event where subjects @> array[$1::uuid] order by 1',
      [participantId],
    );
    expect(rows.map((row) => row.operation)).toEqual(
      expect.arrayContaining(['learning.answerMyCheck', 'learning.openMyCheck']),
    );
  });
});
