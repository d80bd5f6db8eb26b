import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../app/commands/frame/console.ts';
import needs from '../definitions/links/needs.json' with { type: 'json' };
import { askAs, load, percentile } from './ask.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const words = needs.needs.map(({ words: said }) => said);
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const wordsOf = (index: number) => at(words, index * 7 + Math.floor(index / 31));

/** A made-up directory as CSV tables: an organization for every ten services, each service with a place, an address, a number, hours and languages. */
function tables(count: number): Record<string, string[]> {
  const rows = Array.from({ length: count }, (_, index) => index);
  const said = (index: number) =>
    `${at(wordsOf(index).en, index)} and ${at(wordsOf(index + 3).en, index)} near gate ${index % 97}`;
  return {
    organizations: [
      'id,name,description',
      ...rows
        .filter((index) => index % 10 === 0)
        .map((index) => `o${index},House ${index},Help of all kinds`),
    ],
    services: [
      'id,organization_id,name,name_fr,description,status,application_process,minimum_age',
      ...rows.map(
        (index) =>
          `s${index},o${index - (index % 10)},${said(index)},${at(wordsOf(index).fr, index)} ${index},${said(index + 1)}; ${said(index + 2)}.,active,${index % 3 === 0 ? 'No ID needed.' : 'By referral.'},${index % 4 === 0 ? 19 : ''}`,
      ),
    ],
    locations: [
      'id,organization_id,location_type,name,latitude,longitude',
      ...rows.map(
        (index) =>
          `l${index},o${index - (index % 10)},physical,Hall ${index},${49 + (index % 400) / 200},${-125 + (index % 700) / 300}`,
      ),
    ],
    service_at_location: [
      'id,service_id,location_id',
      ...rows.map((index) => `p${index},s${index},l${index}`),
    ],
    addresses: [
      'id,location_id,address_1,city,state_province,postal_code,country,address_type',
      ...rows.map(
        (index) => `a${index},l${index},${index} Mill Lane,Town ${index % 60},BC,V0X 1A1,CA,physical`,
      ),
    ],
    phones: [
      'id,service_id,number',
      ...rows.map((index) => `t${index},s${index},604-555-0${100 + (index % 100)}`),
    ],
    schedules: [
      'id,service_id,freq,byday,opens_at,closes_at',
      ...rows.map(
        (index) =>
          `h${index},s${index},WEEKLY,"MO,TU,WE,TH,FR",0${8 + (index % 2)}:00,${16 + (index % 5)}:00`,
      ),
    ],
    languages: ['id,service_id,name,code', ...rows.map((index) => `g${index},s${index},French,fr`)],
  };
}

/** The import through the door of the command, beside the same number of rows put into a bare table. */
export async function directoryImport(stage: Stage, many: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-directory-'));
  try {
    const made = tables(many);
    const files = Object.entries(made).map(([name, lines]) => ({ path: join(folder, `${name}.csv`), lines }));
    for (const { path, lines } of files) await writeFile(path, `${lines.join('\n')}\n`);
    const rows = files.reduce((sum, { lines }) => sum + lines.length - 1, 0);
    const actor = { ...stage.actor, roles: [{ role: 'steward', siteId: null, studyId: null }] };
    const begun = performance.now();
    await ask(stage.installation, {
      actor,
      operation: 'exchange.importHsds',
      input: { source: 'bench' },
      files: files.map(({ path }) => ({ path })),
    });
    const took = (performance.now() - begun) / 1000;
    await stage.admin.query('create table bench_rows (id text primary key, line text)');
    const bare = performance.now();
    for (const [index, { lines }] of files.entries())
      await stage.admin.query(
        'insert into bench_rows select $2 || n, line from unnest($1::text[]) with ordinality u (line, n)',
        [lines.slice(1), `${index} `],
      );
    const floor = rows / ((performance.now() - bare) / 1000);
    await stage.admin.query('drop table bench_rows');
    await stage.admin.query('vacuum analyze');
    return [
      {
        what: `import of a directory of ${many} services (${rows} rows)`,
        value: rows / took,
        unit: 'rows/s',
        floor,
        aim: 'at least 5000 rows/s',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Search by need, alone and with everything a person brings, beside the bare question to the index. */
export async function directorySearch(stage: Stage, many: number): Promise<Figure[]> {
  const asked = (index: number) => at(wordsOf(index)[index % 2 === 0 ? 'en' : 'fr'], index);
  const measure = async (work: (index: number) => Promise<unknown>) => {
    await load(1, 20, work);
    return percentile((await load(1, 200, work)).times, 0.95);
  };
  const here = { day: 'TU', time: '10:00' };
  const floor = await measure((index) =>
    stage.admin.query(
      `select id from directory.finder where community_id = $1 and search @@ plainto_tsquery('simple', $2) limit 20`,
      [stage.actor.communityId, asked(index)],
    ),
  );
  const person = { age: 34, language: 'fr', near: { area: 'V0X' }, within: 100 };
  return [
    {
      what: `search by need at ${many} services, p95`,
      value: await measure((index) => askAs(stage, 'directory.searchServices', { text: asked(index), here })),
      unit: 'ms',
      floor,
      aim: 'under 50 ms',
    },
    {
      what: `the same for a person: age, language, nearest first, p95`,
      value: await measure((index) =>
        askAs(stage, 'directory.searchServices', {
          text: asked(index),
          here,
          narrowing: person,
          order: 'nearest',
        }),
      ),
      unit: 'ms',
      floor,
      aim: 'under 50 ms',
    },
  ];
}
