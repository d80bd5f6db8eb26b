import { randomBytes } from 'node:crypto';
import { inOne } from '../app/demo/bulk.ts';
import { newId } from '../kernel/id.ts';
import { sealMany } from '../kernel/server/keys/index.ts';
import { makeAccount } from '../modules/identity/server/index.ts';
import type { Stage } from './stage.ts';

const note = 'Talked about the interview on Thursday; will bring the bus pass and call again after lunch.';
const team = 40;
const caseload = 100;

/** Colleagues at the site of the stage; the worker of the stage is the first. */
export async function fillTeam(stage: Stage): Promise<string[]> {
  const ids = [stage.actor.accountId];
  for (let number = 1; number < team; number += 1)
    ids.push(
      await inOne(stage.installation.database, stage.actor, (tx) => {
        const email = `colleague${number}@bench.example`;
        return makeAccount(tx, {
          name: 'Colleague',
          email,
          roles: [{ role: 'worker', siteId: stage.site.id }],
        });
      }),
    );
  return ids;
}

/** One worker for every hundred clients: the colleagues, and beyond them ids that nobody holds (people who have left). */
export function authorsFor(clients: number, colleagues: readonly string[]): string[] {
  const many = Math.ceil(clients / caseload);
  return Array.from({ length: many }, (_, index) => colleagues[index] ?? newId());
}

type Filling = {
  readonly clients: readonly string[];
  /** Contacts for each of these clients. */
  readonly each: number;
  /** Whose clients they are, in turn. */
  readonly authors: readonly string[];
  readonly codes: { readonly kindCode: string; readonly placeCode: string };
};

/**
 * Gives clients their contacts, and one open next step each. Set-based and round by round (the first contact of everybody, then the
 * second …), so that a client's contacts lie as far apart on disk as they would after years; triggers and foreign keys do not run,
 * the rows keep their rules by construction. A sealed note opens only in its own row, so that sealing millions would take longer
 * than everything else: rows carry random bytes of a sealed note's length, and `sealNotes` seals those of the clients that are opened.
 */
export async function fillContacts({ admin, actor, site }: Stage, filling: Filling): Promise<void> {
  const { clients, each, authors, codes } = filling;
  const given = [actor.communityId, site.organisationId, site.id, clients, authors];
  await admin.query(`set session_replication_role = replica`);
  for (let round = 0; round < each; round += 1)
    await admin.query(
      `insert into care.contact (community_id, id, client_id, organisation_id, site_id, program_code, data_class, team, kind_code, place_code,
         outcome_code, reached, minutes, occurred_at, occurred_on, note, created_at, created_by)
       select $1, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
         client, $2, $3, 'supported-employment', 'notes', 'worker', $6, $7, 'met', true, 20, at, at::date, $8, at, ($5::uuid[])[1 + n % cardinality($5::uuid[])]
       from (select client, n, md5(client::text || $9::integer) as hash, now() - ($10::integer - $9::integer) * interval '20 days' + n * interval '1 second' as at
         from unnest($4::uuid[]) with ordinality u (client, n)) made`,
      [...given, codes.kindCode, codes.placeCode, randomBytes(sealedLength), round, each],
    );
  await admin.query(
    `insert into care.task (community_id, id, client_id, organisation_id, site_id, data_class, program_code, step_code, due_on, owner_account_id, owner_team, created_by)
     select $1, gen_random_uuid(), client, $2, $3, 'notes', 'supported-employment', 'call', current_date + (n % 60)::integer - 20,
       case when n % 3 > 0 then ($5::uuid[])[1 + n % cardinality($5::uuid[])] end, case when n % 3 = 0 then 'worker' end, ($5::uuid[])[1]
     from unnest($4::uuid[]) with ordinality u (client, n)`,
    given,
  );
  await admin.query(`set session_replication_role = origin`);
}

/** Bytes of a sealed note: what it says, and what sealing adds. */
const sealedLength = Buffer.byteLength(note) + 45;

/** Seals the notes of these clients' contacts as they would be. */
export async function sealNotes(stage: Stage, clients: readonly string[]): Promise<void> {
  const { admin, actor, installation } = stage;
  const { rows } = await admin.query<{ id: string; client_id: string }>(
    'select id, client_id from care.contact where community_id = $1 and client_id = any($2)',
    [actor.communityId, clients],
  );
  const items = rows.map(({ id, client_id }) => ({
    subjectId: client_id,
    place: 'care.contact.note',
    rowId: id,
    text: note,
  }));
  const sealed = await inOne(installation.database, actor, (tx) => sealMany(tx, items));
  await admin.query(`set session_replication_role = replica`);
  await admin.query(
    `update care.contact c set note = s.note from unnest($2::uuid[], $3::bytea[]) s (id, note) where c.community_id = $1 and c.id = s.id`,
    [actor.communityId, items.map(({ rowId }) => rowId), sealed],
  );
  await admin.query(`set session_replication_role = origin`);
}
