import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { MemoQuote, Rating, Summary } from '../../contract.ts';

let at: World;
let ana: Person;
let study: string;
let codingId: string;
let sourceId: string;

beforeAll(async () => {
  at = await world();
  await publish(at);
  ana = await at.person('evaluator');
  study = await beginStudy(ana, 'memo');
  const told = { name: 'one.txt', content: 'Nobody had time.' };
  sourceId = await addText(at, ana, study, told, { siteId: at.sites.a1.id });
  codingId = newId();
  const passage = { id: codingId, sourceId, start: 0, end: 6, code: 'inner.culture', valence: 'barrier' };
  await ana.ok('coding.addCoding', passage);
});
afterAll(() => at.close());

type Memo = { summaries: Summary[]; ratings: Rating[]; quotes: MemoQuote[] };
const memo = (siteId: string | null = at.sites.a1.id) =>
  ana.ok<Memo>('coding.readSiteMemo', { study, siteId });
const write = (more: object) => ({
  id: newId(),
  study,
  domain: 'inner',
  siteId: at.sites.a1.id,
  text: 'Time is short.',
  ...more,
});

describe('the memo of a site', () => {
  test('holds a summary of each domain, the team’s ratings with their reasons, and the words behind both', async () => {
    const { id } = await ana.ok<{ id: string }>('coding.writeSummary', write({}));
    await ana.ok('coding.writeSummary', write({ siteId: null, text: 'Everywhere.' }));
    const said = {
      id: newId(),
      study,
      construct: 'inner.culture',
      siteId: at.sites.a1.id,
      layer: 'consensus',
    };
    const rating = await ana.ok<{ id: string }>('coding.rate', {
      ...said,
      value: '-1',
      rationale: 'two examples',
    });
    await ana.ok('coding.quoteInSummary', { summaryId: id, codingId, linked: true });
    await ana.ok('coding.linkQuote', { ratingId: rating.id, codingId, linked: true });
    const read = await memo();
    expect(read).toMatchObject({
      summaries: [{ domain: 'inner', text: 'Time is short.', quotes: [codingId], version: 1 }],
      ratings: [{ construct: 'inner.culture', value: '-1', rationale: 'two examples', quotes: [codingId] }],
      quotes: [{ codingId, sourceId, text: 'Nobody', code: 'inner.culture', valence: 'barrier' }],
    });
    expect((await memo(null)).summaries).toMatchObject([{ text: 'Everywhere.' }]);
    expect((await memo(at.sites.a2.id)).summaries).toEqual([]);
    const stored = await at.admin.query<{ line: string }>(
      'select d::text as line from coding.domain_summary d',
    );
    const clear = Buffer.from('Time is short.').toString('hex');
    expect(stored.rows.filter(({ line }) => line.includes(clear) || line.includes('Time is'))).toEqual([]);
  });
  test('a second writer gets a conflict with what is there', async () => {
    await ana.ok('coding.writeSummary', write({ text: 'Time is shorter.', version: 1 }));
    expect(await ana.call('coding.writeSummary', write({ text: 'Mine.', version: 1 }))).toMatchObject({
      status: 409,
      body: { code: 'coding.summaryChanged', facts: { version: 2, current: 'Time is shorter.' } },
    });
  });
  test('a withdrawn text takes its words along', async () => {
    await ana.ok('evidence.setConsent', { id: sourceId, version: 1, consent: 'withdrawn' });
    expect(await memo()).toMatchObject({
      quotes: [],
      summaries: [{ quotes: [] }],
      ratings: [{ quotes: [] }],
    });
    await ana.ok('evidence.setConsent', { id: sourceId, version: 2, consent: 'given' });
    expect((await memo()).quotes).toHaveLength(1);
  });
  test.each([
    ['what is no domain', { domain: 'inner.culture' }, 422, 'coding.notADomain'],
    ['a site that is not there', { siteId: newId() }, 404, 'coding.noSuchSite'],
  ])('%s is refused', async (_, more, status, code) => {
    expect(await ana.call('coding.writeSummary', write(more))).toMatchObject({ status, body: { code } });
  });
  test('a passage of another site does not go under it', async () => {
    const elsewhere = await addText(
      at,
      ana,
      study,
      { name: 'two.txt', content: 'Other words.' },
      { siteId: at.sites.a2.id },
    );
    const far = newId();
    const passage = {
      id: far,
      sourceId: elsewhere,
      start: 0,
      end: 5,
      code: 'inner.culture',
      valence: 'barrier',
    };
    await ana.ok('coding.addCoding', passage);
    const [summary] = (await memo()).summaries;
    const link = { summaryId: summary?.id, codingId: far, linked: true };
    expect((await ana.call('coding.quoteInSummary', link)).status).toBe(404);
  });
  test('is for the people of the study; canary: a policy that only asks for the community shows it to others', async () => {
    const other = await at.person([{ role: 'evaluator', studyId: newId() }]);
    const asked = () => other.ok<Memo>('coding.readSiteMemo', { study, siteId: at.sites.a1.id });
    expect((await asked()).summaries).toEqual([]);
    expect((await other.call('coding.writeSummary', write({}))).status).not.toBe(200);
    const { rows } = await at.admin.query<{ using: string }>(
      `select pg_get_expr(polqual, polrelid) as using from pg_policy where polrelid = 'coding.domain_summary'::regclass and polname = 'guard'`,
    );
    await at.admin.query(
      `alter policy guard on coding.domain_summary using (community_id = app.community())`,
    );
    expect((await asked()).summaries).toHaveLength(1);
    await at.admin.query(`alter policy guard on coding.domain_summary using (${rows[0]?.using ?? 'false'})`);
    for (const role of ['lead', 'worker', 'funder'])
      expect(
        (await (await at.person(role, at.sites.a1)).call('coding.readSiteMemo', { study, siteId: null }))
          .status,
      ).toBe(403);
  });
});
