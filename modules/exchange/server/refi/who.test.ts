import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { beginStudy, publish, send } from '../../../evidence/server/testing/study.ts';
import { conventionNamed } from '../../refi/conventions.ts';
import { projectZip } from '../testing/make.ts';
import { bring, openProject, take } from '../testing/refi.ts';
import { file, passages, text } from '../testing/sample.ts';

let at: World;
let evaluator: Person;
beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

const plain = conventionNamed('codepoint-crlf1');

describe('who may', () => {
  test('only those who study: others are turned away, and another study or community sees nothing', async () => {
    const content = projectZip([{ name: 'mine', text, passages }], plain);
    const { studyId } = await bring(at, evaluator, 'mine', file(content));
    for (const role of ['lead', 'worker', 'funder', 'clinician']) {
      const person = await at.person(role, at.sites.a1);
      const sent = await send<{ code: string }>(at, person, 'exchange.importRefi', { study: 'mine' }, [
        file(content),
      ]);
      expect([sent.status, sent.body.code]).toEqual([403, 'kernel.notAllowed']);
      expect((await person.call('exchange.exportRefi', { study: studyId })).status).toBe(403);
    }
    const far = await at.person('evaluator', at.sites.b1);
    expect((await far.call('exchange.exportRefi', { study: studyId })).status).toBe(404);
    const elsewhere = await beginStudy(evaluator, 'elsewhere');
    const narrow = await at.person([{ role: 'evaluator', studyId: elsewhere }]);
    const { rows } = (
      await at.database.asActor(narrow.actor, { id: newId() }, async (tx) => ({
        rows: await tx.many({ parts: ['select 1 from exchange.origin'], values: [] }),
      }))
    ).value;
    expect(rows).toEqual([]);
    const out = await narrow.call('exchange.exportRefi', { study: studyId });
    if (out.status === 200)
      expect((await openProject(Buffer.from(await out.raw.arrayBuffer()))).texts).toEqual({});
  });
  test('an export is written on the record of every text that leaves', async () => {
    await take(evaluator, 'mine');
    const { rows } = await at.admin.query<{ subjects: number }>(
      `select cardinality(e.subjects) as subjects from kernel.audit_event e where e.operation = 'exchange.exportRefi' and e.action = 'read' order by e.at desc limit 1`,
    );
    expect(rows).toEqual([{ subjects: 1 }]);
  });
});
