import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, sealMany } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { recordedAt, theClient } from '../../pathway/server/index.ts';
import type { employment } from '../contract.ts';
import { daysToFirstEmployer } from '../model.ts';
import { followed } from './follow.ts';
import { knownEmployer } from './register/employers.ts';
import {
  closeJob,
  employerContactsOf,
  insertEmployerContact,
  insertJob,
  jobById,
  jobsOf,
  searchOf,
} from './queries.ts';

type Cases = UseCases<typeof employment.operations>;
const places = {
  employer: 'employment.job.employer_name',
  title: 'employment.job.title',
  contact: 'employment.employer_contact.employer_name',
} as const;

/** Records a job. */
export const recordJob: Cases['recordJob'] = async (tx, input) => {
  const { id, clientId } = input;
  const at = await recordedAt(tx, clientId);
  if (input.employerId !== undefined) await knownEmployer(tx, input.employerId);
  const [employerName, title] = await sealMany(tx, [
    { subjectId: clientId, place: places.employer, rowId: id, text: input.employerName },
    { subjectId: clientId, place: places.title, rowId: id, text: input.title },
  ]);
  if (employerName === undefined || title === undefined) throw new Error('nothing was sealed');
  await insertJob(tx, {
    ...at,
    id,
    clientId,
    employerName,
    title,
    programCode: input.programCode ?? null,
    competitive: input.competitive,
    permanent: input.permanent ?? null,
    trade: input.trade ?? null,
    employerId: input.employerId ?? null,
    hourlyWage: input.hourlyWage ?? null,
    weeklyHours: input.weeklyHours ?? null,
    disclosure: input.disclosure,
    startedOn: input.startedOn,
  });
  tx.emit('employment.jobStarted', id, { clientId, siteId: at.siteId, competitive: input.competitive });
  return { id, version: 1 };
};

/** Ends a job. */
export const endJob: Cases['endJob'] = async (tx, input) => {
  const { id, clientId, version, endedOn, reason } = input;
  const job = found(await jobById(tx, clientId, id), 'employment.noSuchJob');
  if (endedOn < job.startedOn) throw refuse('invalid', 'employment.endsBeforeStart', { day: job.startedOn });
  if (job.endedOn !== null)
    throw refuse('conflict', 'employment.jobChanged', { version: job.version, endedOn: job.endedOn });
  if (!(await closeJob(tx, { id, version, endedOn, reason }))) {
    throw refuse('conflict', 'employment.jobChanged', { version: job.version, endedOn: job.endedOn });
  }
  tx.emit('employment.jobEnded', id, { clientId, reason });
  return { id, version: version + 1 };
};

/** Records a contact with an employer. */
export const recordEmployerContact: Cases['recordEmployerContact'] = async (tx, input) => {
  const { id, clientId, kind, madeBy, contactOn } = input;
  const at = await recordedAt(tx, clientId);
  if (input.employerId !== undefined) await knownEmployer(tx, input.employerId);
  const [employerName] = await sealMany(tx, [
    { subjectId: clientId, place: places.contact, rowId: id, text: input.employerName },
  ]);
  if (employerName === undefined) throw new Error('nothing was sealed');
  await insertEmployerContact(tx, {
    ...at,
    id,
    clientId,
    employerName,
    kind,
    madeBy,
    inPerson: input.inPerson ?? null,
    asWished: input.asWished ?? null,
    employerId: input.employerId ?? null,
    contactOn,
    programCode: input.programCode ?? null,
  });
  tx.emit('employment.employerMet', id, { clientId, siteId: at.siteId, kind });
  return { id, version: 1 };
};

/** What is known of a client's work. */
export const clientEmployment: Cases['clientEmployment'] = async (tx, { clientId }) => {
  await theClient(tx, clientId);
  const jobs = await jobsOf(tx, clientId);
  const contacts = await employerContactsOf(tx, clientId);
  const texts = await openMany(tx, [
    ...jobs.map((job) => ({
      subjectId: clientId,
      place: places.employer,
      rowId: job.id,
      bytes: job.employerName,
    })),
    ...jobs.map((job) => ({ subjectId: clientId, place: places.title, rowId: job.id, bytes: job.title })),
    ...contacts.map((one) => ({
      subjectId: clientId,
      place: places.contact,
      rowId: one.id,
      bytes: one.employerName,
    })),
  ]);
  const textAt = (index: number) => texts[index] ?? '';
  const search = await searchOf(tx, clientId);
  return {
    today: search.today,
    ...(await followed(tx, clientId)),
    jobs: jobs.map((job, index) => ({
      ...job,
      employerName: textAt(index),
      title: textAt(jobs.length + index),
    })),
    employerContacts: contacts.map((one, index) => ({
      ...one,
      employerName: textAt(2 * jobs.length + index),
    })),
    daysToFirstEmployer:
      search.enrolledOn === null || search.firstOn === null
        ? null
        : daysToFirstEmployer(search.enrolledOn, [search.firstOn]),
  };
};
