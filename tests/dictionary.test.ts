import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataDictionary } from './fence/dictionary.ts';
import { type World, world } from './world.ts';

let at: World;
beforeAll(async () => {
  at = await world();
});
afterAll(() => at.close());

test('the data dictionary says what the database says', async () => {
  await expect(await dataDictionary(at.admin)).toMatchFileSnapshot('../docs/data-dictionary.md');
});

test('every table and column is in it, with a class', async () => {
  const page = await dataDictionary(at.admin);
  expect(page.match(/^### /gm)?.length).toBeGreaterThan(80);
  expect(page).not.toContain('| ? |');
  expect(page).toContain('`vault.identity.ciphertext`');
});

test('canary: another class, another meaning, a new column or table each change the page', async () => {
  const page = await dataDictionary(at.admin);
  for (const change of [
    `comment on column care.contact.note is 'B what was said'`,
    `comment on table care.contact is 'Something else.'`,
    'alter table care.contact add column planted text',
    'create table care.planted (id uuid primary key)',
  ]) {
    await at.admin.query('begin');
    await at.admin.query(change);
    expect(await dataDictionary(at.admin), change).not.toBe(page);
    await at.admin.query('rollback');
  }
});
