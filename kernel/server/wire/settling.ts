import { newId } from '../../id.ts';
import type { AuditNote, Claim } from '../scope.ts';
import type { Statement } from './batch.ts';

/** What a request leaves behind it: who did it, what is noted and told, and which command it was, with its answer. */
export type Leaving = {
  readonly sessionId: string | null;
  readonly requestId: string;
  readonly notes: readonly AuditNote[];
  readonly events: readonly { id: string; name: string; subject: string; facts: object }[];
  readonly claim: Claim | undefined;
  readonly answer: unknown;
};

const eventText = `insert into kernel.outbox (community_id, id, name, subject, facts, account_id)
  select app.community(), (e ->> 'id')::uuid, e ->> 'name', (e ->> 'subject')::uuid, coalesce(e -> 'facts', '{}'), app.account()
  from jsonb_array_elements($1::jsonb) as e`;

const keptText = `insert into kernel.idempotency (community_id, account_id, key, operation, input_hash, answer)
  values (app.community(), app.account(), $1::uuid, $2, $3::bytea, $4::jsonb)`;

const noteText = `with kept as (
    insert into kernel.audit_event (community_id, id, account_id, session_id, roles, operation, action, subjects, purpose, reason, override_id, request_id, facts)
    values (app.community(), $1::uuid, app.account(), $2::uuid, app.roles(), $3, $4, $5::uuid[], app.purpose(), $6, $7::uuid, $8::uuid, $9::jsonb)
  )
  insert into kernel.audit_pending (community_id, event_id) values (app.community(), $1::uuid)`;

const noted = (note: AuditNote, { sessionId, requestId }: Leaving): Statement => ({
  text: noteText,
  silent: true,
  values: [
    newId(),
    sessionId,
    note.operation,
    note.action,
    [...note.subjects],
    note.reason ?? null,
    note.override ?? null,
    requestId,
    JSON.stringify(note.facts ?? {}),
  ],
});

/** The statements that end a request: its audit events, its outbox events, and the command with its answer. None where it leaves nothing. */
export function settling(leaving: Leaving): Statement[] {
  const { notes, events, claim, answer } = leaving;
  const statements = notes.map((note) => noted(note, leaving));
  if (events.length > 0) statements.push({ text: eventText, silent: true, values: [JSON.stringify(events)] });
  if (claim !== undefined) {
    const kept = [claim.key, claim.operation, claim.hash, JSON.stringify(answer ?? null)];
    statements.push({ text: keptText, silent: true, values: kept });
  }
  return statements;
}
