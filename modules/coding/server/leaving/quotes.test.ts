import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { readCsv } from '../../../../kernel/server/files/index.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';

let at: World;
let ann: Person;
let studyId: string;
let rare: string;
const words = '=HYPERLINK("http://x")';

/** Six nurses and one physician at a site, each with two codings; the physician's words would be a formula. */
beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'leaving');
  for (let one = 0; one < 7; one += 1) {
    const physician = one === 6;
    const id = await addText(
      at,
      ann,
      studyId,
      { name: `a1-${one}.txt`, content: physician ? words : `Words of nurse ${one}.` },
      { siteId: at.sites.a1.id, pseudonym: `P${one}`, part: physician ? 'physician' : 'nurse' },
    );
    if (physician) rare = id;
    for (const code of ['outer.financing', 'inner.culture'])
      await ann.ok('coding.addCoding', {
        id: newId(),
        sourceId: id,
        start: 0,
        end: physician ? words.length : 14,
        code,
        valence: 'barrier',
      });
  }
});
afterAll(() => at.close());

type Cells = Record<string, string>;

async function taken(person: Person, format: 'csv' | 'xlsx', more: object = {}): Promise<Cells[]> {
  const answer = await person.call('coding.exportQuotes', { study: studyId, format, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const bytes = Buffer.from(await answer.raw.arrayBuffer());
  const rows: Cells[] = [];
  if (format === 'csv') {
    for await (const row of readCsv(bytes)) rows.push({ ...row.cells });
    return rows;
  }
  const [headings = [], ...lines] = await readSheet(bytes);
  return lines.map((line) =>
    Object.fromEntries(headings.map((heading, column) => [String(heading), String(line[column] ?? '')])),
  );
}

const keep = { small: 'keep', reason: 'The physician agreed to be named.' };
const preview = (person = ann, more: object = {}) =>
  person.ok<{ rows: number; people: number; small: { role: string; people: number }[] }>(
    'coding.previewQuotes',
    { study: studyId, ...more },
  );

describe('the quotes table', () => {
  test.each(['csv', 'xlsx'] as const)(
    'as %s has exactly the rows that were counted, each once',
    async (format) => {
      const { rows } = await preview();
      const counted = await at.admin.query(
        'select count(*)::int as rows from coding.coding where study_id = $1 and removed_at is null',
        [studyId],
      );
      const lines = await taken(ann, format, keep);
      expect(rows).toBe(counted.rows[0]?.rows);
      expect(lines).toHaveLength(rows);
      expect(lines.map((line) => line['No.'])).toEqual(lines.map((_, index) => String(index + 1)));
      expect(new Set(lines.map((line) => `${line['Text']}|${line['Code']}`)).size).toBe(rows);
      expect(lines.filter((line) => line['Words']?.startsWith('Words of nurse'))).toHaveLength(12);
    },
  );

  test('canary: a row that is lost on the way is seen', async () => {
    const lines = await taken(ann, 'csv', keep);
    expect(lines.slice(1)).not.toHaveLength((await preview()).rows);
  });

  test('carries no formula out', async () => {
    const [csv, xlsx] = [await taken(ann, 'csv', keep), await taken(ann, 'xlsx', keep)];
    expect(csv.filter((line) => line['Words'] === `'${words}`)).toHaveLength(2);
    expect(xlsx.filter((line) => line['Words'] === words)).toHaveLength(2);
  });
});

describe('a role and a site that point to one person', () => {
  test('are named before anything leaves, and nothing leaves without a decision', async () => {
    expect((await preview()).small).toEqual([{ role: 'physician', siteId: at.sites.a1.id, people: 1 }]);
    const answer = await ann.call('coding.exportQuotes', { study: studyId, format: 'csv' });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'coding.smallGroups', facts: { groups: [{ role: 'physician', people: 1 }] } },
    });
  });

  test('stay for a reason, which is kept sealed with whoever gave it and stands in the trail', async () => {
    const without = await ann.call('coding.exportQuotes', { study: studyId, format: 'csv', small: 'keep' });
    expect(without).toMatchObject({ status: 422, body: { code: 'coding.smallReason' } });
    await taken(ann, 'csv', keep);
    const { rows } = await ann.ok<{ rows: { reason: string; fewest: number }[] }>('coding.listDisclosures', {
      study: studyId,
    });
    expect(rows[0]).toMatchObject({ reason: keep.reason, groups: 1, fewest: 1, what: 'quotes' });
    const stored = await at.admin.query<{ sealed: Buffer }>(
      'select reason_sealed as sealed from coding.disclosure',
    );
    expect(stored.rows.every((row) => !row.sealed.includes('physician'))).toBe(true);
    const trail = await at.admin.query(
      `select 1 from kernel.audit_event where operation = 'coding.keepSmallGroups' and account_id = $1`,
      [ann.accountId],
    );
    expect(trail.rows.length).toBe(stored.rows.length);
  });

  test('are left out with the name of the file, which may tell the site; the words stay', async () => {
    const lines = await taken(ann, 'xlsx', { small: 'leave_out' });
    expect(lines).toHaveLength(14);
    expect(lines.every((line) => line['Part'] === '' || line['Part'] === 'nurse')).toBe(true);
    const theirs = lines.filter((line) => line['Words'] === words);
    expect(theirs.map((line) => [line['Part'], line['Text']])).toEqual([
      ['', 'P6'],
      ['', 'P6'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('physician');
  });

  test('are no matter where only others are shown', async () => {
    const nobody = { valence: 'facilitator' };
    expect(await preview(ann, nobody)).toMatchObject({ rows: 0, small: [] });
  });
});

test('a withdrawn text leaves the table, and comes back when it is allowed again', async () => {
  await ann.ok('evidence.setConsent', { id: rare, version: 1, consent: 'withdrawn' });
  expect(JSON.stringify(await taken(ann, 'csv'))).not.toContain('HYPERLINK');
  expect(await taken(ann, 'csv')).toHaveLength(12);
  await ann.ok('evidence.setConsent', { id: rare, version: 2, consent: 'given' });
  expect(await taken(ann, 'csv', keep)).toHaveLength(14);
});

test('whoever leads another site, or studies something else, gets no row of it', async () => {
  const elsewhere = await at.person('lead', at.sites.other);
  expect((await preview(elsewhere)).rows).toBe(0);
  const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
  expect((await preview(stranger)).rows).toBe(0);
  const here = await at.person('lead', at.sites.a1);
  expect((await preview(here)).rows).toBe(14);
});
