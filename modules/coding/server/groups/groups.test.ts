import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Group } from '../../asked/groups.ts';
import type { Quote } from '../../contract.ts';

type Cell = { key: string; siteId: string | null; valence: string; codings: number; passages: number };
type Listed = {
  rows: { variableId: string; name: string; values: { value: string; texts: number }[] }[];
};
const shifts = ['Day', 'Day', 'Night', 'Night', 'Night', undefined] as const;
const codes = ['inner.available-resources', 'inner.relational-connections', 'outer.local-attitudes'];

let at: World;
let evaluator: Person;
let studyId: string;
let shift: string;
const texts: string[] = [];
const people: string[] = [];

const heat = async (by: string, within?: Group) =>
  (await evaluator.ok<{ cells: Cell[] }>('coding.heatMap', { study: studyId, by, within })).cells;
const groups = async (person = evaluator) => person.ok<Listed>('coding.listGroups', { study: studyId });
const sum = (cells: readonly Cell[]) => cells.reduce((total, cell) => total + cell.codings, 0);
const keyed = (cells: readonly Cell[]) =>
  new Map(cells.map((cell) => [`${cell.key}/${cell.siteId}/${cell.valence}`, [cell.codings, cell.passages]]));

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  studyId = await beginStudy(evaluator, 'groups');
  shift = newId();
  const years = newId();
  await evaluator.ok('evidence.defineVariable', {
    id: shift,
    studyId,
    name: 'Shift',
    kind: 'choice',
    choices: ['Day', 'Night'],
  });
  await evaluator.ok('evidence.defineVariable', {
    id: years,
    studyId,
    name: 'Remark',
    kind: 'text',
    choices: [],
  });
  for (const [index, value] of shifts.entries()) {
    const pseudonym = `P${index}`;
    const more = { pseudonym, siteId: index % 2 === 0 ? at.sites.a1.id : at.sites.a2.id };
    const source = await addText(
      at,
      evaluator,
      studyId,
      { name: `${pseudonym}.txt`, content: `What ${pseudonym} said about the work and the people.` },
      more,
    );
    texts.push(source);
    for (let n = 0; n <= index; n += 1)
      await evaluator.ok('coding.addCoding', {
        id: newId(),
        sourceId: source,
        start: 0,
        end: 4 + (n % 2),
        code: codes[n % 3],
        valence: n % 2 === 0 ? 'barrier' : 'facilitator',
      });
    const { rows } = await evaluator.ok<{ rows: { id: string; pseudonym: string }[] }>(
      'evidence.listParticipants',
      { studyId },
    );
    const id = rows.find((row) => row.pseudonym === pseudonym)?.id ?? '';
    people.push(id);
    const set = (variableId: string, to: string) =>
      evaluator.ok('evidence.setValue', { id: newId(), participantId: id, variableId, value: to });
    if (value !== undefined) await set(shift, value);
    await set(years, 'free words that stay sealed');
  }
});
afterAll(() => at.close());

describe('the matrix of a group', () => {
  test('its groups are the values of variables, free words never, with the texts under each', async () => {
    expect((await groups()).rows).toEqual([
      {
        variableId: shift,
        name: 'Shift',
        values: [
          { value: 'Day', texts: 2 },
          { value: 'Night', texts: 3 },
        ],
      },
    ]);
  });

  test.each(['construct', 'domain'])('by %s, the groups and the rest add up to everybody', async (by) => {
    const [day, night, all] = await Promise.all([
      heat(by, { variableId: shift, value: 'Day' }),
      heat(by, { variableId: shift, value: 'Night' }),
      heat(by),
    ]);
    expect([sum(day), sum(night)]).toEqual([1 + 2, 3 + 4 + 5]);
    expect(sum(all)).toBe(1 + 2 + 3 + 4 + 5 + 6);
    // Every cell of a group is a cell of everybody, never fuller.
    const whole = keyed(all);
    for (const [key, [codings = 0, passages = 0]] of keyed([...day, ...night])) {
      const [most = 0, places = 0] = whole.get(key) ?? [];
      expect(codings).toBeLessThanOrEqual(most);
      expect(passages).toBeLessThanOrEqual(places);
    }
  });

  test('over a value that everybody shares it equals the kept counts; canary: over a value that fewer hold it does not', async () => {
    const everywhere = newId();
    await evaluator.ok('evidence.defineVariable', {
      id: everywhere,
      studyId,
      name: 'Country',
      kind: 'choice',
      choices: ['Here'],
    });
    for (const participantId of people)
      await evaluator.ok('evidence.setValue', {
        id: newId(),
        participantId,
        variableId: everywhere,
        value: 'Here',
      });
    for (const by of ['construct', 'domain']) {
      const kept = keyed(await heat(by));
      expect(keyed(await heat(by, { variableId: everywhere, value: 'Here' }))).toEqual(kept);
      expect(keyed(await heat(by, { variableId: shift, value: 'Night' }))).not.toEqual(kept);
    }
  });

  test('a cell opens the words of its group alone', async () => {
    const ask = async (within?: Group) =>
      (
        await evaluator.ok<{ rows: Quote[] }>('coding.listQuotes', {
          study: studyId,
          by: 'domain',
          key: 'inner',
          within,
        })
      ).rows.map((row) => row.sourceId);
    expect(new Set(await ask({ variableId: shift, value: 'Day' }))).toEqual(new Set(texts.slice(0, 2)));
    expect(new Set(await ask())).toEqual(new Set(texts));
  });

  test('a text that is withdrawn leaves its group', async () => {
    const [first] = texts;
    const version = 1;
    await evaluator.ok('evidence.setConsent', { id: first, version, consent: 'withdrawn' });
    expect(sum(await heat('construct', { variableId: shift, value: 'Day' }))).toBe(2);
    expect((await groups()).rows.find((row) => row.name === 'Shift')?.values[0]).toEqual({
      value: 'Day',
      texts: 1,
    });
  });

  test('is asked by those who code; a lead, who knows no variables, is refused the list and finds nothing under a group', async () => {
    const lead = await at.person('lead', at.sites.a1);
    expect((await lead.call('coding.listGroups', { study: studyId })).status).toBe(403);
    const { status, body } = await lead.call('coding.heatMap', {
      study: studyId,
      by: 'domain',
      within: { variableId: shift, value: 'Night' },
    });
    expect([status, body]).toMatchObject([200, { cells: [] }]);
  });
});
