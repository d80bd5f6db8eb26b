import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../app/installation.ts';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { draftFaults, draftOf, type Program, Program as ProgramShape, type ProgramDraft } from '../model.ts';

type Open = { id: string; version: number; key: string; content: ProgramDraft };
let at: World;
let steward: Person;
let other: Person;

beforeAll(async () => {
  at = await world();
  steward = await at.person('steward');
  other = await at.person([{ role: 'steward' }], at.sites.b1);
});
afterAll(() => at.close());

const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return [status, (body as { code?: string }).code];
};
const begin = async (en: string, who = steward) => {
  const id = newId();
  await who.ok('vocabulary.startDraft', {
    id,
    pattern: 'social-prescribing',
    name: { en, fr: `${en} (fr)` },
  });
  return who.ok<Open>('vocabulary.getDraft', { id });
};
const save = (draft: Open, content: Partial<ProgramDraft>, who = steward) =>
  who.call('vocabulary.saveDraft', {
    id: draft.id,
    version: draft.version,
    content: { ...draft.content, ...content },
  });
const program = (key: string, version?: string) =>
  steward.ok<{ program: Program; versions: string[]; own: boolean }>('vocabulary.getProgram', {
    key,
    ...(version ? { version } : {}),
  });

describe('a draft', () => {
  test('is another model’s copy, kept until published, and published as a version with readable codes', async () => {
    const draft = await begin('Community food');
    const kinds = [
      { code: 'new-1', name: { en: 'Food box', fr: 'Boîte d’aliments' } },
      ...draft.content.contact.kinds,
    ];
    expect((await save(draft, { contact: { ...draft.content.contact, kinds } })).status).toBe(200);
    const saved = await steward.ok<Open>('vocabulary.getDraft', { id: draft.id });
    const published = await steward.ok<{ key: string; programVersion: string }>('vocabulary.publishDraft', {
      id: saved.id,
      version: saved.version,
    });
    expect(published).toMatchObject({ key: 'community-food', programVersion: '1.0.0' });
    const { program: model, own } = await program('community-food');
    expect([model.contact.kinds[0]?.code, own]).toEqual(['food-box', true]);
    expect(await codeOf(steward, 'vocabulary.getDraft', { id: draft.id })).toEqual([
      404,
      'vocabulary.noSuchDraft',
    ]);
  });
  test('of a published model makes the next version; the one before stays as it was', async () => {
    const id = newId();
    await steward.ok('vocabulary.continueProgram', { id, key: 'community-food' });
    const again = await steward.ok<Open>('vocabulary.getDraft', { id });
    const unchanged = { id, version: again.version };
    expect(await codeOf(steward, 'vocabulary.publishDraft', unchanged)).toEqual([
      422,
      'vocabulary.nothingChanged',
    ]);
    expect(
      await codeOf(steward, 'vocabulary.continueProgram', { id: newId(), key: 'community-food' }),
    ).toEqual([409, 'vocabulary.draftIsThere']);
    await save(again, { summary: { en: 'Good food for all.', fr: 'De bons aliments pour tous.' } });
    await steward.ok('vocabulary.publishDraft', { id, version: 2 });
    const latest = await program('community-food');
    expect([latest.program.version, latest.versions]).toEqual(['1.1.0', ['1.1.0', '1.0.0']]);
    expect((await program('community-food', '1.0.0')).program.summary.en).not.toBe('Good food for all.');
  });
  test('with faults is not published, and neither is one that somebody changed meanwhile', async () => {
    const draft = await begin('Half a model');
    const named = { en: 'Half a model', fr: '' };
    await save(draft, { name: named });
    expect(await codeOf(steward, 'vocabulary.publishDraft', { id: draft.id, version: 2 })).toEqual([
      422,
      'vocabulary.draftHasFaults',
    ]);
    expect(await codeOf(steward, 'vocabulary.publishDraft', { id: draft.id, version: 1 })).toEqual([
      409,
      'vocabulary.draftChanged',
    ]);
    expect((await save(draft, { name: named })).status).toBe(409);
  });
  test('cannot take the name of a model that ships, nor continue one', async () => {
    const taken = { id: newId(), pattern: 'safer-supply', name: { en: 'Safer supply!', fr: 'Autre' } };
    expect(await codeOf(steward, 'vocabulary.startDraft', taken)).toEqual([409, 'vocabulary.keyIsTaken']);
    const unnamed = { ...taken, name: { en: '¡¡¡', fr: 'Rien' } };
    expect(await codeOf(steward, 'vocabulary.startDraft', unnamed)).toEqual([409, 'vocabulary.keyIsTaken']);
    expect(await codeOf(steward, 'vocabulary.continueProgram', { id: newId(), key: 'safer-supply' })).toEqual(
      [404, 'vocabulary.notYourModel'],
    );
  });
});

describe('who may', () => {
  test.each(['coordinator', 'lead', 'worker', 'funder'])('%s: reads models and writes none', async (role) => {
    const person = await at.person(role, at.sites.a1);
    const draft = { id: newId(), pattern: 'social-prescribing', name: { en: `By ${role}`, fr: 'Par' } };
    expect(await codeOf(person, 'vocabulary.startDraft', draft)).toEqual([403, 'kernel.notAllowed']);
    expect((await person.call('vocabulary.getProgram', { key: 'community-food' })).status).toBe(200);
  });
  test('another community neither sees the model nor the draft, and may use the same name for its own', async () => {
    expect(await codeOf(other, 'vocabulary.getProgram', { key: 'community-food' })).toEqual([
      404,
      'vocabulary.notPublished',
    ]);
    const draft = await begin('Secret plan');
    expect(await codeOf(other, 'vocabulary.getDraft', { id: draft.id })).toEqual([
      404,
      'vocabulary.noSuchDraft',
    ]);
    expect(await codeOf(other, 'vocabulary.publishDraft', { id: draft.id, version: 1 })).toEqual([
      404,
      'vocabulary.noSuchDraft',
    ]);
    const theirs = await begin('Community food', other);
    await save(theirs, { summary: { en: 'Theirs.', fr: 'Le leur.' } }, other);
    await other.ok('vocabulary.publishDraft', { id: theirs.id, version: 2 });
    const read = (who: Person) =>
      who.ok<{ program: Program }>('vocabulary.getProgram', { key: 'community-food', version: '1.0.0' });
    expect((await read(other)).program.summary.en).toBe('Theirs.');
    expect((await read(steward)).program.summary.en).not.toBe('Theirs.');
  });
  test('canary: a published version cannot be changed, and nobody but a steward adds one', async () => {
    const as = (person: Person, statement: string) =>
      at.database.asActor(person.actor, { id: newId() }, (tx) => tx.run({ parts: [statement], values: [] }));
    await expect(as(steward, `update vocabulary.own_program set name_en = 'Planted'`)).rejects.toThrow(
      /permission denied/,
    );
    const insert = `insert into vocabulary.own_program (community_id, id, key, published_version, name_en, name_fr, content, digest, created_by)
      values (app.community(), gen_random_uuid(), 'planted', '1.0.0', 'a', 'b', '{}', 'x', app.account())`;
    await expect(as(await at.person('worker', at.sites.a1), insert)).rejects.toThrow(/row-level security/);
    expect((await as(steward, insert)).value).toBe(1);
  });
});

describe('what is wrong with a draft', () => {
  const measures = new Set(['contacts-recorded', 'clients-seen']);
  const sound = async () => {
    const file = join(root, 'definitions', 'programs', 'social-prescribing.json');
    const draft = draftOf(ProgramShape.parse(JSON.parse(await readFile(file, 'utf8'))));
    return {
      ...draft,
      measures: ['contacts-recorded'],
      outcomes: [{ code: 'met', name: { en: 'Met', fr: 'Fait' } }],
    };
  };
  test('nothing, when it is a model that ships', async () => {
    expect(draftFaults(await sound(), measures)).toEqual([]);
  });
  test.each<[string, Partial<ProgramDraft>, string]>([
    ['a name in one language', { name: { en: 'Food', fr: ' ' } }, 'about oneLanguage Food'],
    ['no goal', { goals: [] }, 'lists empty goals'],
    [
      'a goal twice',
      {
        goals: [
          { code: 'a', name: { en: 'Eat', fr: 'Manger' } },
          { code: 'b', name: { en: 'eat ', fr: 'Se nourrir' } },
        ],
      },
      'lists twice eat',
    ],
    ['no stage', { stages: [] }, 'stages empty stages'],
    ['no measure', { measures: [] }, 'measures noMeasure '],
    ['a measure nobody knows', { measures: ['planted'] }, 'measures unknownMeasure planted'],
    ['no condition', { eligibility: [] }, 'conditions empty conditions'],
    [
      'a condition without its day',
      { eligibility: [{ id: 'a', en: 'x', fr: 'y', from: '', to: '', required: true }] },
      'conditions noDay x',
    ],
    [
      'a condition that ends first',
      { eligibility: [{ id: 'a', en: 'x', fr: 'y', from: '2026-02-01', to: '2026-02-01', required: true }] },
      'conditions endsFirst x',
    ],
    [
      'a caseload of nobody',
      {
        capacity: {
          perRole: 'nobody',
          clients: 5,
          unit: { en: 'a', fr: 'b' },
          perRoom: null,
          roomUnit: { en: '', fr: '' },
        },
      },
      'waitlist noRole ',
    ],
  ])('%s', async (_what, change, fault) => {
    const found = draftFaults({ ...(await sound()), ...change }, measures);
    expect(found.map((one) => `${one.part} ${one.problem} ${one.name}`)).toContain(fault);
  });
  test('stages out of order', async () => {
    const draft = await sound();
    expect(draftFaults({ ...draft, stages: draft.stages.toReversed() }, measures)).toMatchObject([
      { problem: 'order' },
    ]);
  });
});
