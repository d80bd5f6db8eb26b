import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import type { RedactionProposal } from '../../evidence/contract.ts';
import { addText, beginStudy, publish } from '../../evidence/server/testing/study.ts';

let at: World;
let evaluator: Person;
let studyId: string;
const said =
  'Ann Canary: I lived in Canaryville 😀 and had no time.\nInterviewer: Call 613 555-0142?\nAnn Canary: Yes.';

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  studyId = await beginStudy(evaluator, 'redacted');
  await evaluator.ok('evidence.addParticipant', {
    id: newId(),
    studyId,
    pseudonym: 'P01',
    identity: 'Ann Canary',
  });
});
afterAll(() => at.close());

type Proposed = {
  contentVersion: number;
  redacted: boolean;
  rows: RedactionProposal[];
  refusedBefore: number;
};
type Read = { text: string; label: string; turns: { speaker: string }[]; contentVersion: number };
const proposed = (id: string) => evaluator.ok<Proposed>('evidence.proposeRedactions', { id });
const decide = (sourceId: string, contentVersion: number, accepted: object[], refused: object[] = []) =>
  evaluator.call('coding.redactText', { sourceId, contentVersion, accepted, refused });
const asAccepted = ({ start, end, kind, replacement }: RedactionProposal) => ({
  start,
  end,
  kind,
  text: replacement,
});
const codingsOf = (sourceId: string) =>
  evaluator.ok<{ rows: { id: string; start: number; end: number }[] }>('coding.listCodings', { sourceId });

async function codedText(name = `Ann Canary ${newId()}.txt`) {
  const id = await addText(at, evaluator, studyId, { name, content: said });
  const [start, end] = [
    [...said.slice(0, said.indexOf('had no time'))].length,
    [...said.slice(0, said.indexOf('.\nInt'))].length,
  ];
  const coding = newId();
  await evaluator.ok('coding.addCoding', {
    ...{
      id: coding,
      sourceId: id,
      contentVersion: 1,
      start,
      end,
      code: 'inner',
    },
    ...{ valence: 'barrier' },
  });
  return { id, coding };
}

describe('taking names out of a text', () => {
  test('proposes what the key, the places and the rules know, under the pseudonym', async () => {
    const { id } = await codedText();
    const { rows, redacted } = await proposed(id);
    expect(redacted).toBe(false);
    expect(rows.map(({ words, kind, because, replacement }) => [words, kind, because, replacement])).toEqual([
      ['Ann Canary', 'name', 'key', '[P01]'],
      ['Canaryville', 'place', 'pattern', '[place 1]'],
      ['613 555-0142', 'contact', 'pattern', '[contact]'],
      ['Ann Canary', 'name', 'key', '[P01]'],
    ]);
    expect((await evaluator.ok<Read>('evidence.readSource', { id })).text).toBe(said);
  });
  test('keeps every coding on its words, cleans speakers and the name of the file, and puts the text before apart', async () => {
    const { id, coding } = await codedText();
    const { rows } = await proposed(id);
    const done = await decide(id, 1, rows.map(asAccepted));
    expect(done.body).toMatchObject({ contentVersion: 2, moved: 1, lost: 0 });
    const read = await evaluator.ok<Read>('evidence.readSource', { id });
    expect(read.text).toBe(
      '[P01]: I lived in [place 1] 😀 and had no time.\nInterviewer: Call [contact]?\n[P01]: Yes.',
    );
    expect(JSON.stringify(read)).not.toMatch(/Canary/i);
    expect(read.turns.map(({ speaker }) => speaker)).toContain('[P01]');
    const row = (await codingsOf(id)).rows.find((one) => one.id === coding);
    expect([...read.text].slice(row?.start, row?.end).join('')).toBe('had no time');
    expect((await evaluator.call('evidence.readTextVersion', { id, contentVersion: 1 })).body).toMatchObject({
      code: 'evidence.keptApart',
    });
    expect((await evaluator.call('evidence.showCorrection', { id, contentVersion: 2 })).body).toMatchObject({
      code: 'evidence.keptApart',
    });
    expect(await evaluator.ok('evidence.listTextVersions', { id })).toMatchObject({
      rows: [{ open: false }],
    });
    expect((await evaluator.call('evidence.readUnredacted', { id, contentVersion: 1 })).status).toBe(403);
    const steward = await at.person('steward');
    expect((await steward.call('evidence.readTextVersion', { id, contentVersion: 1 })).status).toBe(403);
    const before = await steward.ok<{ text: string }>('evidence.readUnredacted', { id, contentVersion: 1 });
    expect(before.text).toBe(said);
    expect(await earlierRows(evaluator, id)).toBe(0);
    expect(await earlierRows(steward, id)).toBe(1);
  });
  test('leaves what was refused, does not propose it again, and goes on counting', async () => {
    const { id } = await codedText();
    const { rows } = await proposed(id);
    const [ann, place, phone] = rows;
    if (!ann || !place || !phone) throw new Error('nothing was proposed');
    expect((await decide(id, 1, [], [place])).body).toMatchObject({ contentVersion: 1 });
    const next = await proposed(id);
    expect(next.rows.map(({ words }) => words)).toEqual(['Ann Canary', '613 555-0142', 'Ann Canary']);
    expect(next.refusedBefore).toBe(1);
    expect((await decide(id, 1, [{ ...asAccepted(phone), text: '[their number]' }])).status).toBe(200);
    expect((await evaluator.ok<Read>('evidence.readSource', { id })).text).toContain('Call [their number]?');
    expect((await decide(id, 1, [asAccepted(ann)])).status).toBe(409);
  });
  test('crossing or empty stretches are refused, and nothing is half done', async () => {
    const { id } = await codedText();
    const cross = [
      { start: 0, end: 5, kind: 'name', text: 'x' },
      { start: 3, end: 8, kind: 'name', text: 'y' },
    ];
    expect((await decide(id, 1, cross)).status).toBe(422);
    expect((await decide(id, 1, [{ start: 9_000, end: 9_001, kind: 'name', text: 'x' }])).status).toBe(422);
    expect((await evaluator.ok<Read>('evidence.readSource', { id })).contentVersion).toBe(1);
  });
  test('is for those who study the text', async () => {
    const { id } = await codedText();
    const other = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect((await other.call('evidence.proposeRedactions', { id })).status).toBe(404);
    const accepted = [{ start: 0, end: 3, kind: 'name', text: 'x' }];
    const call = await other.call('coding.redactText', {
      sourceId: id,
      contentVersion: 1,
      accepted,
      refused: [],
    });
    expect(call.status).toBe(404);
    for (const role of ['lead', 'worker', 'privacy']) {
      const person = await at.person(role, at.sites.a1);
      expect((await person.call('evidence.proposeRedactions', { id })).status).toBe(403);
    }
  });
});

/** How many earlier rows of a text the database lets somebody select. */
async function earlierRows(person: Person, id: string): Promise<number | undefined> {
  const { value } = await at.database.asActor(person.actor, { id: newId() }, (tx) =>
    tx.many<{ n: number }>({
      parts: [
        `select count(*)::int as n from evidence.history where table_name = 'source' and row_id = `,
        '',
      ],
      values: [id],
    }),
  );
  return value[0]?.n;
}
