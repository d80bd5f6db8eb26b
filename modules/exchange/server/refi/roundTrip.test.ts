import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { newId } from '../../../../kernel/id.ts';
import { makeZip } from '../../../../kernel/server/files/testing/zip.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { RatingsShown } from '../../../coding/contract.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import { conventionNamed, conventionNames } from '../../refi/conventions.ts';
import { type MadeText, projectZip } from '../testing/make.ts';
import { bring, openProject, take, unordered } from '../testing/refi.ts';
import { file, passage, text } from '../testing/sample.ts';

let at: World;
let evaluator: Person;
beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

describe('our own round trip', () => {
  test('valence, strength, notes, memos, crossings, guidance, colours and participants come back', async () => {
    const studyId = await beginStudy(evaluator, 'own');
    const sourceId = await addText(
      at,
      evaluator,
      studyId,
      { name: 'interview.txt', content: text.replaceAll('\n', '\r\n') },
      { pseudonym: 'P01', part: 'nurse', siteId: at.sites.a1.id },
    );
    const code = newId();
    await evaluator.ok('coding.addCode', {
      id: code,
      studyId,
      name: 'no time',
      definition: 'Include:\nwhat',
      include: 'waiting',
      exclude: 'travel',
      color: '#aa3300',
      instead: ['inner.available-resources'],
      origin: 'team',
    });
    const coding = newId();
    await evaluator.ok('coding.addCoding', {
      id: coding,
      sourceId,
      ...passage('nobody had time'),
      code,
      valence: 'barrier',
      strength: 2,
      memo: 'again & <again>',
    });
    await evaluator.ok('coding.addCoding', {
      id: newId(),
      sourceId,
      ...passage('👩‍👩‍👧 team'),
      code: 'inner.available-resources',
      valence: 'mixed',
    });
    const memo = (on: object) =>
      evaluator.ok('coding.addMemo', { id: newId(), studyId, text: `About ${JSON.stringify(on)} 😀`, on });
    for (const on of [
      { about: 'study' },
      { about: 'source', sourceId },
      { about: 'code', code },
      { about: 'coding', codingId: coding },
      { about: 'passage', sourceId, ...passage('Last words') },
    ])
      await memo(on);
    const first = await take(evaluator, 'own');
    const done = await bring(at, evaluator, 'own-again', file(first));
    expect(done).toMatchObject({
      refused: [],
      loaded: { texts: 1, codes: 1, codings: 2, memos: 5, coders: 1 },
    });
    expect(done.losses).toEqual([]);
    const [one, two] = [await openProject(first), await openProject(await take(evaluator, 'own-again'))];
    expect(unordered(two.tree)).toEqual(unordered(one.tree));
    const codings = async (study: string) => {
      const { rows } = await at.admin.query(
        `select c.start_at, c.end_at, c.valence, c.strength, c.code_system, coalesce(k.name, c.code) as code, p.pseudonym, p.part, x.kind, x.site_id from coding.coding c
         join evidence.study s on s.id = c.study_id join evidence.source x on x.id = c.source_id left join evidence.participant p on p.id = x.participant_id
         left join coding.code k on k.code = c.code and k.study_id = c.study_id where s.code = $1 order by c.start_at`,
        [study],
      );
      return rows as object[];
    };
    expect(await codings('own-again')).toEqual(await codings('own'));
    expect(JSON.stringify(one.tree)).not.toContain(evaluator.accountId);
  });
  test('ratings come back for sites and participants, by analyst and team, with their words and quotes', async () => {
    const studyId = await beginStudy(evaluator, 'rated');
    const second = await at.person('evaluator');
    const told = { name: 'told.txt', content: text };
    const here = { pseudonym: 'P01', part: 'nurse', siteId: at.sites.a1.id };
    const sourceId = await addText(at, evaluator, studyId, told, here);
    const codingId = newId();
    const coded = { id: codingId, sourceId, ...passage('nobody had time'), code: 'inner.culture' };
    await evaluator.ok('coding.addCoding', { ...coded, valence: 'barrier' });
    const { participants } = await evaluator.ok<RatingsShown>('coding.listRatings', { study: studyId });
    const rate = (who: Person, more: object) =>
      who.ok<{ id: string }>('coding.rate', {
        id: newId(),
        study: studyId,
        construct: 'inner.culture',
        ...more,
      });
    const site = { siteId: at.sites.a1.id };
    const { id: ratingId } = await rate(evaluator, { ...site, value: '-2', summary: 'No & <time> 😀' });
    await rate(second, { ...site, value: 'X', rationale: 'both' });
    await rate(evaluator, {
      ...site,
      layer: 'consensus',
      value: '-1',
      summary: 'Agreed',
      rationale: 'Two examples',
    });
    for (const who of [evaluator, second])
      await rate(who, { participantId: participants[0]?.id, value: 'M' });
    await evaluator.ok('coding.linkQuote', { ratingId, codingId, linked: true });

    const first = await take(evaluator, 'rated');
    const done = await bring(at, evaluator, 'rated-again', file(first));
    expect(done).toMatchObject({ refused: [], losses: [], loaded: { ratings: 5 } });
    const listed = async (study: string) => {
      const shown = await evaluator.ok<RatingsShown>('coding.listRatings', { study });
      const people = new Set(shown.participants.map((one) => one.id));
      return shown.rows
        .map(({ construct, layer, value, summary, rationale, quotes, siteId, participantId }) =>
          JSON.stringify([
            construct,
            layer,
            value,
            summary,
            rationale,
            quotes.length,
            siteId,
            people.has(participantId ?? ''),
          ]),
        )
        .toSorted();
    };
    expect(await listed('rated-again')).toEqual(await listed('rated'));
    const [one, two] = [await openProject(first), await openProject(await take(evaluator, 'rated-again'))];
    expect(unordered(two.tree)).toEqual(unordered(one.tree));
    expect(JSON.stringify(one.tree)).not.toContain(second.accountId);
    for (const study of ['rated', 'rated-again'])
      expect((await bring(at, evaluator, study, file(first))).loaded.ratings).toBe(0);
  });
  test('canary: a file without the variables of ratings brings none', async () => {
    const { xml, texts } = await openProject(await take(evaluator, 'rated'));
    const cut = Buffer.from(xml)
      .toString()
      .replace(/<VariableValue>(?:(?!<\/VariableValue>).)*<\/VariableValue>/gs, '');
    const entries = Object.entries(texts).map(([name, content]) => ({ name, content }));
    const done = await bring(
      at,
      evaluator,
      'unrated',
      file(makeZip([{ name: 'project.qde', content: cut }, ...entries])),
    );
    expect(done.loaded.ratings).toBe(0);
  });
  test('what is not carried of ratings is said: summaries of domains, standings, verdicts', async () => {
    const study = 'rated';
    await evaluator.ok('coding.writeSummary', {
      id: newId(),
      study,
      domain: 'inner',
      siteId: null,
      text: 'x',
    });
    await evaluator.ok('coding.setStanding', { study, siteId: at.sites.a1.id, standing: 'high' });
    const { losses, counts } = await evaluator.ok<{
      losses: { element: string; count: number }[];
      counts: Record<string, number>;
    }>('exchange.previewExport', { study });
    expect(counts['ratings']).toBe(5);
    expect(losses.map(({ element, count }) => [element, count])).toEqual([
      ['Domain summary', 1],
      ['Site standing', 1],
      ['Speaker', 2],
    ]);
  });
  test('the file for NVivo on Windows counts as NVivo does, and comes in again under that convention', async () => {
    const out = await take(evaluator, 'own', { profile: 'windows' });
    expect(Object.values((await openProject(out)).texts)[0]).toMatch(/^\ufeffP1: 😀 nobody had time\.\r\n/);
    const done = await bring(at, evaluator, 'own-windows', file(out));
    expect(done.sources[0]).toMatchObject({
      convention: 'utf16-crlf2',
      because: 'writer',
      exact: 3,
      placed: 3,
    });
  });
  test('any project comes out as it went in', async () => {
    const letters = fc.constantFrom('a', 'b', ' ', '\n', '😀', 'e\u0301', '資', '&', '<');
    const anyText = fc.array(letters, { minLength: 3, maxLength: 40 }).map((all) => `x${all.join('')}`);
    const anyMade = fc.tuple(
      anyText,
      fc.boolean(),
      fc.array(
        fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('c1', 'c<2>', 'é&'), fc.constantFrom('u1', 'u2')),
        { maxLength: 6 },
      ),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMade, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...conventionNames.slice(0, 4)),
        async (all, name) => {
          run += 1;
          const texts = all.map(([words, crlf, spans], index): MadeText => {
            const length = [...words].length;
            const stretches = spans.map(([one, two, code, user]) => {
              const start = one % length;
              return { start, end: start + 1 + (two % (length - start)), code, user };
            });
            return { name: `t${run}-${index}`, text: words, crlf, passages: stretches };
          });
          const done = await bring(
            at,
            evaluator,
            `any-${run}`,
            file(projectZip(texts, conventionNamed(name))),
            { convention: name },
          );
          expect(done.refused).toEqual([]);
          expect(done.sources.every((one) => one.placed === one.selections && one.exact === one.placed)).toBe(
            true,
          );
          const first = await take(evaluator, `any-${run}`);
          await bring(at, evaluator, `any-${run}-again`, file(first));
          const [one, two] = [
            await openProject(first),
            await openProject(await take(evaluator, `any-${run}-again`)),
          ];
          expect(two.texts).toEqual(one.texts);
          expect(unordered(two.tree)).toEqual(unordered(one.tree));
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
