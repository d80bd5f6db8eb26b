import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type {
  AskedSurvey,
  MySurvey,
  OpenLink,
  Participant,
  SurveyContent,
  SurveyPerson,
} from '../../contract.ts';
import { beginStudy, publish } from '../testing/study.ts';

let at: World;
let ann: Person;
let studyId: string;

beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'asked here');
});
afterAll(() => at.close());

const both = (en: string, fr = `${en} (fr)`) => ({ en, fr });
const item = (id: string, kind: string, more: object = {}) => ({
  ...{ id, kind, words: both(`Question ${id}?`), hint: both('', ''), choices: [], least: null, most: null },
  ...{ ends: { least: both('', ''), most: both('', '') }, mayBeSkipped: true, bank: null, ...more },
});
const content = (title: string, items: object[]): SurveyContent =>
  ({
    title: both(title),
    about: both('The evaluator reads it.'),
    consent: both('You may use what I say.'),
    items,
  }) as SurveyContent;
const whole = [
  item('open', 'text'),
  item('one', 'one', { choices: [both('Day', 'Jour'), both('Night', 'Nuit')] }),
  item('several', 'several', { choices: [both('Time', 'Temps'), both('Room', 'Place')] }),
  item('scale', 'scale', { least: 0, most: 10 }),
  item('number', 'number', { least: 0, most: null, mayBeSkipped: false }),
  item('day', 'day'),
  item('sure', 'yes-no'),
];
const said = (words: string) => [
  { item: 'open', words },
  { item: 'one', choices: [1] },
  { item: 'several', choices: [0] },
  { item: 'scale', number: 7 },
  { item: 'number', number: 2.5 },
  { item: 'day', day: '2026-03-31' },
  { item: 'sure', choices: [0] },
];

const secret = (communityId = at.communityId) =>
  Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString('base64url');

type Read = {
  survey: AskedSurvey;
  draft: SurveyContent;
  changed: boolean;
  people: SurveyPerson[];
  links: OpenLink[];
};
const read = (id: string) => ann.ok<Read>('evidence.readAskedSurvey', { id });

/** Asks as somebody without an account. */
async function publicly<T>(operation: string, input: object): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${at.url}/api/evidence.${operation}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tributary': '1' },
    body: JSON.stringify(input),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const opened = async (token: string) => (await publicly<MySurvey>('openMySurvey', { token })).body;
const send = (token: string, answers: object[], more: object = {}) =>
  publicly<{ kept?: boolean; code?: string }>('answerMySurvey', {
    ...{ token, sending: newId(), edition: 1, language: 'fr', consent: true, answers },
    ...more,
  });

let surveys = 0;
async function out(items: object[] = whole, more: object = {}, study = studyId): Promise<string> {
  const id = newId();
  surveys += 1;
  const title = `Asked ${surveys}`;
  const begin = { id, studyId: study, occasion: 'year', filedIn: 'en', title: both(title), ...more };
  await ann.ok('evidence.writeSurvey', begin);
  await ann.ok('evidence.saveSurvey', { id, version: 1, content: content(title, items) });
  await ann.ok('evidence.publishSurvey', { id, version: 2 });
  return id;
}

async function person(pseudonym: string, more: object = {}): Promise<string> {
  const id = newId();
  await ann.ok('evidence.addParticipant', { id, studyId, pseudonym, standing: 'invited', ...more });
  return id;
}

async function invited(askedId: string, participantId: string): Promise<string> {
  const token = secret();
  const links = [{ id: newId(), participantId, token }];
  await ann.ok('evidence.inviteToSurvey', { askedId, days: 14, links });
  return token;
}

async function poster(askedId: string, more: object = {}): Promise<string> {
  const token = secret();
  await ann.ok('evidence.openSurveyLink', {
    ...{ id: newId(), askedId, days: 14, token, siteId: at.sites.a1.id, part: 'staff' },
    ...more,
  });
  return token;
}

type Answers = {
  variables: { id: string; name: string }[];
  rows: {
    text: string;
    label: string;
    question: string;
    occasion: string;
    language: string;
    siteId: string;
    values: { variableId: string; value: string }[];
  }[];
};
const filed = async (study: string) => {
  const { rows, variables } = await ann.ok<Answers>('coding.listAnswers', { study, limit: 200 });
  const nameOf = new Map(variables.map(({ id, name }) => [id, name]));
  return rows.map(({ values, ...row }) => ({
    ...row,
    values: Object.fromEntries(values.map((one) => [nameOf.get(one.variableId), one.value])),
  }));
};
const people = () =>
  ann.ok<{ rows: Participant[] }>('evidence.listParticipants', { studyId }).then(({ rows }) => rows);

describe('a link of one’s own', () => {
  test('brings the same rows as a file would, under the pseudonym, once', async () => {
    const id = await out();
    const who = await person('P-1', { siteId: at.sites.a2.id });
    const token = await invited(id, who);
    expect(await opened(token)).toMatchObject({ state: 'open', personal: true, edition: 1 });
    const sending = newId();
    const words = 'Du temps, « et une pièce » 😀';
    const [first, second] = [
      await send(token, said(words), { sending }),
      await send(token, said(words), { sending }),
    ];
    expect([first.body, second.body]).toEqual([{ kept: true }, { kept: true }]);
    const mine = (await filed(studyId)).filter(({ label }) => label === 'P-1');
    expect(mine).toMatchObject([
      {
        ...{ text: words, question: 'Question open?', occasion: 'year', language: 'fr' },
        siteId: at.sites.a2.id,
        values: {
          ...{ 'Question one?': 'Night', 'Question scale?': '7', 'Question number?': '2.5' },
          ...{ 'Question several? – Time': 'Yes', 'Question several? – Room': 'No' },
          ...{ 'Question day?': '2026-03-31', 'Question sure?': 'Yes' },
        },
      },
    ]);
    expect((await people()).find((row) => row.id === who)).toMatchObject({ standing: 'took_part', texts: 1 });
    const other = await send(token, said('Something else'));
    expect(other).toMatchObject({ status: 409, body: { code: 'evidence.linkUsed' } });
    expect(await opened(token)).toMatchObject({ state: 'answered', content: null });
    expect((await read(id)).survey.counts).toEqual({
      invited: 1,
      answered: 1,
      refused: 0,
      waiting: 0,
      open: 0,
    });
    const again = { askedId: id, days: 1, links: [{ id: newId(), participantId: who, token: secret() }] };
    expect((await ann.call('evidence.inviteToSurvey', again)).status).toBe(409);
  });
  test('shows the survey and nothing of anybody; who does not wish to leaves no answer', async () => {
    const id = await out();
    const [p2, p3] = [await person('P-2', { identity: 'canary@example.org' }), await person('P-3')];
    await send(await invited(id, p2), said('The canary said this.'));
    const token = await invited(id, p3);
    const seen = JSON.stringify(await opened(token));
    for (const word of ['canary', 'P-2', 'P-3', p2, p3, at.sites.a1.id]) expect(seen).not.toContain(word);
    expect((await send(token, said('not kept'), { consent: false })).body).toEqual({ kept: false });
    expect((await filed(studyId)).some(({ text }) => text === 'not kept')).toBe(false);
    expect((await people()).find((row) => row.id === p3)?.standing).toBe('declined');
    expect(await opened(token)).toMatchObject({ state: 'refused' });
    expect((await send(token, said('after all'))).status).toBe(409);
  });
  test('that is unknown, of elsewhere, over, taken back or of somebody who withdrew opens nothing and takes nothing', async () => {
    const id = await out();
    const [gone, over, withdrew] = [await person('P-4'), await person('P-5'), await person('P-6')];
    const tokens = {
      unknown: secret(),
      far: secret(at.farCommunityId),
      gone: await invited(id, gone),
      over: await invited(id, over),
      withdrew: await invited(id, withdrew),
    };
    const { people: asked } = await read(id);
    const link = asked.find((row) => row.participantId === gone)?.link;
    await ann.ok('evidence.revokeSurveyLink', { id: link?.id, version: link?.version });
    await at.admin.query(
      `update evidence.survey_link set expires_at = now(), version = version + 1 where participant_id = $1`,
      [over],
    );
    const left = { id: withdrew, version: 1, part: null, siteId: null, standing: 'withdrew' };
    await ann.ok('evidence.changeParticipant', left);
    const before = (await filed(studyId)).length;
    for (const token of Object.values(tokens)) {
      expect(await opened(token)).toMatchObject({ state: 'gone', content: null });
      expect((await send(token, said('x'))).body.code).toBe('evidence.linkNotGood');
    }
    expect((await filed(studyId)).length).toBe(before);
    expect((await read(id)).people.find((row) => row.participantId === over)?.state).toBe('over');
    expect(await opened(await invited(id, over))).toMatchObject({ state: 'open' });
  });
  test('of another community’s survey cannot be made here, nor by people of another study', async () => {
    const id = await out();
    const who = await person('P-7');
    const links = [{ id: newId(), participantId: who, token: secret(at.farCommunityId) }];
    expect((await ann.call('evidence.inviteToSurvey', { askedId: id, days: 1, links })).status).toBe(422);
    const good = [{ id: newId(), participantId: who, token: secret() }];
    const [elsewhere, far] = [
      await at.person([{ role: 'evaluator', studyId: newId() }]),
      await at.person('evaluator', at.sites.b1),
    ];
    for (const one of [elsewhere, far]) {
      expect((await one.call('evidence.readAskedSurvey', { id })).status).toBe(404);
      expect((await one.call('evidence.inviteToSurvey', { askedId: id, days: 1, links: good })).status).toBe(
        404,
      );
      expect((await one.call('evidence.publishSurvey', { id, version: 3 })).status).toBe(404);
    }
    for (const role of ['worker', 'lead', 'coordinator', 'privacy', 'funder'])
      expect(
        (await (await at.person(role, at.sites.a1)).call('evidence.readAskedSurvey', { id })).status,
      ).toBe(403);
    const stranger = [{ id: newId(), participantId: newId(), token: secret() }];
    expect(
      (await ann.call('evidence.inviteToSurvey', { askedId: id, days: 1, links: stranger })).status,
    ).toBe(404);
  });
});

describe('an open link', () => {
  test('takes many answers, each a numbered person of that site, equal ones too; the same sending counts once', async () => {
    const study = await beginStudy(ann, 'poster');
    const id = await out([item('open', 'text')], {}, study);
    const token = await poster(id);
    const words = 'There is never time for it.';
    const sending = newId();
    const answers = [{ item: 'open', words }];
    for (const more of [{ sending }, { sending }, {}])
      expect((await send(token, answers, more)).status).toBe(200);
    const rows = await filed(study);
    expect(rows.map(({ label, siteId }) => [label, siteId])).toEqual([
      ['R1', at.sites.a1.id],
      ['R2', at.sites.a1.id],
    ]);
    const { survey, people: named, links } = await read(id);
    expect([survey.counts.open, named.length, links[0]?.answers]).toEqual([2, 0, 2]);
    expect((await send(token, [], { consent: false })).body).toEqual({ kept: false });
    expect((await filed(study)).length).toBe(2);
  });
  test('waits when one address sends too much, and keeps nothing that is hostile as anything but words', async () => {
    const study = await beginStudy(ann, 'hostile');
    const token = await poster(await out([item('open', 'text')], {}, study));
    const hostile = `<img src=x onerror=alert(1)>'; drop table evidence.source; -- \u202e\u0000 \ud800`;
    await send(token, [{ item: 'open', words: hostile }]);
    const [row] = await filed(study);
    expect(row?.text).toBe(hostile.replace('\u0000', '').toWellFormed());
    const long = await send(token, [{ item: 'open', words: 'x'.repeat(8_001) }]);
    expect(long.status).toBe(422);
    const huge = await send(token, [{ item: 'open', words: 'x'.repeat(3_000_000) }]);
    expect(huge.status).toBe(422);
    const many: number[] = [];
    for (let n = 0; n < 32; n += 1)
      many.push((await send(token, [{ item: 'open', words: `Answer ${n}` }])).status);
    expect(new Set(many)).toEqual(new Set([200, 429]));
    expect((await filed(study)).length).toBeLessThanOrEqual(31);
  });
  test('lies sealed: no word of an answer stands in the database', async () => {
    const token = await poster(await out([item('open', 'text')]));
    await send(token, [{ item: 'open', words: 'Zanzibarian canary words' }]);
    const { rows } = await at.admin.query<{ line: string }>(
      `select x::text as line from evidence.source x union all select x::text from evidence.response x
       union all select x::text from evidence.survey_link x union all select x::text from evidence.value x union all select x::text from evidence.history x`,
    );
    const dump = rows.map(({ line }) => line).join();
    expect(dump).not.toContain('Zanzibarian');
    expect(dump).not.toContain(Buffer.from('Zanzibarian').toString('hex'));
    expect(dump).not.toContain(token);
  });
});

describe('answers that do not fit', () => {
  test.each([
    ['a question that is not asked', [{ item: 'nowhere', words: 'x' }]],
    ['words for a choice', [{ item: 'one', words: 'x' }]],
    ['two of one', [{ item: 'one', choices: [0, 1] }]],
    ['a choice that is not there', [{ item: 'several', choices: [2] }]],
    ['beside the scale', [{ item: 'scale', number: 11 }]],
    ['between two steps', [{ item: 'scale', number: 2.5 }]],
    ['below the least', [{ item: 'number', number: -1 }]],
    ['the same question twice', [...said('x'), { item: 'open', words: 'y' }]],
    ['one that is needed is left out', [{ item: 'open', words: 'x' }]],
    ['nothing at all', [{ item: 'number' }]],
  ])('%s', async (_, answers) => {
    const token = await poster(await out());
    expect((await send(token, answers)).status).toBe(422);
  });
});

describe('a survey as it is written', () => {
  test('goes out when it is whole; a later edition leaves old answers under the words they answered', async () => {
    const study = await beginStudy(ann, 'editions');
    const id = await out([item('open', 'text')], {}, study);
    const token = await poster(id);
    const { draft } = await read(id);
    const reworded = { ...draft, items: [item('open', 'text', { words: both('Said anew?') })] };
    await ann.ok('evidence.saveSurvey', { id, version: 3, content: reworded });
    expect((await read(id)).changed).toBe(true);
    expect((await opened(token)).content?.items[0]?.words.en).toBe('Question open?');
    await ann.ok('evidence.publishSurvey', { id, version: 4 });
    expect((await opened(token)).content?.items[0]?.words.en).toBe('Said anew?');
    await send(token, [{ item: 'open', words: 'read before' }], { edition: 1 });
    await send(token, [{ item: 'open', words: 'read after' }], { edition: 2 });
    expect((await send(token, [{ item: 'open', words: 'x' }], { edition: 3 })).status).toBe(404);
    expect((await filed(study)).map(({ text, question }) => [text, question])).toEqual([
      ['read before', 'Question open?'],
      ['read after', 'Said anew?'],
    ]);
    await expect(
      at.admin.query('set role tributary_app; update evidence.survey_edition set number = 9'),
    ).rejects.toThrow(/permission denied/);
    await at.admin.query('reset role');
  });
  test('is refused in a sentence where something is missing, and closes', async () => {
    const id = newId();
    const title = both('Half');
    await ann.ok('evidence.writeSurvey', { id, studyId, occasion: 'start', filedIn: 'fr', title });
    const tried = async (draft: object, version: number) => {
      await ann.ok('evidence.saveSurvey', { id, version, content: draft });
      return (await ann.call('evidence.publishSurvey', { id, version: version + 1 })).body['code'] as string;
    };
    const good = content('Half', [item('a', 'text')]);
    expect(await tried({ ...good, about: both('Only', '') }, 1)).toBe('evidence.survey_about');
    expect(await tried({ ...good, items: [] }, 2)).toBe('evidence.survey_none');
    expect(await tried({ ...good, items: [item('a', 'one')] }, 3)).toBe('evidence.survey_choices');
    expect(await tried({ ...good, items: [item('a', 'scale', { least: 0, most: 11 })] }, 4)).toBe(
      'evidence.survey_range',
    );
    expect(await tried({ ...good, items: [item('a', 'text'), item('a', 'day')] }, 5)).toBe(
      'evidence.survey_twice',
    );
    expect(
      (
        await ann.call('evidence.openSurveyLink', {
          id: newId(),
          askedId: id,
          days: 3,
          token: secret(),
          siteId: null,
          part: null,
        })
      ).status,
    ).toBe(409);
    const open = await out();
    const token = await poster(open);
    await ann.ok('evidence.closeSurvey', { id: open, version: 3, closed: true });
    expect(await opened(token)).toMatchObject({ state: 'gone' });
    await ann.ok('evidence.closeSurvey', { id: open, version: 4, closed: false });
    expect(await opened(token)).toMatchObject({ state: 'open' });
  });
  test('asks a question of the bank as the bank words it', async () => {
    const bank = { code: 'better-first', version: '1.0.0' };
    const id = await out([item('a', 'number', { bank, words: both('Changed by hand') })]);
    const { draft } = await read(id);
    expect(draft.items[0]).toMatchObject({ kind: 'text', bank });
    expect(draft.items[0]?.words.fr).toContain('Si une seule chose');
    const wrong = { ...draft, items: [item('a', 'text', { bank: { code: 'nowhere', version: '1.0.0' } })] };
    expect((await ann.call('evidence.saveSurvey', { id, version: 3, content: wrong })).status).toBe(404);
  });
});

describe('who is due', () => {
  const ago = (months: number) => {
    const day = new Date();
    day.setUTCDate(1);
    day.setUTCMonth(day.getUTCMonth() - months);
    return day.toISOString().slice(0, 10);
  };
  test('is whose occasion has come without an answer, here or in a file', async () => {
    const id = await out(whole, { occasion: 'six_months' });
    const due = await person('D-1', { startedOn: ago(7) });
    const soon = await person('D-2', { startedOn: ago(2) });
    const gone = await person('D-3', { startedOn: ago(9) });
    const undated = await person('D-4');
    await ann.ok('evidence.changeParticipant', {
      ...{ id: gone, version: 1, part: null, siteId: null, standing: 'invited' },
      ...{ startedOn: ago(9), leftOn: ago(6) },
    });
    const dueOf = async () => {
      const { people: rows } = await read(id);
      return new Map(rows.map((row) => [row.participantId, row.due]));
    };
    const first = await dueOf();
    expect([due, soon, gone, undated].map((one) => first.get(one))).toEqual([true, false, false, false]);
    await send(await invited(id, due), said('here'));
    expect((await dueOf()).get(due)).toBe(false);
    const { rows } = await at.admin.query(
      `select 1 from evidence.history where table_name = 'participant' and row_id = $1`,
      [gone],
    );
    expect(rows.length).toBe(1);
    const wrong = {
      id: gone,
      version: 2,
      part: null,
      siteId: null,
      standing: 'invited',
      startedOn: ago(1),
      leftOn: ago(2),
    };
    expect((await ann.call('evidence.changeParticipant', wrong)).status).toBe(422);
  });
});
