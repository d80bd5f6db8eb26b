import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { RatingsShown } from '../../contract.ts';

let at: World;
let ana: Person;
let ben: Person;
let study: string;
const construct = 'inner.culture';

beforeAll(async () => {
  at = await world();
  await publish(at);
  [ana, ben] = [await at.person('evaluator'), await at.person('evaluator')];
  study = await beginStudy(ana, 'rated');
});
afterAll(() => at.close());

const rate = (more: object) => ({
  id: newId(),
  study,
  construct,
  siteId: at.sites.a1.id,
  value: '1',
  ...more,
});
const list = (person: Person) => person.ok<RatingsShown>('coding.listRatings', { study });

describe('a rating', () => {
  test('is each analyst’s own beside the team’s, with summary and rationale sealed, and keeps its versions', async () => {
    await ana.ok(
      'coding.rate',
      rate({ value: '-2', summary: 'nobody had time', rationale: 'two explicit examples' }),
    );
    await ben.ok('coding.rate', rate({ value: '-1' }));
    await ben.ok('coding.rate', rate({ layer: 'consensus', value: '-2' }));
    const { rows, agreement } = await list(ana);
    expect(rows.map((row) => [row.layer, row.value, row.own]).sort()).toEqual([
      ['analyst', '-1', false],
      ['analyst', '-2', true],
      ['consensus', '-2', false],
    ]);
    expect(rows.find((row) => row.own)).toMatchObject({
      summary: 'nobody had time',
      rationale: 'two explicit examples',
      version: 1,
    });
    expect(agreement).toMatchObject({ cells: 1, onScale: 1, percent: { value: 0 } });
    const stored = await at.admin.query<{ line: string }>('select g::text as line from coding.rating g');
    const clear = [Buffer.from('nobody had time').toString('hex'), 'nobody had time'];
    expect(stored.rows.filter(({ line }) => clear.some((words) => line.includes(words)))).toEqual([]);
    expect(await ana.call('coding.rate', rate({ value: '2' }))).toMatchObject({
      status: 409,
      body: { code: 'coding.ratingChanged', facts: { version: 1, current: '-2' } },
    });
    await ana.ok('coding.rate', rate({ value: '-2', version: 1 }));
    expect((await list(ana)).rows.find((row) => row.own)).toMatchObject({
      value: '-2',
      version: 2,
      summary: null,
    });
  });
  test('rests on passages, until their text is withdrawn', async () => {
    const sourceId = await addText(
      at,
      ana,
      study,
      { name: 'x.txt', content: 'Nobody had time.' },
      { siteId: at.sites.a1.id },
    );
    const codingId = newId();
    await ana.ok('coding.addCoding', {
      id: codingId,
      sourceId,
      start: 0,
      end: 6,
      code: construct,
      valence: 'barrier',
    });
    const own = (await list(ana)).rows.find((row) => row.own);
    const link = { ratingId: own?.id, codingId, linked: true };
    await ana.ok('coding.linkQuote', link);
    await ana.ok('coding.linkQuote', link);
    const quotes = async () => (await list(ana)).rows.find((row) => row.own)?.quotes;
    expect(await quotes()).toEqual([codingId]);
    const other = await beginStudy(ana, 'other');
    const elsewhere = await addText(at, ana, other, { name: 'y.txt', content: 'Nobody had time.' });
    const foreign = newId();
    await ana.ok('coding.addCoding', {
      id: foreign,
      sourceId: elsewhere,
      start: 0,
      end: 6,
      code: construct,
      valence: 'barrier',
    });
    expect(await ana.call('coding.linkQuote', { ...link, codingId: foreign })).toMatchObject({ status: 404 });
    await ana.ok('evidence.setConsent', { id: sourceId, version: 1, consent: 'withdrawn' });
    expect(await quotes()).toEqual([]);
    await ana.ok('evidence.setConsent', { id: sourceId, version: 2, consent: 'given' });
    await ana.ok('coding.linkQuote', { ...link, linked: false });
    expect(await quotes()).toEqual([]);
  });
  test.each([
    ['a construct of no codebook', { construct: 'nowhere' }, 422, 'coding.notInCodebook'],
    ['a site that is not there', { siteId: newId() }, 404, 'coding.noSuchSite'],
    ['a value off the scale', { value: '3' }, 422, 'kernel.invalidInput'],
  ])('%s is refused', async (_, more, status, code) => {
    expect(await ana.call('coding.rate', rate(more))).toMatchObject({ status, body: { code } });
  });
  test('is for the people of the study', async () => {
    const elsewhere = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect((await list(elsewhere)).rows).toEqual([]);
    expect((await elsewhere.call('coding.rate', rate({}))).status).toBe(403);
    expect(
      (await (await at.person('evaluator', at.sites.b1)).call('coding.listRatings', { study })).status,
    ).toBe(404);
    expect((await (await at.person('lead', at.sites.a1)).call('coding.listRatings', { study })).status).toBe(
      403,
    );
  });
  test('canary: with a policy that only asks for the community, another study’s people read it', async () => {
    const elsewhere = await at.person([{ role: 'evaluator', studyId: newId() }]);
    const { rows } = await at.admin.query<{ using: string }>(
      `select pg_get_expr(polqual, polrelid) as using from pg_policy where polrelid = 'coding.rating'::regclass and polname = 'guard'`,
    );
    await at.admin.query(`alter policy guard on coding.rating using (community_id = app.community())`);
    expect((await list(elsewhere)).rows.length).toBeGreaterThan(0);
    await at.admin.query(`alter policy guard on coding.rating using (${rows[0]?.using ?? 'false'})`);
    expect((await list(elsewhere)).rows).toEqual([]);
  });
});

describe('what sets sites apart', () => {
  test('follows a rule that can be changed, and the team’s word with its reason', async () => {
    const team = (siteId: string, value: string) =>
      ana.ok('coding.rate', rate({ construct: 'outer.financing', siteId, value, layer: 'consensus' }));
    await team(at.sites.a1.id, '1');
    await team(at.sites.a2.id, '0');
    const said = async () =>
      (await list(ana)).distinctions.find((one) => one.construct === 'outer.financing');
    expect(await said()).toMatchObject({ byRule: 'insufficient', verdict: 'insufficient' });
    await ana.ok('coding.setStanding', { study, siteId: at.sites.a1.id, standing: 'high' });
    await ana.ok('coding.setStanding', { study, siteId: at.sites.a2.id, standing: 'low' });
    expect(await said()).toMatchObject({ byRule: 'weak' });
    const rule = { study, strongApart: 1, weakApart: 0.5, leastSites: 1, mixedAsZero: true };
    await ana.ok('coding.setRatingRule', { ...rule, version: 0 });
    expect(await ben.call('coding.setRatingRule', { ...rule, version: 0 })).toMatchObject({
      status: 409,
      body: { code: 'coding.ruleChanged' },
    });
    expect(await ben.call('coding.setRatingRule', { ...rule, weakApart: 2, version: 1 })).toMatchObject({
      status: 422,
      body: { code: 'coding.weakerThanStrong' },
    });
    expect(await said()).toMatchObject({ byRule: 'strong', verdict: 'strong' });
    const overrule = { study, construct: 'outer.financing', verdict: 'no' };
    expect(await ana.call('coding.overruleDistinction', overrule)).toMatchObject({
      status: 422,
      body: { code: 'coding.reasonNeeded' },
    });
    await ana.ok('coding.overruleDistinction', { ...overrule, reason: 'the same funder' });
    expect(await said()).toMatchObject({ byRule: 'strong', verdict: 'no', reason: 'the same funder' });
    await ana.ok('coding.overruleDistinction', { ...overrule, verdict: 'rule' });
    expect(await said()).toMatchObject({ verdict: 'strong', reason: null });
  });
});
