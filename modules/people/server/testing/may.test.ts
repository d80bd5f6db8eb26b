import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type World, world } from '../../../../tests/world.ts';
import {
  type Cast,
  type Circumstance,
  drawCircumstance,
  drawClient,
  drawing,
  drawQuestion,
  type Question,
} from './cases.ts';
import { mayByTheBook } from './reference.ts';

let at: World;
let cast: Cast;

type Drawn = ReturnType<typeof drawClient> & {
  readonly id: string;
  readonly records: readonly [string, string];
};
type Asked = { readonly client: Drawn; readonly by: number; readonly question: Question };
type Case = { readonly circumstances: Circumstance[]; readonly clients: Drawn[]; readonly asked: Asked[] };

beforeAll(async () => {
  at = await world();
  const { a1, a2, other } = at.sites;
  const held: Record<string, { role: string; site: string }[]> = {};
  for (const places of [
    [{ role: 'worker', site: a1 }],
    [
      { role: 'clinician', site: a1 },
      { role: 'worker', site: a2 },
    ],
    [{ role: 'coordinator', site: other }],
    [
      { role: 'worker', site: other },
      { role: 'clinician', site: a2 },
      { role: 'lead', site: a1 },
    ],
  ]) {
    const { accountId } = await at.person(places);
    held[accountId] = places
      .filter(({ role }) => role !== 'lead')
      .map(({ role, site }) => ({ role, site: site.id }));
  }
  cast = { sites: [a1, a2, other], accounts: Object.keys(held), held };
});
afterAll(() => at.close());

/** Five thousand sets of directives, three questions each, from one seed. */
function draw(seed: number, sets: number): Case {
  const from = drawing(seed);
  const circumstances = Array.from({ length: 80 }, () => drawCircumstance(from, cast));
  const clients = Array.from({ length: sets }, () => ({
    id: newId(),
    records: [newId(), newId()] as const,
    ...drawClient(from, cast),
  }));
  const asked = clients.flatMap((client) =>
    [1, 2, 3].map(() => ({
      client,
      by: from.below(circumstances.length),
      question: drawQuestion(from, cast),
    })),
  );
  return { circumstances, clients, asked };
}

/** Writes the clients as the administrator, in the transaction that is open: `now()` is the same moment for writing and for asking. */
async function write(clients: readonly Drawn[]): Promise<void> {
  const hour = `* interval '1 hour'`;
  const rows = JSON.stringify(clients);
  const community = at.communityId;
  const author = cast.accounts[0];
  const home = at.sites.a1;
  await at.admin.query(
    `insert into people.client (community_id, id, site_id, organisation_id, created_by)
     select $1, (c ->> 'id')::uuid, $3, $4, $5 from jsonb_array_elements($2::jsonb) c`,
    [community, rows, home.id, home.organisationId, author],
  );
  await at.admin.query(
    `insert into people.circle (community_id, id, client_id, organisation_id, site_id, account_id, kind, valid_from, valid_to, created_by)
     select $1, gen_random_uuid(), (c ->> 'id')::uuid, $3, (k ->> 'site')::uuid, (k ->> 'account')::uuid, 'site',
       now() + (k ->> 'from')::float ${hour}, now() + (k ->> 'to')::float ${hour}, $4
     from jsonb_array_elements($2::jsonb) c, jsonb_array_elements(c -> 'circle') k`,
    [community, rows, home.organisationId, author],
  );
  await at.admin.query(
    `insert into people.directive (community_id, id, client_id, organisation_id, effect, binds, target_id, target_role, data_class, purpose, valid_from, valid_to, created_by)
     select $1, gen_random_uuid(), (c ->> 'id')::uuid, $3, d ->> 'effect', d ->> 'binds', (d ->> 'target')::uuid, d ->> 'role', d ->> 'dataClass', d ->> 'purpose',
       now() + (d ->> 'from')::float ${hour}, now() + (d ->> 'to')::float ${hour}, $4
     from jsonb_array_elements($2::jsonb) c, jsonb_array_elements(c -> 'directives') d`,
    [community, rows, home.organisationId, author],
  );
  await at.admin.query(
    `insert into people.override (community_id, id, client_id, organisation_id, account_id, reason_code, reason_sealed, started_at, ends_at)
     select $1, gen_random_uuid(), (c ->> 'id')::uuid, $3, (o ->> 'account')::uuid, 'x', '\\x00', now() + (o ->> 'from')::float ${hour}, now() + (o ->> 'to')::float ${hour}
     from jsonb_array_elements($2::jsonb) c, jsonb_array_elements(c -> 'overrides') o`,
    [community, rows, home.organisationId],
  );
  await at.admin.query(
    `insert into people.lock (community_id, id, client_id, organisation_id, site_id, about, record_id, record_class, program_code, data_classes, team, account_ids,
       valid_from, valid_to, lifted_by, created_by)
     select $1, gen_random_uuid(), (c ->> 'id')::uuid, (l ->> 'organisation')::uuid, (l ->> 'site')::uuid,
       case when l ->> 'record' is null then 'program' else 'contact' end, (c -> 'records' ->> (l ->> 'record')::int)::uuid, 'notes', l ->> 'program',
       array(select jsonb_array_elements_text(l -> 'classes')), l ->> 'team', array(select jsonb_array_elements_text(l -> 'accounts'))::uuid[],
       now() + (l ->> 'from')::float ${hour}, now() + (l ->> 'to')::float ${hour}, case when l ->> 'to' is not null then $3::uuid end, $3
     from jsonb_array_elements($2::jsonb) c, jsonb_array_elements(c -> 'locks') l`,
    [community, rows, author],
  );
}

const array = (values: readonly string[]): string => `{${values.join(',')}}`;

/** Asks the database, as each circumstance in turn, and gives the questions it answers otherwise than the book. */
async function differing(given: Case): Promise<Asked[]> {
  const wrong: Asked[] = [];
  for (const [index, by] of given.circumstances.entries()) {
    const mine = given.asked.filter((one) => one.by === index);
    await at.admin.query(
      `select set_config('app.community', $1, true), set_config('app.account', $2, true), set_config('app.roles', $3, true), set_config('app.sites', $4, true),
         set_config('app.organisations', $5, true), set_config('app.purpose', $6, true)`,
      [at.communityId, by.account, array(by.roles), array(by.sites), array(by.organisations), by.purpose],
    );
    const { rows } = await at.admin.query<{ may: boolean }>(
      `select case when program is null and record is null then people.may(client, class, organisation)
         else people.may(client, class, organisation, program, record) end as may
       from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[]) with ordinality as q (client, class, organisation, program, record, at) order by at`,
      [
        mine.map((one) => one.client.id),
        mine.map((one) => one.question.dataClass),
        mine.map((one) => one.question.organisation),
        mine.map((one) => one.question.program),
        mine.map(({ client, question }) =>
          question.record === null ? null : client.records[question.record],
        ),
      ],
    );
    mine.forEach((one, row) => {
      if (rows[row]?.may !== mayByTheBook(one.client, by, one.question)) wrong.push(one);
    });
  }
  return wrong;
}

/** Runs inside a transaction that is undone. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
  await at.admin.query('begin');
  try {
    return await work();
  } finally {
    await at.admin.query('rollback');
  }
}

describe('the one decision', () => {
  test('agrees with the book on 5,000 random sets of directives, periods that begin and end this very moment among them', async () => {
    const given = draw(20_261_122, 5_000);
    const byTheBook = given.asked.map((one) =>
      mayByTheBook(one.client, given.circumstances[one.by] as Circumstance, one.question),
    );
    expect(byTheBook.filter(Boolean).length).toBeGreaterThan(2_000);
    expect(byTheBook.filter((may) => !may).length).toBeGreaterThan(2_000);
    const wrong = await undone(async () => {
      await write(given.clients);
      await at.admin.query('analyze people.circle, people.directive, people.override');
      await at.admin.query('set local role tributary_app');
      return differing(given);
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  const faults: [string, string, string, string][] = [
    [
      'a block by name is forgotten',
      'people.may(uuid,text,uuid,text,uuid)',
      'if blocked then return false; end if;',
      '',
    ],
    ['a refusal no longer beats a permission', 'people.may(uuid,text,uuid,text,uuid)', ' and not denied', ''],
    [
      'what others recorded needs no permission',
      'people.may(uuid,text,uuid,text,uuid)',
      'permitted or ',
      'true or ',
    ],
    [
      'no relationship is needed',
      'people.may(uuid,text,uuid,text,uuid)',
      '(c.site_id = any(sites) or c.account_id = me)',
      'true',
    ],
    [
      'a relationship that has not begun counts',
      'people.may(uuid,text,uuid,text,uuid)',
      'c.valid_from <= now() and',
      '',
    ],
    [
      'a relationship counts at the moment it ends',
      'people.may(uuid,text,uuid,text,uuid)',
      'c.valid_to > now()',
      'c.valid_to >= now()',
    ],
    [
      'an override counts at the moment it ends',
      'people.may(uuid,text,uuid,text,uuid)',
      'o.ends_at > now()',
      'o.ends_at >= now()',
    ],
    [
      'the override of somebody else counts',
      'people.may(uuid,text,uuid,text,uuid)',
      'and o.account_id = me',
      '',
    ],
    [
      'every role sees clients',
      'people.may(uuid,text,uuid,text,uuid)',
      "'{coordinator,worker,clinician}'",
      "'{coordinator,worker,clinician,lead,steward,privacy,funder}'",
    ],
    [
      'a directive counts at the moment it ends',
      'people.speaks_of(text,text,timestamptz,timestamptz,text)',
      'p_to > now()',
      'p_to >= now()',
    ],
    [
      'a directive counts before it begins',
      'people.speaks_of(text,text,timestamptz,timestamptz,text)',
      'p_from <= now() and',
      '',
    ],
    [
      'the purpose is not looked at',
      'people.speaks_of(text,text,timestamptz,timestamptz,text)',
      'p_said_purpose = app.purpose()',
      'true',
    ],
    [
      'the class is not looked at',
      'people.speaks_of(text,text,timestamptz,timestamptz,text)',
      'p_said_class = p_class',
      'true',
    ],
    ['everybody but binds those it spares', 'people.reaches_me(text,uuid,text)', 'else not (', 'else ('],
    ['a lock is forgotten', 'people.may(uuid,text,uuid,text,uuid)', 'if not shut and ', 'if '],
    [
      'a lock holds at the moment it ends',
      'people.may(uuid,text,uuid,text,uuid)',
      'l.valid_to > now()',
      'l.valid_to >= now()',
    ],
    [
      'a lock on another record holds',
      'people.may(uuid,text,uuid,text,uuid)',
      'l.record_id = p_record',
      'l.record_id is not null',
    ],
    [
      'a locked program is told by its classes of data',
      'people.may(uuid,text,uuid,text,uuid)',
      ' or p_class = any(l.data_classes)',
      '',
    ],
    [
      'a lock takes from others what they recorded themselves',
      'people.may(uuid,text,uuid,text,uuid)',
      'and (l.organisation_id = p_organisation or p_organisation is null or p_organisation <> all(organisations))',
      '',
    ],
    [
      'a lock spares a role held at another site',
      'people.inside(uuid,text,uuid[])',
      'and g.site_id = p_site',
      '',
    ],
    [
      'a lock spares every role at its site',
      'people.inside(uuid,text,uuid[])',
      ' or g.role = p_team',
      ' or true',
    ],
    ['a role is not looked at', 'people.reaches_me(text,uuid,text)', 'p_role = any(app.roles())', 'true'],
  ];
  test.each(faults)('canary: it is seen when %s', async (_fault, name, from, to) => {
    const given = draw(7, 2_000);
    const wrong = await undone(async () => {
      await write(given.clients);
      const { rows } = await at.admin.query<{ text: string }>(
        'select pg_get_functiondef($1::regprocedure) as text',
        [name],
      );
      const text = rows[0]?.text ?? '';
      expect(text).toContain(from);
      await at.admin.query(text.replace(from, to));
      await at.admin.query('set local role tributary_app');
      return differing(given);
    });
    expect(wrong.length).toBeGreaterThan(0);
  });
});

describe('sites and organisations of care', () => {
  test('a role that never sees clients lends no site to the decision', async () => {
    const id = newId();
    const worker = await at.person([
      { role: 'worker', site: at.sites.a1 },
      { role: 'lead', site: at.sites.other },
    ]);
    const seen = await undone(async () => {
      await write([
        {
          id,
          records: [newId(), newId()],
          directives: [],
          locks: [],
          overrides: [],
          circle: [{ site: at.sites.other.id, account: null, from: -1, to: null }],
        },
      ]);
      const { actor } = worker;
      const set = (name: string, value: string) =>
        at.admin.query('select set_config($1, $2, true)', [name, value]);
      await set('app.community', actor.communityId);
      await set('app.account', actor.accountId);
      await set('app.roles', '{worker,lead}');
      await set('app.sites', array(actor.siteIds));
      await set('app.organisations', array(actor.organisationIds));
      await set('app.care_sites', array([at.sites.a1.id]));
      await set('app.care_organisations', array([at.sites.a1.organisationId]));
      const { rows } = await at.admin.query<{ may: boolean }>(
        `select people.may($1, 'identity', $2) as may`,
        [id, at.sites.other.organisationId],
      );
      return rows[0]?.may;
    });
    expect(seen).toBe(false);
  });
});
