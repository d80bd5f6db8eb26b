import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { readCsv } from '../../../../kernel/server/files/index.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Item } from '../../contract.ts';
import type { ReportTable } from '../../study/study.ts';

let at: World;
let ann: Person;
let studyId: string;
const themeId = newId();
const sources: string[] = [];
const words = (one: number) => (one === 0 ? '=SUM(A1) marker0x' : `The words marker${one}x.`);
const construct = 'inner.available-resources.space';

/** Six nurses and one physician at a site, each quoted once under one theme. */
beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'told');
  await ann.ok('coding.addTheme', {
    id: themeId,
    study: studyId,
    name: 'Room',
    plain: { en: 'There is no room.', fr: 'Il manque de place.' },
    valence: 'barrier',
    constructs: [construct],
  });
  for (let one = 0; one < 7; one += 1) {
    const sourceId = await addText(
      at,
      ann,
      studyId,
      { name: `${one}.txt`, content: words(one) },
      { siteId: at.sites.a1.id, pseudonym: `P${one}`, part: one === 6 ? 'physician' : 'nurse' },
    );
    sources.push(sourceId);
    const codingId = newId();
    const coded = { id: codingId, sourceId, start: 0, end: words(one).length, code: construct };
    await ann.ok('coding.addCoding', { ...coded, valence: 'barrier' });
    await ann.ok('coding.quoteTheme', { themeId, codingId, chosen: true });
  }
  const rated = { id: newId(), study: studyId, construct, siteId: at.sites.a1.id, layer: 'consensus' };
  await ann.ok('coding.rate', { ...rated, value: '-2' });
});
afterAll(() => at.close());

type Shown = {
  report: { methods: string[]; tables: ReportTable[] };
  checklists: { key: string; items: Item[] }[];
  small: { role: string; people: number }[];
};
const shown = (locale = 'en', person = ann) => person.ok<Shown>('reports.showStudy', { studyId, locale });
const keep = { small: 'keep', reason: 'Everybody agreed.' };

async function taken(format: string, more: object = keep): Promise<Buffer> {
  const asked = { studyId, locale: 'en', format, ...more };
  const answer = await ann.call('reports.fetchStudy', asked);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return Buffer.from(await answer.raw.arrayBuffer());
}

describe('the report of a study', () => {
  test('has in each format as many rows as the study has', async () => {
    const { report } = await shown();
    const counts = report.tables.map((table) => table.rows.length);
    const quotes = await at.admin.query(
      'select count(*)::int as rows from coding.theme_quote where study_id = $1',
      [studyId],
    );
    const locked = await at.admin.query<{ rows: number }>(
      `select count(*)::int as rows from vocabulary.code_entry e join evidence.study s on s.codebook_system = e.system and s.codebook_version = e.version where s.id = $1`,
      [studyId],
    );
    const rowsOf = (key: string) => report.tables.find((table) => table.key === key)?.rows.length;
    expect(rowsOf('quotes')).toBe(quotes.rows[0]?.rows);
    expect(rowsOf('codebook')).toBe(locked.rows[0]?.rows);
    expect([rowsOf('coreq-32'), rowsOf('srqr-21')]).toEqual([32, 21]);
    for (const [index, table] of report.tables.entries()) {
      const csv = [];
      for await (const row of readCsv(await taken('csv', { ...keep, table: table.key }))) csv.push(row);
      expect(csv, table.key).toHaveLength(counts[index] ?? -1);
    }
    const workbook = await taken('xlsx');
    for (const [index, count] of counts.entries())
      expect(await readSheet(workbook, index + 2), report.tables[index]?.key).toHaveLength(count + 1);
    const document = Buffer.from(unzipSync(await taken('docx'))['word/document.xml'] ?? []).toString('utf8');
    const filled = counts.filter((count) => count > 0);
    expect(document.match(/<w:tr[ >]/g)).toHaveLength(filled.reduce((sum, count) => sum + count + 1, 0));
  });

  test('has what a group put in order once it is counted, ties as ties', async () => {
    const rankings = async () =>
      (await shown()).report.tables.find((table) => table.key === 'rankings')?.rows;
    const [id, ...items] = [newId(), newId(), newId(), newId()];
    const challenges = items.map((item, at) => ({ id: item, name: { en: `Challenge ${at}`, fr: '' } }));
    const question = { en: 'What first?', fr: '' };
    const asked = { id, study: studyId, question, places: 2, asksEase: false, openTo: 'staff', challenges };
    await ann.ok('coding.openRanking', asked);
    for (let one = 0; one < 6; one += 1) {
      const weighty = one % 2 === 0 ? [items[1], items[2]] : [items[2], items[1]];
      const person = await at.person('worker', at.sites.a1);
      await person.ok('coding.castBallot', { id: newId(), rankingId: id, weighty });
    }
    expect(await rankings()).toEqual([]);
    await ann.ok('coding.closeRanking', { id, version: 1 });
    expect(await rankings()).toEqual([
      ['What first?', 6, 'Challenge 0', '', 0, '', null],
      ['What first?', 6, 'Challenge 1', '1 (tied)', 9, '', null],
      ['What first?', 6, 'Challenge 2', '1 (tied)', 9, '', null],
    ]);
  });

  test('as a PDF holds every quote once; the canary is a quote that is not there', async () => {
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await taken('pdf'))), {
      mergePages: true,
    });
    for (let one = 0; one < 7; one += 1) expect(text.split(`marker${one}x`), `quote ${one}`).toHaveLength(2);
    expect(text.split('marker7x')).toHaveLength(1);
  });

  test('carries no formula out in CSV', async () => {
    const cells = [];
    for await (const row of readCsv(await taken('csv', { ...keep, table: 'quotes' })))
      cells.push(row.cells['Words']);
    expect(cells).toContain(`'${words(0)}`);
  });

  test('says its methods from the records, in both languages', async () => {
    const [en, fr] = [await shown(), await shown('fr')];
    expect(en.report.methods.join(' ')).toContain('People heard: 7, in 7 texts.');
    expect(fr.report.methods.join(' ')).toContain('Personnes entendues : 7, dans 7 textes.');
    expect(en.report.methods.join(' ')).toContain('7 codings on 7 passages of 7 texts');
    const results = en.report.tables.find((table) => table.key === 'results');
    expect(results?.rows[0]?.slice(1, 2)).toEqual(['−2']);
  });
});

describe('a checklist', () => {
  const item = async (list: string, code: string) =>
    (await shown()).checklists.find((one) => one.key === list)?.items.find((one) => one.code === code);
  test('is filled from the records, and names what is missing', async () => {
    expect(await item('coreq-32', '12')).toMatchObject({
      state: 'filled',
      facts: ['People heard: 7, in 7 texts.'],
    });
    expect(await item('coreq-32', '4')).toMatchObject({ state: 'missing', facts: [], said: '' });
    expect((await item('coreq-32', '13'))?.state).toBe('part');
    expect((await item('coreq-32', '28'))?.state).toBe('missing');
  });
  test('takes what only a person knows; the second of two writers learns of the first', async () => {
    const said = { studyId, list: 'coreq-32', code: '4', version: 0, text: 'Two women, one man.' };
    await ann.ok('reports.writeItem', said);
    expect(await item('coreq-32', '4')).toMatchObject({
      state: 'said',
      said: 'Two women, one man.',
      version: 1,
    });
    expect(await ann.call('reports.writeItem', said)).toMatchObject({
      status: 409,
      body: { code: 'reports.itemChanged' },
    });
    await ann.ok('reports.writeItem', { ...said, version: 1, text: '' });
    expect((await item('coreq-32', '4'))?.state).toBe('missing');
    const kept = await at.admin.query<{ sealed: Buffer | null }>(
      `select said_sealed as sealed from reports.item where code = '4'`,
    );
    expect(kept.rows[0]?.sealed).toBeNull();
    const before = await at.admin.query<{ text: string }>(
      'select row_before::text as text from reports.history',
    );
    expect(before.rows.map((row) => row.text).join()).not.toContain('Two women');
    expect((await ann.call('reports.writeItem', { ...said, code: 'domain-1' })).status).toBe(404);
  });
});

describe('few people', () => {
  test('are named before the report leaves, and nothing leaves without a decision', async () => {
    expect((await shown()).small).toEqual([{ role: 'physician', siteId: at.sites.a1.id, people: 1 }]);
    const answer = await ann.call('reports.fetchStudy', { studyId, locale: 'en', format: 'pdf' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'coding.smallGroups' } });
  });
  test('are left out: their role stands nowhere in the report', async () => {
    const text = (await taken('csv', { small: 'leave_out', table: 'quotes' })).toString('utf8');
    expect(text).toContain('marker6x');
    expect(text).not.toContain('physician');
    const people = (await taken('csv', { small: 'leave_out', table: 'participation' })).toString('utf8');
    expect(people).not.toContain('physician');
    const methods = await readSheet(await taken('xlsx', { small: 'leave_out' }), 1);
    expect(JSON.stringify(methods)).not.toContain('physician');
  });
});

test('nothing of a withdrawn text is in the report, in any format; allowed again, it is', async () => {
  const all = async () => {
    const csv = (await taken('csv', { ...keep, table: 'quotes' })).toString('utf8');
    return `${JSON.stringify(await shown())} ${csv}`;
  };
  expect(await all()).toContain('marker6x');
  await ann.ok('evidence.setConsent', { id: sources[6], version: 1, consent: 'withdrawn' });
  expect(await all()).not.toContain('marker6x');
  expect((await shown()).report.methods.join(' ')).toContain('People heard: 6, in 6 texts.');
  await ann.ok('evidence.setConsent', { id: sources[6], version: 2, consent: 'given' });
  expect(await all()).toContain('marker6x');
});

test('people outside the study get none of it', async () => {
  const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
  const lead = await at.person('lead', at.sites.a1);
  for (const format of ['pdf', 'csv']) {
    const asked = { studyId, locale: 'en', format, ...keep };
    expect((await stranger.call('reports.fetchStudy', asked)).status).toBe(404);
    expect((await lead.call('reports.fetchStudy', asked)).status).toBe(403);
  }
  expect((await stranger.call('reports.showStudy', { studyId, locale: 'en' })).status).toBe(404);
});
