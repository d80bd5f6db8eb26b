import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { employment } from '../../contract.ts';
import type { EmployerLine } from '../../register/contract.ts';
import {
  type EmployerRow,
  employerById,
  employersOf,
  endOpening,
  insertEmployer,
  insertMeeting,
  insertOpening,
  meetingsOf,
  openingById,
  openingsOf,
  replaceEmployer,
} from './employerQueries.ts';

type Cases = UseCases<typeof employment.operations>;
const places = { employer: 'employment.employer.body', meeting: 'employment.employer_meeting.body' } as const;

type Told = { readonly name: string; readonly place: string; readonly note: string };

/** Employers are sealed each under a key of its own: a client's job points here. */
async function opened(tx: Tx, rows: readonly EmployerRow[]): Promise<EmployerLine[]> {
  const texts = await openMany(
    tx,
    rows.map(({ id, body }) => ({ subjectId: id, place: places.employer, rowId: id, bytes: body })),
  );
  return rows.map(({ body: _sealed, ...row }, index) => {
    const told = JSON.parse(texts[index] ?? '{"name":"","place":"","note":""}') as Told;
    return { ...row, ...told };
  });
}

const sealed = (tx: Tx, id: string, told: Told) => seal(tx, id, places.employer, id, JSON.stringify(told));

/** Refuses as `missing` when an employer is not in the register the actor may see. */
export async function knownEmployer(tx: Tx, id: string) {
  return found(await employerById(tx, id), 'employment.noSuchEmployer');
}

/** The register, by name, and what is open. */
export const listEmployers: Cases['listEmployers'] = async (tx, { closed }) => {
  const rows = await opened(tx, await employersOf(tx, closed));
  const language = tx.actor.locale;
  return {
    rows: rows.sort((left, right) => left.name.localeCompare(right.name, language)),
    openings: await openingsOf(tx),
  };
};

/** One employer whole. */
export const openEmployer: Cases['openEmployer'] = async (tx, { id }) => {
  const { organisationId: _theirs, ...row } = await knownEmployer(tx, id);
  const [employer] = await opened(tx, [row]);
  const meetings = await meetingsOf(tx, id);
  const texts = await openMany(
    tx,
    meetings.map((one) => ({ subjectId: id, place: places.meeting, rowId: one.id, bytes: one.body })),
  );
  const names = await namesOf(
    tx,
    meetings.map((one) => one.byId),
  );
  return {
    employer: found(employer, 'employment.noSuchEmployer'),
    meetings: meetings.map(({ body: _sealed, byId, ...one }, index) => ({
      ...one,
      ...(JSON.parse(texts[index] ?? '{"person":"","note":""}') as { person: string; note: string }),
      by: names.get(byId) ?? '',
    })),
    openings: await openingsOf(tx, id),
  };
};

/** Adds an employer to the register of one's own site's organisation. */
export const addEmployer: Cases['addEmployer'] = async (tx, { id, siteId, name, place, note, trade }) => {
  const organisationId = await mySite(tx, siteId);
  insertEmployer(tx, {
    id,
    organisationId,
    body: await sealed(tx, id, { name, place, note }),
    trade: trade ?? null,
  });
  return { id, version: 1 };
};

/** Corrects an employer. Whoever comes second gets what stands there now. */
export const reviseEmployer: Cases['reviseEmployer'] = async (tx, input) => {
  const { id, version, name, place, note, trade, closed } = input;
  const { organisationId: _theirs, ...row } = await knownEmployer(tx, id);
  const body = await sealed(tx, id, { name, place, note });
  if (!(await replaceEmployer(tx, { id, version, body, trade: trade ?? null, closed }))) {
    const [now] = await opened(tx, [row]);
    throw refuse('conflict', 'employment.employerChanged', {
      version: row.version,
      theirs: now?.note ?? '',
      yours: note,
    });
  }
  return { id, version: version + 1 };
};

/** Records a meeting about no one client. */
export const meetEmployer: Cases['meetEmployer'] = async (tx, input) => {
  const { id, employerId, siteId, metOn, way, purpose, person, note } = input;
  const { organisationId } = await knownEmployer(tx, employerId);
  if ((await mySite(tx, siteId)) !== organisationId) throw refuse('forbidden', 'employment.otherRegister');
  const body = await seal(tx, employerId, places.meeting, id, JSON.stringify({ person, note }));
  insertMeeting(tx, { id, employerId, organisationId, siteId, metOn, way, purpose, body });
  return { id, version: 1 };
};

/** Records an opening. */
export const addOpening: Cases['addOpening'] = async (tx, input) => {
  const { organisationId } = await knownEmployer(tx, input.employerId);
  const { weeklyHours = null, hourlyWage = null } = input;
  insertOpening(tx, { ...input, organisationId, weeklyHours, hourlyWage });
  return { id: input.id, version: 1 };
};

/** Ends an opening. */
export const closeOpening: Cases['closeOpening'] = async (tx, input) => {
  const one = found(await openingById(tx, input.id), 'employment.noSuchOpening');
  if (input.closedOn < one.openedOn)
    throw refuse('invalid', 'employment.endsBeforeStart', { day: one.openedOn });
  if (!(await endOpening(tx, input)))
    throw refuse('conflict', 'employment.openingChanged', { version: one.version, closedOn: one.closedOn });
  return { id: input.id, version: input.version + 1 };
};
