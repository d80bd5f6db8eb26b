import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type World, world } from '../../../tests/world.ts';
import { newId } from '../../../kernel/id.ts';
import type { FactorShown, TrialShown } from '../contract.ts';

let at: World;
let lead: Person;
let worker: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  lead = await at.person('lead', at.sites.a1);
  worker = await at.person('worker', at.sites.a1);
  far = await at.person('lead', at.sites.b1);
});
afterAll(() => at.close());

const about = { system: 'cfir-2022', code: 'inner.structural.information-technology' };
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

async function constructs(): Promise<string[]> {
  const { system } = await lead.ok<{ system: { codes: { code: string; kind: string }[] } }>(
    'vocabulary.getSystem',
    { key: about.system },
  );
  return system.codes
    .filter(({ kind }) => kind === 'construct' || kind === 'subconstruct')
    .map(({ code }) => code);
}

/** A barrier at site a1 on a construct that studies have something to say of. */
async function barrier(): Promise<{ id: string; code: string; strategy: string }> {
  for (const code of await constructs()) {
    const { recommended } = await lead.ok<{
      recommended: { strategy: { code: string }; why: { text: unknown; source: string }[] }[];
    }>('learning.suggestStrategies', { code });
    const [first] = recommended;
    if (first === undefined) continue;
    expect(first.why.every(({ source }) => source.length > 5)).toBe(true);
    const id = newId();
    await worker.ok('learning.noteFactor', {
      id,
      siteId: at.sites.a1.id,
      system: about.system,
      code,
      valence: 'barrier',
      statement: 'Notes are typed twice.',
    });
    return { id, code, strategy: first.strategy.code };
  }
  throw new Error('no construct has a recommendation');
}

async function planned(strategyId: string): Promise<string> {
  const id = newId();
  const { measures } = await lead.ok<{ measures: { key: string }[] }>('measures.listMeasures', {});
  await lead.ok('learning.planTrial', {
    id,
    strategyId,
    title: 'One note',
    change: 'Write one note.',
    prediction: 'Fewer notes.',
    measure: measures[0]?.key ?? '',
    expected: 'down',
    startsOn: day(-1),
  });
  return id;
}

test('a worker notes a barrier, a lead chooses a recommended strategy, and each trial is its next cycle', async () => {
  const { id, code, strategy } = await barrier();
  const strategyId = newId();
  const choice = {
    id: strategyId,
    factorId: id,
    code: strategy,
    specification: { actor: 'Both teams', dose: '' },
  };
  expect((await worker.call('learning.chooseStrategy', choice)).status).toBe(403);
  await lead.ok('learning.chooseStrategy', choice);
  await planned(strategyId);
  await planned(strategyId);
  const { factors } = await worker.ok<{ factors: FactorShown[] }>('learning.listFactors', {});
  const shown = factors.find((factor) => factor.id === id);
  expect(shown).toMatchObject({ valence: 'barrier', construct: { code } });
  expect(shown?.strategies[0]?.specification).toEqual({ actor: 'Both teams' });
  expect(shown?.strategies[0]?.trials.map((trial: TrialShown) => [trial.cycle, trial.state])).toEqual([
    [1, 'running'],
    [2, 'running'],
  ]);
});

test('a trial is decided once, by those who decide, and not before it begins', async () => {
  const { id, strategy } = await barrier();
  const strategyId = newId();
  await lead.ok('learning.chooseStrategy', {
    id: strategyId,
    factorId: id,
    code: strategy,
    specification: {},
  });
  const trial = await planned(strategyId);
  const decision = { id: trial, version: 1, decision: 'adopt', reason: 'It works.' };
  expect((await worker.call('learning.decideTrial', decision)).status).toBe(403);
  await lead.ok('learning.decideTrial', decision);
  expect(await lead.call('learning.decideTrial', { ...decision, version: 2 })).toMatchObject({
    status: 409,
    body: { code: 'learning.trialDecided' },
  });
  const early = newId();
  const { measures } = await lead.ok<{ measures: { key: string }[] }>('measures.listMeasures', {});
  await lead.ok('learning.planTrial', {
    id: early,
    strategyId,
    title: 'Later',
    change: 'Wait.',
    prediction: 'Nothing.',
    measure: measures[0]?.key ?? '',
    expected: 'up',
    startsOn: day(5),
  });
  expect(await lead.call('learning.decideTrial', { ...decision, id: early })).toMatchObject({
    status: 409,
    body: { code: 'learning.trialNotBegun' },
  });
});

test('an earlier wording is kept, and the second of two writers sees the first', async () => {
  const { id } = await barrier();
  await worker.ok('learning.reviseFactor', {
    id,
    version: 1,
    valence: 'both',
    statement: 'Notes are typed three times.',
  });
  const late = await lead.call('learning.reviseFactor', {
    id,
    version: 1,
    valence: 'barrier',
    statement: 'Somebody else’s words.',
  });
  expect(late).toMatchObject({
    status: 409,
    body: {
      code: 'learning.factorChanged',
      facts: { current: { version: 2, statement: 'Notes are typed three times.' } },
    },
  });
  const { rows } = await at.admin.query(
    `select row_before ->> 'statement' as statement from learning.history where row_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ statement: 'Notes are typed twice.' }]);
});

test('another community sees nothing of it; without the policy it would', async () => {
  await barrier();
  expect(await far.ok('learning.listFactors', {})).toEqual({ factors: [] });
  const count = async () =>
    (
      await at.database.asActor(far.actor, { id: newId() }, (tx) =>
        tx.run({ parts: ['select from learning.factor'], values: [] }),
      )
    ).value;
  expect(await count()).toBe(0);
  await at.admin.query('alter table learning.factor disable row level security');
  expect(await count()).toBeGreaterThan(0);
  await at.admin.query('alter table learning.factor enable row level security');
});
