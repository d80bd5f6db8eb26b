import { newId } from '../kernel/id.ts';
import { keepSource } from '../modules/evidence/server/index.ts';
import { askAs, load, percentile } from './ask.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const sentence =
  'P01: Nobody in the clinic had the time to call, and the waiting list kept growing all through winter. ';
const wordsIn = sentence.trim().split(' ').length;

/** A transcript of so many words in a study of its own, kept sealed as every text is. */
async function textOf(
  stage: Stage,
  words: number,
): Promise<{ studyId: string; sourceId: string; characters: number }> {
  const [studyId, sourceId] = [newId(), newId()];
  await askAs(stage, 'evidence.createStudy', {
    id: studyId,
    code: `coding ${words}`,
    title: 'Coding',
    siteIds: [],
  });
  const text = `${sentence}\n`.repeat(Math.ceil(words / wordsIn));
  await stage.installation.database.asActor(stage.actor, { id: newId() }, (tx) =>
    keepSource(tx, { id: sourceId, kind: 'transcript', text, studyId, siteId: null }),
  );
  return { studyId, sourceId, characters: text.length };
}

const passage = (index: number, characters: number) => {
  const start = (index * 397) % (characters - 80);
  return { start, end: start + 60 };
};

/** What the driver alone needs to keep the same row with its counts, in a transaction of its own. */
async function bare(stage: Stage, at: Awaited<ReturnType<typeof textOf>>, index: number): Promise<void> {
  const { start, end } = passage(index + 7, at.characters);
  await stage.admin.query(
    `insert into coding.coding (community_id, id, study_id, source_id, start_at, end_at, code_system, code_version, code, construct, domain, valence, changed_by, created_by)
     values ($1, $2, $3, $4, $5, $6, 'cfir-2022', '1.0.0', 'inner.culture', 'inner.culture', 'inner', 'barrier', $7, $7)`,
    [stage.actor.communityId, newId(), at.studyId, at.sourceId, start, end, stage.actor.accountId],
  );
}

/** Adding a coding through the door: on a text of 15,000 words, on one of 60,000 words with 2,000 codings, and eight people at once. */
export async function coding(stage: Stage, count: number): Promise<Figure[]> {
  const [short, long] = [await textOf(stage, 15_000), await textOf(stage, 60_000)];
  const add = (at: typeof short) => (index: number) =>
    askAs(stage, 'coding.addCoding', {
      id: newId(),
      sourceId: at.sourceId,
      ...passage(index, at.characters),
      code: 'inner.culture',
      valence: 'barrier',
    });
  await load(1, 20, add(short));
  const floor = await load(1, count, (index) => bare(stage, short, index));
  const first = await load(1, count, add(short));
  await load(1, 2_000, (index) => bare(stage, long, index));
  const later = await load(1, count, add(long));
  const eight = await load(8, count * 2, add(long));
  const read = await load(1, 20, () => askAs(stage, 'evidence.readSource', { id: long.sourceId }));
  const listed = await load(1, 20, () => askAs(stage, 'coding.listCodings', { sourceId: long.sourceId }));
  const p95 = (one: { times: number[] }) => percentile(one.times, 0.95);
  return [
    {
      what: 'adding a coding, 15,000 words, p95',
      value: p95(first),
      unit: 'ms',
      floor: p95(floor),
      aim: 'under 20 ms',
    },
    {
      what: 'adding a coding, 60,000 words with 2,000 codings, p95',
      value: p95(later),
      unit: 'ms',
      floor: p95(first),
      aim: 'at most 1.2× the one before',
    },
    { what: 'eight people coding at once, p95', value: p95(eight), unit: 'ms', aim: 'under 60 ms' },
    { what: 'reading a text of 60,000 words, p95', value: p95(read), unit: 'ms', aim: 'under 100 ms' },
    { what: 'listing its codings, p95', value: p95(listed), unit: 'ms', aim: 'under 100 ms' },
  ];
}
