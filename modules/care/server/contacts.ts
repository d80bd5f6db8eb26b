import { cutPage } from '../../../kernel/page.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { open, openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import { programOf, recordedAt, theClient } from '../../pathway/server/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { care } from '../contract.ts';
import { liesAhead, noteClassOf, teamAt } from '../model.ts';
import {
  contactById,
  type ContactRow,
  contactsPage,
  earlierNotes,
  insertContact,
  replaceNote,
} from './contactQueries.ts';
import { writeTask } from './tasks.ts';
import { visits } from './visits/visits.ts';

type Cases = UseCases<typeof care.operations>;
const notePlace = 'care.contact.note';

/** Refuses a code that the program does not know, and gives its entry. */
function entryOf<Entry extends { readonly code: string }>(
  list: readonly Entry[],
  code: string | undefined,
): Entry {
  const entry = code === undefined ? list[0] : list.find((one) => one.code === code);
  if (entry === undefined) throw refuse('invalid', 'care.unknownCode', { code: code ?? '' });
  return entry;
}

/** Where a contact is recorded: at the actor's own site when it is named, which asks nothing, else where the client's record says. */
async function siteOf(tx: Tx, clientId: string, named: string | undefined): Promise<string> {
  if (named !== undefined && tx.actor.siteIds.includes(named)) return named;
  return (await recordedAt(tx, clientId, named)).siteId;
}

/** Nothing was written: refuses as `missing` when the client is not known, else it is a contact that came before under this id, the same one sent again or somebody else's id. */
async function sameContact(tx: Tx, clientId: string, id: string) {
  await theClient(tx, clientId);
  const there = await contactById(tx, clientId, id);
  if (there === undefined || there.authorId !== tx.actor.accountId) throw refuse('conflict', 'care.idTaken');
  return { id, version: there.version };
}

function codesOf(
  program: Program,
  input: { kindCode: string; placeCode: string; outcomeCode?: string | undefined },
) {
  const { contact } = program;
  return {
    kindCode: entryOf(contact.kinds, input.kindCode).code,
    placeCode: entryOf(contact.places, input.placeCode).code,
    outcome: entryOf(contact.outcomes, input.outcomeCode),
  };
}

/** Records a contact and its next step in one go. Its id comes from the device, so that sending it again makes no twin. */
export const recordContact: Cases['recordContact'] = async (tx, input) => {
  const { id, clientId } = input;
  const siteId = await siteOf(tx, clientId, input.siteId);
  if (liesAhead(new Date(input.occurredAt), tx.now)) throw refuse('invalid', 'care.inTheFuture');
  const program = await programOf(tx, input.programCode);
  const { kindCode, placeCode, outcome } = codesOf(program, input);
  const team = teamAt(tx.actor.roles, siteId);
  const dataClass = noteClassOf(team);
  const written = await insertContact(tx, {
    id,
    clientId,
    siteId,
    programCode: program.key,
    dataClass,
    team,
    kindCode,
    placeCode,
    outcomeCode: outcome.code,
    reached: outcome.reached,
    nextStepCode: input.nextStep ? (input.nextStep.stepCode ?? 'other') : null,
    minutes: input.minutes ?? null,
    occurredAt: input.occurredAt,
    note: input.note ? await seal(tx, clientId, notePlace, id, input.note) : null,
  });
  if (written === undefined) return sameContact(tx, clientId, id);
  if (input.nextStep) {
    await writeTask(tx, {
      clientId,
      siteId,
      organisationId: written.organisationId,
      dataClass,
      contactId: id,
      program,
      step: input.nextStep,
    });
  }
  tx.emit('care.contactRecorded', id, {
    clientId,
    siteId,
    programCode: program.key,
    kind: kindCode,
    reached: outcome.reached,
  });
  return { id, version: 1 };
};

/** Corrects a note. Whoever comes second gets both texts and loses neither. */
export const reviseNote: Cases['reviseNote'] = async (tx, input) => {
  const { id, clientId, version, note } = input;
  const contact = found(await contactById(tx, clientId, id), 'care.noSuchContact');
  if (contact.authorId !== tx.actor.accountId) throw refuse('forbidden', 'care.notYourNote');
  const sealed = await seal(tx, clientId, notePlace, id, note);
  if (!(await replaceNote(tx, id, version, sealed))) {
    const now = found(await contactById(tx, clientId, id), 'care.noSuchContact');
    const theirs = now.note === null ? '' : await open(tx, clientId, notePlace, id, now.note);
    throw refuse('conflict', 'care.noteChanged', { version: now.version, theirs, yours: note });
  }
  tx.emit('care.noteRevised', id, { clientId });
  return { id, version: version + 1 };
};

/** The timeline of a client: whatever the reader may see, of both teams. */
export const listContacts: Cases['listContacts'] = async (tx, input) => {
  const page = cutPage(await contactsPage(tx, input), input.limit, (row) => row.id);
  const notes = await openMany(
    tx,
    page.rows.map((row) => ({ subjectId: row.clientId, place: notePlace, rowId: row.id, bytes: row.note })),
  );
  const names = await namesOf(
    tx,
    page.rows.map((row) => row.authorId),
  );
  const visitOf = await visits(
    tx,
    input.clientId,
    page.rows.map((row) => row.id),
  );
  const line = (row: ContactRow, index: number) => ({
    ...row,
    visit: visitOf(row.id),
    authorName: names.get(row.authorId) ?? '',
    note: notes[index] ?? null,
    occurredAt: row.occurredAt.toISOString(),
  });
  return { ...page, rows: page.rows.map(line) };
};

/** What a note said before. */
export const noteHistory: Cases['noteHistory'] = async (tx, { clientId, id }) => {
  found(await contactById(tx, clientId, id), 'care.noSuchContact');
  const rows = await earlierNotes(tx, clientId, id);
  const notes = await openMany(
    tx,
    rows.map((row) => ({ subjectId: clientId, place: notePlace, rowId: id, bytes: row.note })),
  );
  const names = await namesOf(
    tx,
    rows.map((row) => row.replacedBy),
  );
  return {
    earlier: rows.map((row, index) => ({
      version: row.version,
      note: notes[index] ?? null,
      replacedAt: row.replacedAt.toISOString(),
      replacedBy: names.get(row.replacedBy) ?? '',
    })),
  };
};
