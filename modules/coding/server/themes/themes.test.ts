import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Theme } from '../../contract.ts';

let at: World;
let ann: Person;
let studyId: string;
let text: string;
let codingId: string;
const construct = 'inner.available-resources.space';
const said = {
  name: 'Room to talk',
  plain: { en: 'There is no room to talk in private.', fr: 'Il n’y a pas d’endroit pour parler à l’abri.' },
  valence: 'barrier',
  constructs: [construct],
};

beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'themes');
  text = await addText(
    at,
    ann,
    studyId,
    { name: 'p1.txt', content: 'We talk on the stairs. It is cold.' },
    { siteId: at.sites.a1.id, pseudonym: 'P1', part: 'nurse' },
  );
  codingId = newId();
  await ann.ok('coding.addCoding', {
    id: codingId,
    sourceId: text,
    start: 0,
    end: 22,
    code: construct,
    valence: 'barrier',
  });
});
afterAll(() => at.close());

const themes = async () => (await ann.ok<{ rows: Theme[] }>('coding.listThemes', { study: studyId })).rows;
async function added(more: object = {}): Promise<string> {
  const id = newId();
  await ann.ok('coding.addTheme', { id, study: studyId, ...said, ...more });
  return id;
}

describe('a theme', () => {
  test('is one sentence in plain words, in order, on chosen passages with who said them', async () => {
    const [one, two] = [await added(), await added({ name: 'Second' })];
    await ann.ok('coding.quoteTheme', { themeId: one, codingId, chosen: true });
    await ann.ok('coding.quoteTheme', { themeId: one, codingId, chosen: true });
    const rows = await themes();
    expect(rows.map((row) => row.id)).toEqual([one, two]);
    expect(rows[0]).toMatchObject({ ...said, minor: false, version: 1 });
    expect(rows[0]?.quotes).toEqual([
      {
        codingId,
        sourceId: text,
        text: 'We talk on the stairs.',
        pseudonym: 'P1',
        part: 'nurse',
        siteId: at.sites.a1.id,
      },
    ]);
    await ann.ok('coding.orderThemes', { study: studyId, ids: [two, one] });
    expect((await themes()).map((row) => row.id)).toEqual([two, one]);
    expect((await ann.call('coding.orderThemes', { study: studyId, ids: [two, two] })).status).toBe(409);
    await ann.ok('coding.removeTheme', { id: two, version: 2 });
    expect((await themes()).map((row) => row.id)).toEqual([one]);
    await ann.ok('coding.removeTheme', { id: one, version: 2 });
  });

  test('is said in one language at least, with constructs of the codebook', async () => {
    const theme = { id: newId(), study: studyId, ...said };
    expect(await ann.call('coding.addTheme', { ...theme, plain: { en: '', fr: ' ' } })).toMatchObject({
      status: 422,
      body: { code: 'coding.themeUnsaid' },
    });
    expect(await ann.call('coding.addTheme', { ...theme, constructs: ['no.such'] })).toMatchObject({
      status: 422,
      body: { code: 'coding.notInCodebook' },
    });
    const id = await added({ plain: { en: 'One language.', fr: '' } });
    expect((await themes()).find((row) => row.id === id)?.plain).toEqual({ en: 'One language.', fr: '' });
    await ann.ok('coding.removeTheme', { id, version: 1 });
  });

  test('of two who reword it the second learns of the first, and the earlier words are kept', async () => {
    const id = await added();
    await ann.ok('coding.changeTheme', { id, version: 1, ...said, name: 'Room' });
    const late = await ann.call('coding.changeTheme', { id, version: 1, ...said, name: 'Late' });
    expect(late).toMatchObject({ status: 409, body: { code: 'coding.themeChanged', facts: { version: 2 } } });
    const { rows } = await at.admin.query('select 1 from coding.history where row_id = $1', [id]);
    expect(rows).toHaveLength(1);
    await ann.ok('coding.removeTheme', { id, version: 2 });
  });

  test('loses a passage in the moment its text is withdrawn; the canary shows that the consent is what does it', async () => {
    const id = await added();
    await ann.ok('coding.quoteTheme', { themeId: id, codingId, chosen: true });
    await ann.ok('evidence.setConsent', { id: text, version: 1, consent: 'withdrawn' });
    expect((await themes()).find((row) => row.id === id)?.quotes).toEqual([]);
    await ann.ok('evidence.setConsent', { id: text, version: 2, consent: 'given' });
    expect((await themes()).find((row) => row.id === id)?.quotes).toHaveLength(1);
  });

  test('is nobody else’s business, and its words lie sealed', async () => {
    const id = await added();
    for (const other of [
      await at.person([{ role: 'evaluator', studyId: newId() }]),
      await at.person('evaluator', at.sites.b1),
    ]) {
      const seen = await other.call('coding.listThemes', { study: studyId });
      expect(JSON.stringify(seen.body)).not.toContain('Room to talk');
      expect((await other.call('coding.changeTheme', { id, version: 1, ...said })).status).toBe(404);
      expect((await other.call('coding.quoteTheme', { themeId: id, codingId, chosen: true })).status).toBe(
        404,
      );
    }
    expect(
      (await (await at.person('lead', at.sites.a1)).call('coding.listThemes', { study: studyId })).status,
    ).toBe(403);
    const { rows } = await at.admin.query<{ name: Buffer }>(
      'select name_sealed as name from coding.theme where id = $1',
      [id],
    );
    expect(rows[0]?.name.includes('Room')).toBe(false);
  });
});
