import { newId } from '../kernel/id.ts';
import { askAs, load, percentile } from './ask.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

/** Puts many codings into a study through the table's own triggers, so that its counts are kept as they are in use. */
async function fillCodings(stage: Stage, studyId: string, count: number): Promise<number> {
  const { communityId, accountId } = stage.actor;
  const sources = await stage.admin.query<{ id: string }>(
    'select id from evidence.source where study_id = $1',
    [studyId],
  );
  const ids = sources.rows.map((row) => row.id);
  const begun = performance.now();
  for (let done = 0; done < count; done += 100_000) {
    await stage.admin.query(
      `insert into coding.coding (community_id, id, study_id, source_id, site_id, start_at, end_at, code_system, code_version, code, construct, domain, valence, strength, changed_by, created_by)
       select $1, gen_random_uuid(), $2, ($3::uuid[])[1 + n % $4], $5, n * 3, n * 3 + 2, 'cfir-2022', '1.0.0', c.code, c.code, split_part(c.code, '.', 1), (array['barrier', 'facilitator', 'mixed', 'neutral'])[1 + n % 4], n % 3, $6, $6
       from generate_series($7::int, $8::int) n join lateral (select code from vocabulary.code where system = 'cfir-2022' and kind = 'construct' order by code offset n % 48 limit 1) c on true`,
      [
        communityId,
        studyId,
        ids,
        ids.length,
        stage.site.id,
        accountId,
        done + 1,
        Math.min(done + 100_000, count),
      ],
    );
  }
  await stage.admin.query('vacuum analyze coding.coding');
  return (count / (performance.now() - begun)) * 1000;
}

const bareQuery = `select construct, valence, site_id, count(*), count(distinct (source_id, start_at, end_at)) from coding.coding where community_id = $1 and study_id = $2 and removed_at is null group by 1, 2, 3`;

/** The construct by site matrix over many codings, beside the bare aggregate of the driver. */
export async function matrix(stage: Stage, count: number): Promise<Figure[]> {
  const study = newId();
  await askAs(stage, 'evidence.createStudy', {
    id: study,
    code: 'bench',
    title: 'Bench',
    siteIds: [stage.site.id],
  });
  for (let index = 0; index < 20; index += 1) {
    await stage.admin.query(
      `insert into evidence.source (community_id, id, study_id, site_id, kind, body_sealed, characters, consent, created_by) values ($1, $2, $3, $4, 'transcript', '\\x00', 60000, 'given', $5)`,
      [stage.actor.communityId, newId(), study, stage.site.id, stage.actor.accountId],
    );
  }
  const rate = await fillCodings(stage, study, count);
  const bare = () => stage.admin.query(bareQuery, [stage.actor.communityId, study]);
  const ours = () => askAs(stage, 'coding.heatMap', { study, by: 'construct' });
  await load(1, 2, bare);
  const floor = await load(1, 5, bare);
  await load(1, 3, ours);
  const asked = await load(1, 15, ours);
  return [
    {
      what: `the matrix over ${count} codings, p50`,
      value: percentile(asked.times, 0.5),
      unit: 'ms',
      floor: percentile(floor.times, 0.5),
      aim: 'at most 1.5×, under 150 ms',
    },
    { what: 'codings kept with their counts, set-based', value: rate, unit: '/s', aim: 'at least 3000/s' },
  ];
}
