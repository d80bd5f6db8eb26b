import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { AdaptationShown } from '../../contract.ts';

let at: World;
let worker: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  far = await at.person('lead', at.sites.b1);
});
afterAll(() => at.close());

const told = (more: object = {}) => ({
  id: newId(),
  siteId: at.sites.a1.id,
  programCode: 'supported-employment',
  statement: 'Volunteering counts as a first step for those who ask for it.',
  beganOn: '2026-03-02',
  codes: [
    'planned.planned-reactive',
    'what.content',
    'content-type.adding-elements',
    'fidelity.fidelity-inconsistent',
  ],
  ...more,
});
const note = (who: Person, adaptation: object) => who.call('learning.noteAdaptation', adaptation);
const listed = async (who: Person, input: object = {}) =>
  (await who.ok<{ adaptations: AdaptationShown[] }>('learning.listAdaptations', input)).adaptations;

test('a change to a program is told in the terms of the framework, read by everybody of the community and nobody of another', async () => {
  const adaptation = { ...told(), why: 'Three people asked for it.' };
  expect((await note(worker, adaptation)).status).toBe(200);
  const lead = await at.person('lead', at.sites.a2);
  expect(await listed(lead)).toMatchObject([
    {
      id: adaptation.id,
      codes: adaptation.codes,
      why: adaptation.why,
      endedOn: null,
      programName: { en: expect.any(String) },
    },
  ]);
  expect(await listed(lead, { siteId: at.sites.a2.id })).toEqual([]);
  expect(await listed(far)).toEqual([]);
  expect((await note(worker, adaptation)).body).toMatchObject({ code: 'learning.adaptationTold' });
});

test('what the framework does not know, or asks for in vain, is refused with the place', async () => {
  const codes = ['planned.planned-reactive', 'what.contextual', 'fidelity.unknown'];
  for (const [code, chosen] of [
    ['learning.noSuchCode', [...codes, 'what.everything']],
    ['learning.oneOnly', [...codes, 'planned.planned-proactive']],
    ['learning.notAsked', [...codes, 'content-type.adding-elements']],
    ['learning.notSaid', codes.slice(1)],
  ] as const)
    expect((await note(worker, told({ codes: chosen }))).body).toMatchObject({ code });
  expect((await note(worker, told({ endedOn: '2026-03-02' }))).body).toMatchObject({
    code: 'learning.endsBeforeItStarts',
  });
  expect((await note(worker, told({ programCode: 'no-such-program' }))).status).toBe(404);
});

test('only those who work at the site tell of it, and only of its own trials', async () => {
  const elsewhere = await at.person('worker', at.sites.a2);
  for (const stranger of [elsewhere, far])
    expect((await note(stranger, told())).body).toMatchObject({ code: 'pathway.notMySite' });
  expect((await note(worker, told({ trialId: newId() }))).status).toBe(404);
  const funder = await at.person('funder');
  expect((await note(funder, told())).status).toBe(403);
});

test('it is corrected, or said to be taken back; whoever comes second learns of the first, and what was told is kept', async () => {
  const adaptation = told();
  await note(worker, adaptation);
  const { siteId: _site, programCode: _program, ...said } = adaptation;
  const back = { ...said, version: 1, endedOn: '2026-06-01' };
  const colleague = await at.person('clinician', at.sites.a1);
  await colleague.ok('learning.reviseAdaptation', back);
  expect((await worker.call('learning.reviseAdaptation', back)).body).toMatchObject({
    code: 'learning.adaptationChanged',
    facts: { current: { version: 2, endedOn: '2026-06-01' } },
  });
  const elsewhere = await at.person('worker', at.sites.a2);
  expect((await elsewhere.call('learning.reviseAdaptation', { ...back, version: 2 })).status).toBe(403);
  expect((await far.call('learning.reviseAdaptation', { ...back, version: 2 })).status).toBe(404);
  const { rows } = await at.admin.query(
    `select row_version from learning.history where table_name = 'adaptation' and row_id = $1`,
    [adaptation.id],
  );
  expect(rows).toEqual([{ row_version: 1 }]);
});
