import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { caseloadDays } from '../../model.ts';
import type { Stay } from '../../forms/due.ts';

/** A form asked of a client, as stored. */
export type FilledRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
  readonly dataClass: string;
  readonly programCode: string | null;
  readonly formKey: string;
  readonly formVersion: string;
  readonly state: 'begun' | 'complete';
  readonly askedOn: string;
  readonly authorId: string;
  readonly changedById: string;
};

const columns = sql`f.id, f.version, f.client_id as "clientId", f.site_id as "siteId", f.organisation_id as "organisationId", f.data_class as "dataClass",
  f.program_code as "programCode", f.form_key as "formKey", f.form_version as "formVersion", f.state, f.asked_on as "askedOn", f.created_by as "authorId",
  f.changed_by as "changedById"`;

/** The forms asked of clients that the actor may see, the latest first. */
export function filledOf(tx: Tx, clientIds: readonly string[]): Promise<FilledRow[]> {
  return tx.many<FilledRow>(sql`select ${columns} from care.filled_form f where f.community_id = ${tx.actor.communityId}
    and f.client_id = any(${clientIds}::uuid[]) order by f.asked_on desc, f.id desc limit 2000`);
}

/** One form asked of a client. */
export function filledById(tx: Tx, clientId: string, id: string): Promise<FilledRow | undefined> {
  return tx.maybe<FilledRow>(sql`select ${columns} from care.filled_form f
    where f.community_id = ${tx.actor.communityId} and f.id = ${id} and f.client_id = ${clientId}`);
}

/** Begins a form; false when this id was written before. */
export async function insertFilled(
  tx: Tx,
  row: Omit<FilledRow, 'version' | 'authorId' | 'changedById'>,
): Promise<boolean> {
  const { communityId, accountId } = tx.actor;
  const written =
    await tx.run(sql`insert into care.filled_form (community_id, id, client_id, organisation_id, site_id, data_class, program_code, form_key,
      form_version, state, asked_on, completed_at, changed_by, created_by)
    values (${communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.dataClass}, ${row.programCode}, ${row.formKey},
      ${row.formVersion}, ${row.state}, ${row.askedOn}, case when ${row.state} = 'complete' then now() end, ${accountId}, ${accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** Saves a form again if nobody did so first; false when the version has moved on. */
export async function stepFilled(
  tx: Tx,
  at: { id: string; version: number; state: 'begun' | 'complete'; askedOn: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.filled_form f set state = ${at.state}, asked_on = ${at.askedOn}, changed_by = ${tx.actor.accountId},
      completed_at = case when ${at.state} = 'complete' then coalesce(f.completed_at, now()) end, version = f.version + 1
    where f.community_id = ${tx.actor.communityId} and f.id = ${at.id} and f.version = ${at.version}`);
  return changed === 1;
}

/** An answer as stored; its words are still sealed. */
export type AnswerRow = {
  readonly id: string;
  readonly question: string;
  readonly questionVersion: string;
  readonly choices: string[] | null;
  readonly amount: number | null;
  readonly day: string | null;
  readonly words: Buffer | null;
  readonly declined: boolean;
};

const answer = sql`a.id, a.question_code as question, a.question_version as "questionVersion", a.choices, a.amount, a.day, a.words, a.declined`;

/** The answers of one form. */
export function answersOf(tx: Tx, clientId: string, filledId: string): Promise<AnswerRow[]> {
  return tx.many<AnswerRow>(sql`select ${answer} from care.answer a where a.community_id = ${tx.actor.communityId}
    and a.filled_form_id = ${filledId} and a.client_id = ${clientId} order by a.created_at, a.id`);
}

/** Writes answers of one form; an answer that is there already is replaced and kept in history. */
export async function writeAnswers(tx: Tx, filled: FilledRow, rows: readonly AnswerRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map((row) => ({ ...row, words: row.words && `\\x${row.words.toString('hex')}` }));
  const { communityId, accountId } = tx.actor;
  await tx.run(sql`insert into care.answer as a (community_id, id, filled_form_id, client_id, organisation_id, site_id, data_class, question_code,
      question_version, choices, amount, day, words, declined, created_by)
    select ${communityId}, r.id, ${filled.id}, ${filled.clientId}, ${filled.organisationId}, ${filled.siteId}, ${filled.dataClass}, r.question,
      r."questionVersion", r.choices, r.amount, r.day, r.words, r.declined, ${accountId}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as r(id uuid, question text, "questionVersion" text, choices text[], amount numeric, day date, words bytea, declined boolean)
    on conflict (community_id, filled_form_id, question_code) do update set choices = excluded.choices, amount = excluded.amount, day = excluded.day,
      words = excluded.words, declined = excluded.declined, version = a.version + 1`);
}

/** An answer that was replaced. */
export type EarlierRow = AnswerRow & { readonly replacedAt: Date; readonly replacedBy: string };

/** What the answers of a form said before, the latest first. */
export function earlierAnswers(
  tx: Tx,
  clientId: string,
  answerIds: readonly string[],
): Promise<EarlierRow[]> {
  return tx.many<EarlierRow>(sql`select a.id, a.question_code as question, a.question_version as "questionVersion", a.choices, a.amount, a.day::text as day, a.words, a.declined,
      h.kept_at as "replacedAt", h.replaced_by as "replacedBy"
    from care.history h cross join lateral jsonb_populate_record(null::care.answer, h.row_before) a
    where h.community_id = ${tx.actor.communityId} and h.table_name = 'answer' and h.row_id = any(${answerIds}::uuid[]) and h.client_id = ${clientId}
    order by h.kept_at desc, h.id desc limit 200`);
}

/** A client's answers to one question with the form each was asked in, the oldest first. */
export function answersTo(
  tx: Tx,
  clientId: string,
  code: string,
): Promise<(AnswerRow & { filledId: string; formKey: string; formVersion: string; askedOn: string })[]> {
  return tx.many(sql`select ${answer}, f.id as "filledId", f.form_key as "formKey", f.form_version as "formVersion", f.asked_on as "askedOn"
    from care.answer a join care.filled_form f on f.community_id = a.community_id and f.id = a.filled_form_id
    where a.community_id = ${tx.actor.communityId} and a.client_id = ${clientId} and a.question_code = ${code}
    order by f.asked_on, f.id limit 200`);
}

/** A client's time in a program, with the client. */
export type StayRow = Stay & { readonly clientId: string; readonly organisationId: string };

const stay = sql`e.client_id as "clientId", e.organisation_id as "organisationId", e.program_code as "programCode", e.referred_on as "referredOn", e.enrolled_on as "enrolledOn", e.ended_on as "endedOn"`;

/** The times of one client in programs, the latest first. */
export function staysOf(tx: Tx, clientId: string): Promise<StayRow[]> {
  return tx.many<StayRow>(sql`select ${stay} from pathway.enrolment_fact e
    where e.community_id = ${tx.actor.communityId} and e.client_id = ${clientId} order by e.enrolled_on desc limit 50`);
}

/** The times in programs of the clients one works with: named in their circle, or met of late, the latest five meetings for each client looked for; those that ended lately among them. */
export function myStays(tx: Tx, limit: number): Promise<StayRow[]> {
  const { communityId, accountId } = tx.actor;
  return tx.many<StayRow>(sql`
    with mine as materialized (
      select m.client_id from care.met_lately(${caseloadDays}::int, ${limit * 5}::int) as m (client_id)
      union select k.client_id from people.circle_fact k where k.community_id = ${communityId} and k.account_id = ${accountId}
      limit ${limit}
    )
    select ${stay} from mine m join pathway.enrolment_fact e on e.community_id = ${communityId} and e.client_id = m.client_id
    where e.ended_on is null or e.ended_on > pathway.day_of(now()) - 60`);
}

/** Which of these the actor may see: a class of data about a client, as this organisation records it. */
export async function mayAsk(
  tx: Tx,
  asked: readonly { clientId: string; organisationId: string; dataClass: string }[],
): Promise<boolean[]> {
  const given = asked.map((one, place) => ({ ...one, place }));
  const rows = await tx.many<{
    may: boolean;
  }>(sql`select coalesce(people.may(r."clientId", r."dataClass", r."organisationId"), false) as may
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r("clientId" uuid, "organisationId" uuid, "dataClass" text, place integer)
    order by r.place`);
  return rows.map((row) => row.may);
}
