import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { RatingsShown } from '../../contract.ts';

let at: World;
let ana: Person;
let ben: Person;
let cleo: Person;
let study: string;
let person: string;
let sourceId: string;

beforeAll(async () => {
  at = await world();
  await publish(at);
  [ana, ben, cleo] = [
    await at.person('evaluator'),
    await at.person('evaluator'),
    await at.person('evaluator'),
  ];
  study = await beginStudy(ana, 'apart');
  const told = { name: 'p1.txt', content: 'Nobody had time.' };
  sourceId = await addText(at, ana, study, told, { pseudonym: 'P1', part: 'nurse', siteId: at.sites.a1.id });
  const { participants } = await list(ana);
  person = participants[0]?.id ?? '';
});
afterAll(() => at.close());

const list = (who: Person) => who.ok<RatingsShown>('coding.listRatings', { study });
const rate = (construct: string, more: object) => ({
  id: newId(),
  study,
  construct,
  siteId: at.sites.a1.id,
  ...more,
});
const valuesOf = async (who: Person, construct: string) =>
  (await list(who)).rows.filter((row) => row.construct === construct).map((row) => row.value);

describe('analysts rate apart', () => {
  const construct = 'inner.culture';
  test('nobody sees what another said of a cell, nor its quotes or earlier versions, until both have rated', async () => {
    await ana.ok('coding.rate', rate(construct, { value: '-1', summary: 'secret heron' }));
    await ana.ok('coding.rate', rate(construct, { value: '-2', summary: 'secret heron', version: 1 }));
    expect(await valuesOf(ben, construct)).toEqual([]);
    expect((await list(ben)).apart).toEqual([{ construct, subjectId: at.sites.a1.id, rated: 1, own: false }]);
    expect(JSON.stringify(await list(ben))).not.toContain('heron');
    const seen = await at.database.asActor(ben.actor, { id: newId() }, async (tx) => ({
      history: await tx.many({
        parts: [`select 1 from coding.history where table_name = 'rating'`],
        values: [],
      }),
      ratings: await tx.many({ parts: ['select 1 from coding.rating'], values: [] }),
    }));
    expect(seen.value).toEqual({ history: [], ratings: [] });
    expect(await ben.call('coding.rate', rate(construct, { layer: 'consensus', value: '1' }))).toMatchObject({
      status: 409,
      body: { code: 'coding.ratedApart', facts: { rated: 1, raters: 2 } },
    });
    await ben.ok('coding.rate', rate(construct, { value: '1' }));
    for (const who of [ana, ben, cleo])
      expect((await valuesOf(who, construct)).toSorted()).toEqual(['-2', '1']);
    expect((await list(ana)).apart).toEqual([]);
    await ben.ok('coding.rate', rate(construct, { layer: 'consensus', value: '-1' }));
  });
  test('what was shown stays as it was said; its words may still change', async () => {
    expect(await ana.call('coding.rate', rate(construct, { value: '0', version: 2 }))).toMatchObject({
      status: 409,
      body: { code: 'coding.ratingShown' },
    });
    await ana.ok('coding.rate', rate(construct, { value: '-2', summary: 'said better', version: 2 }));
    expect((await list(ben)).rows.map((row) => row.summary)).toContain('said better');
  });
  test('a summary without a rating gives nothing away and shows nothing', async () => {
    await ana.ok('coding.rate', rate('outer.financing', { summary: 'to be rated later' }));
    await ben.ok('coding.rate', rate('outer.financing', { value: '2' }));
    expect(await valuesOf(ana, 'outer.financing')).toEqual([null]);
    expect(await valuesOf(cleo, 'outer.financing')).toEqual([]);
    await ana.ok('coding.rate', rate('outer.financing', { value: '1', version: 1 }));
    expect((await valuesOf(cleo, 'outer.financing')).toSorted()).toEqual(['1', '2']);
  });
  test('canary: under the policy of before, the second analyst reads the first before rating', async () => {
    await ana.ok('coding.rate', rate('inner.compatibility', { value: '2' }));
    const { rows } = await at.admin.query<{ using: string }>(
      `select pg_get_expr(polqual, polrelid) as using from pg_policy where polrelid = 'coding.rating'::regclass and polname = 'guard'`,
    );
    expect(await valuesOf(ben, 'inner.compatibility')).toEqual([]);
    await at.admin.query(`alter policy guard on coding.rating
      using (community_id = app.community() and study_id = any (evidence.my_studies()))`);
    expect(await valuesOf(ben, 'inner.compatibility')).toEqual(['2']);
    await at.admin.query(`alter policy guard on coding.rating using (${rows[0]?.using ?? 'false'})`);
    expect(await valuesOf(ben, 'inner.compatibility')).toEqual([]);
  });
  test('a team may ask for more analysts, or for none apart', async () => {
    const rule = { study, strongApart: 2, weakApart: 1, leastSites: 1, mixedAsZero: true };
    await ana.ok('coding.setRatingRule', { ...rule, raters: 3, version: 0 });
    expect(await valuesOf(cleo, 'inner.culture')).toEqual(['-1']);
    await ana.ok('coding.setRatingRule', { ...rule, raters: 1, version: 1 });
    expect(await valuesOf(ben, 'inner.compatibility')).toEqual(['2']);
    await ana.ok('coding.setRatingRule', { ...rule, raters: 2, version: 2 });
  });
});

describe('a participant', () => {
  const construct = 'inner.culture';
  test('is rated beside the sites, with agreement of its own, and leaves when the text is withdrawn', async () => {
    const ofPerson = { siteId: undefined, participantId: person };
    await ana.ok('coding.rate', rate(construct, { ...ofPerson, value: '-1' }));
    await ben.ok('coding.rate', rate(construct, { ...ofPerson, value: '-1' }));
    const { participants, rows, agreementOnPeople } = await list(ana);
    expect(participants).toMatchObject([{ pseudonym: 'P1', part: 'nurse', siteId: at.sites.a1.id }]);
    expect(rows.filter((row) => row.participantId === person)).toHaveLength(2);
    expect(agreementOnPeople).toMatchObject({ cells: 1, percent: { value: 1 } });
    await ana.ok('evidence.setConsent', { id: sourceId, version: 1, consent: 'withdrawn' });
    expect((await list(ana)).rows.filter((row) => row.participantId === person)).toEqual([]);
    expect(
      await ana.call('coding.rate', rate(construct, { ...ofPerson, value: '0', version: 1 })),
    ).toMatchObject({
      status: 404,
      body: { code: 'coding.noSuchParticipant' },
    });
    await ana.ok('evidence.setConsent', { id: sourceId, version: 2, consent: 'given' });
  });
  test.each([
    ['both a site and a participant', () => ({ participantId: person })],
    ['neither', () => ({ siteId: undefined })],
  ])('%s is refused', async (_, more) => {
    expect(await ana.call('coding.rate', rate(construct, { value: '0', ...more() }))).toMatchObject({
      status: 422,
      body: { code: 'coding.siteOrParticipant' },
    });
  });
  test('somebody of another study is not there', async () => {
    const other = await beginStudy(ana, 'elsewhere');
    const more = { study: other, siteId: undefined, participantId: person, value: '0' };
    expect((await ana.call('coding.rate', rate(construct, more))).status).toBe(404);
  });
});
