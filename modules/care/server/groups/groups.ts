import { cutPage } from '../../../../kernel/page.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { calledNames, mySite, programOf, recordedAt } from '../../../pathway/server/index.ts';
import type { Program } from '../../../vocabulary/model.ts';
import type { SessionLine } from '../../asks/groups.ts';
import type { care } from '../../contract.ts';
import { liesAhead, noteClassOf, teamAt } from '../../model.ts';
import { insertContact } from '../contactQueries.ts';
import {
  attendeesOf,
  countNamed,
  insertSession,
  sessionById,
  type SessionRow,
  sessionsPage,
} from './queries.ts';

type Cases = UseCases<typeof care.operations>;

type Held = {
  readonly id: string;
  readonly siteId: string;
  readonly kindCode: string;
  readonly placeCode: string;
  readonly minutes: number;
  readonly heldAt: string;
};

/** Writes the contact of one who was there: refused for a client the actor may not see, and for somebody who is there already. */
async function attend(
  tx: Tx,
  session: Held,
  program: Program,
  one: { contactId: string; clientId: string },
): Promise<void> {
  const at = await recordedAt(tx, one.clientId, session.siteId);
  const team = teamAt(tx.actor.roles, at.siteId);
  const outcome = program.contact.outcomes.find((known) => known.reached);
  const isNew = await insertContact(tx, {
    ...at,
    id: one.contactId,
    clientId: one.clientId,
    programCode: program.key,
    dataClass: noteClassOf(team),
    team,
    kindCode: session.kindCode,
    placeCode: session.placeCode,
    outcomeCode: outcome?.code ?? 'met',
    reached: true,
    nextStepCode: null,
    minutes: session.minutes,
    occurredAt: session.heldAt,
    note: null,
    groupSessionId: session.id,
  });
  if (!isNew) throw refuse('conflict', 'care.attendsAlready');
  tx.emit('care.contactRecorded', one.contactId, {
    clientId: one.clientId,
    siteId: at.siteId,
    groupSessionId: session.id,
  });
}

const knows = (list: readonly { readonly code: string }[], code: string) => {
  if (!list.some((one) => one.code === code)) throw refuse('invalid', 'care.unknownCode', { code });
};

/** Records a session with everybody who was there, all or nothing; sent again it is one session. */
export const recordSession: Cases['recordSession'] = async (tx, input) => {
  const { id, siteId, attendees } = input;
  const organisationId = await mySite(tx, siteId);
  if (liesAhead(new Date(input.heldAt), tx.now)) throw refuse('invalid', 'care.inTheFuture');
  if (attendees.length + input.unnamed === 0) throw refuse('invalid', 'care.nobodyThere');
  const program = await programOf(tx, input.programCode);
  knows(program.contact.kinds, input.kindCode);
  knows(program.contact.places, input.placeCode);
  const { attendees: _attendees, ...given } = input;
  if (!(await insertSession(tx, { ...given, organisationId, named: attendees.length }))) {
    const there = await sessionById(tx, id);
    if (there?.authorId !== tx.actor.accountId) throw refuse('conflict', 'care.idTaken');
    return { id, version: there.version };
  }
  for (const one of attendees) await attend(tx, input, program, one);
  tx.emit('care.sessionRecorded', id, { siteId, named: attendees.length, unnamed: input.unnamed });
  return { id, version: 1 };
};

/** Adds somebody who was there after all. */
export const addAttendee: Cases['addAttendee'] = async (tx, { id, version, wasCounted, ...one }) => {
  const session = found(await sessionById(tx, id), 'care.noSuchSession');
  const program = await programOf(tx, session.programCode);
  await attend(tx, { ...session, heldAt: session.heldAt.toISOString() }, program, one);
  if (!(await countNamed(tx, id, version, wasCounted))) throw refuse('conflict', 'care.sessionChanged');
  return { id, version: version + 1 };
};

const line = ({
  organisationId: _organisation,
  kindCode: _kind,
  authorId: _author,
  ...row
}: SessionRow): SessionLine => ({
  ...row,
  heldAt: row.heldAt.toISOString(),
});

/** Sessions at the actor's sites. */
export const listSessions: Cases['listSessions'] = async (tx, input) => {
  const page = cutPage(await sessionsPage(tx, input), input.limit, (row) => row.id);
  return { ...page, rows: page.rows.map(line) };
};

/** One session; of those who were there, the reader sees whom they may see. */
export const getSession: Cases['getSession'] = async (tx, { id }) => {
  const session = found(await sessionById(tx, id), 'care.noSuchSession');
  const rows = await attendeesOf(tx, id);
  const nameOf = await calledNames(
    tx,
    rows.map((row) => row.clientId),
  );
  return {
    session: line(session),
    rows: rows
      .map(({ clientId }) => ({ clientId, clientName: nameOf(clientId) }))
      .filter((row) => row.clientName !== ''),
  };
};
