import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { calledNames, mySite, recordedAt } from '../../../pathway/server/index.ts';
import type { care } from '../../contract.ts';
import { caseloadDays, noteClassOf, teamAt } from '../../model.ts';
import { insertTask } from '../taskQueries.ts';
import {
  agendaOf,
  clinicianMinutes,
  conferenceById,
  conferences,
  decideAgenda,
  holdMeeting,
  insertAgenda,
  insertConference,
  insertMembers,
  membersOf,
  suggestedFor,
} from './conferenceQueries.ts';

type Cases = UseCases<typeof care.operations>;
const places = {
  question: 'care.conference_client.question',
  decision: 'care.conference_client.decision',
  task: 'care.task.words',
} as const;

/** How many clients are suggested for an agenda. */
const most = 12;

/** Plans a meeting. */
export const planConference: Cases['planConference'] = async (tx, { id, siteId, heldOn }) => {
  const organisationId = await mySite(tx, siteId);
  if (!(await insertConference(tx, { id, siteId, organisationId, heldOn })))
    throw refuse('conflict', 'care.idTaken');
  return { id, version: 1 };
};

/** Puts a client on the agenda. */
export const askConference: Cases['askConference'] = async (tx, input) => {
  const { id, conferenceId, clientId } = input;
  const conference = found(await conferenceById(tx, conferenceId), 'care.noSuchConference');
  const at = await recordedAt(tx, clientId, conference.siteId);
  const dataClass = noteClassOf(teamAt(tx.actor.roles, at.siteId));
  const question = await seal(tx, clientId, places.question, id, input.question);
  if (!(await insertAgenda(tx, { ...at, id, conferenceId, clientId, dataClass, question })))
    throw refuse('conflict', 'care.onAgenda');
  tx.emit('care.conferenceAsked', id, { clientId, conferenceId });
  return { id, version: 1 };
};

/** Writes down a decision and makes it a next step of whoever is to do it. */
export const decideInConference: Cases['decideInConference'] = async (tx, input) => {
  const { id, clientId, version, taskId, whose, conferenceId } = input;
  const conference = found(await conferenceById(tx, conferenceId), 'care.noSuchConference');
  const at = await recordedAt(tx, clientId, conference.siteId);
  const isNew = await insertTask(tx, {
    ...at,
    id: taskId,
    clientId,
    dataClass: noteClassOf(teamAt(tx.actor.roles, at.siteId)),
    contactId: null,
    programCode: null,
    stepCode: 'care.decided',
    words: await seal(tx, clientId, places.task, taskId, input.decision),
    dueOn: input.dueOn ?? null,
    ownerId: 'accountId' in whose ? whose.accountId : null,
    ownerTeam: 'team' in whose ? whose.team : null,
  });
  const decision = await seal(tx, clientId, places.decision, id, input.decision);
  if (!isNew || !(await decideAgenda(tx, { id, clientId, version, decision, taskId })))
    throw refuse('conflict', 'care.decidedAlready');
  tx.emit('care.conferenceDecided', id, { clientId, taskId });
  return { id, version: version + 1 };
};

/** Says that a meeting was held. */
export const holdConference: Cases['holdConference'] = async (tx, { id, version, minutes, accountIds }) => {
  const conference = found(await conferenceById(tx, id), 'care.noSuchConference');
  if (!(await holdMeeting(tx, id, version, minutes))) throw refuse('conflict', 'care.conferenceChanged');
  const people = [...new Set(accountIds)];
  if ((await insertMembers(tx, conference, people)) !== people.length)
    throw refuse('invalid', 'care.noColleague');
  tx.emit('care.conferenceHeld', id, { siteId: conference.siteId, minutes });
  return { id, version: version + 1 };
};

/** Meetings at one's own sites. */
export const listConferences: Cases['listConferences'] = async (tx) => ({
  rows: (await conferences(tx)).map(({ organisationId: _organisation, ...row }) => row),
  clinicianMinutes: await clinicianMinutes(tx, caseloadDays),
});

async function agenda(tx: Tx, conferenceId: string) {
  const rows = await agendaOf(tx, conferenceId);
  const at = (place: string) => (row: { clientId: string; id: string }, bytes: Buffer | null) => ({
    subjectId: row.clientId,
    place,
    rowId: row.id,
    bytes,
  });
  const texts = await openMany(tx, [
    ...rows.map((row) => at(places.question)(row, row.question)),
    ...rows.map((row) => at(places.decision)(row, row.decision)),
  ]);
  return rows.map((row, index) => ({
    ...row,
    question: texts[index] ?? null,
    decision: texts[rows.length + index] ?? null,
  }));
}

/** One meeting with its agenda. */
export const getConference: Cases['getConference'] = async (tx, { id }) => {
  const conference = found(await conferenceById(tx, id), 'care.noSuchConference');
  const rows = await agenda(tx, id);
  const members = await membersOf(tx, id);
  const suggested = conference.state === 'planned' ? await suggestedFor(tx, conference, most) : [];
  const names = await namesOf(tx, [
    ...rows.map((row) => row.askedById),
    ...members.map((member) => member.accountId),
  ]);
  const clientName = await calledNames(
    tx,
    [...rows, ...suggested].map((row) => row.clientId),
  );
  const { organisationId: _organisation, ...shown } = conference;
  return {
    conference: shown,
    rows: rows.map(({ askedById, ...row }) => ({
      ...row,
      clientName: clientName(row.clientId),
      askedBy: names.get(askedById) ?? '',
    })),
    members: members.map((member) => ({ ...member, name: names.get(member.accountId) ?? '' })),
    suggested: suggested
      .map((row) => ({ ...row, clientName: clientName(row.clientId) }))
      .filter((row) => row.clientName !== ''),
  };
};
