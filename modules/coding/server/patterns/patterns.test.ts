import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';

let at: World;
let ana: Person;
let study: string;
const sources: string[] = [];
const [culture, time, money] = ['inner.culture', 'inner.structural.work', 'outer.financing'];

beforeAll(async () => {
  at = await world();
  await publish(at);
  ana = await at.person('evaluator');
  study = await beginStudy(ana, 'patterns');
  for (const name of ['one', 'two', 'three'])
    sources.push(
      await addText(at, ana, study, { name: `${name}.txt`, content: 'Nobody had time for us here.' }),
    );
  const code = (source: number, start: number, end: number, what: string) =>
    ana.ok('coding.addCoding', {
      id: newId(),
      sourceId: sources[source],
      start,
      end,
      code: what,
      valence: 'barrier',
    });
  await code(0, 0, 6, culture);
  await code(0, 0, 6, culture);
  await code(0, 0, 6, time);
  await code(0, 4, 10, money);
  await code(1, 0, 6, culture);
  await code(1, 7, 10, time);
});
afterAll(() => at.close());

type Pairs = {
  codes: { code: string; count: number }[];
  pairs: { first: string; second: string; count: number }[];
};
const pairs = (within: string, more: object = {}) =>
  ana.ok<Pairs>('coding.coOccurrence', { study, level: 'code', within, ...more });
const open = (within: string, first: string, second: string) =>
  ana.ok<{ total: number; rows: { text: string; label: string; codes: string[] }[] }>('coding.listTogether', {
    study,
    level: 'code',
    within,
    first,
    second,
  });

describe('codes that stand together', () => {
  test('are counted by distinct passages: on the same one, overlapping, or by text', async () => {
    expect((await pairs('passage')).pairs).toEqual([{ first: culture, second: time, count: 1 }]);
    expect((await pairs('overlap')).pairs).toEqual(
      [
        { first: culture, second: time, count: 1 },
        { first: culture, second: money, count: 1 },
        { first: time, second: money, count: 1 },
      ].toSorted((a, b) => (a.first + a.second < b.first + b.second ? -1 : 1)),
    );
    const { pairs: byText, codes } = await pairs('source');
    expect(byText[0]).toEqual({ first: culture, second: time, count: 2 });
    expect(codes.find(({ code }) => code === culture)?.count).toBe(2);
  });
  test('every pair opens as many passages as it counts', async () => {
    for (const within of ['passage', 'overlap'])
      for (const { first, second, count } of (await pairs(within)).pairs)
        expect(await open(within, first, second)).toMatchObject({ total: count });
    const both = await open('overlap', culture, money);
    expect(both.rows).toEqual([
      { sourceId: sources[0], label: 'one.txt', text: 'Nobody had', codes: [culture, money] },
    ]);
    expect((await open('source', culture, time)).rows.map((row) => row.text)).toEqual([
      'Nobody',
      'Nobody',
      'had',
    ]);
  });
  test('leave with a text that is withdrawn, and are for the people of the study', async () => {
    await ana.ok('evidence.setConsent', { id: sources[0], version: 1, consent: 'withdrawn' });
    expect((await pairs('overlap')).pairs).toEqual([]);
    await ana.ok('evidence.setConsent', { id: sources[0], version: 2, consent: 'given' });
    const elsewhere = await at.person([{ role: 'evaluator', studyId: newId() }]);
    for (const operation of ['coOccurrence', 'codesByText'])
      expect((await elsewhere.call(`coding.${operation}`, { study })).status).toBe(404);
    expect(
      (await elsewhere.call('coding.listTogether', { study, first: culture, second: time })).status,
    ).toBe(404);
    const lead = await at.person('lead', at.sites.a1);
    expect((await lead.call('coding.coOccurrence', { study })).status).toBe(403);
  });
  test('do not count what coders still do apart', async () => {
    const ben = await at.person('evaluator');
    const text = await addText(at, ana, study, { name: 'blind.txt', content: 'Nobody had time.' });
    const round = {
      id: newId(),
      study,
      name: 'r',
      coders: [ana.accountId, ben.accountId],
      share: 1,
      seed: 1,
    };
    await ana.ok('coding.openRound', round);
    for (const code of [culture, money])
      await ana.ok('coding.addCoding', {
        id: newId(),
        sourceId: text,
        start: 0,
        end: 6,
        code,
        valence: 'barrier',
      });
    expect((await pairs('passage')).pairs).toEqual([{ first: culture, second: time, count: 1 }]);
  });
});

test('texts come in their order with the codes of each, coded ones only', async () => {
  const { rows } = await ana.ok<{ rows: { sourceId: string; label: string; codes: string[] }[] }>(
    'coding.codesByText',
    { study, level: 'code' },
  );
  expect(rows.map(({ label, codes }) => [label, codes])).toEqual([
    ['one.txt', [culture, time, money]],
    ['two.txt', [culture, time]],
  ]);
});
