import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import { recordedAt } from '../../pathway/server/index.ts';
import {
  type ActivityLine,
  type CounsellingLine,
  type employment,
  ProfileParts,
  type ProfileShown,
  type SupportLine,
} from '../contract.ts';
import {
  activitiesOf,
  closeActivity,
  counsellingOf,
  insertActivity,
  insertCounselling,
  insertProfile,
  insertSupport,
  profileOf,
  replaceProfile,
  supportsOf,
} from './followQueries.ts';
import { jobById } from './queries.ts';
import { knownTable } from './register/benefits.ts';

type Cases = UseCases<typeof employment.operations>;
const places = {
  profile: 'employment.profile.body',
  support: 'employment.support.note',
  activity: 'employment.activity.name',
  counselling: 'employment.counselling.note',
} as const;

const partsIn = (text: string | null | undefined): ProfileParts =>
  ProfileParts.parse(text ? (JSON.parse(text) as unknown) : {});

/** Keeps a profile. Whoever comes second gets what stands there now, and loses nothing of their own. */
export const writeProfile: Cases['writeProfile'] = async (tx, { id, clientId, version, parts }) => {
  const at = await recordedAt(tx, clientId);
  const body = await seal(tx, clientId, places.profile, id, JSON.stringify(parts));
  const kept =
    version === undefined
      ? await insertProfile(tx, { ...at, clientId, id, body })
      : await replaceProfile(tx, { id, version, body });
  if (!kept) {
    const now = found(await profileOf(tx, clientId), 'employment.noSuchProfile');
    const [text] = await openMany(tx, [
      { subjectId: clientId, place: places.profile, rowId: now.id, bytes: now.body },
    ]);
    throw refuse('conflict', 'employment.profileChanged', {
      id: now.id,
      version: now.version,
      theirs: partsIn(text),
      by: (await namesOf(tx, [now.changedBy])).get(now.changedBy) ?? '',
      at: now.changedAt.toISOString(),
    });
  }
  return { id, version: (version ?? 0) + 1 };
};

/** Records support after a job began. */
export const recordSupport: Cases['recordSupport'] = async (tx, input) => {
  const { id, clientId } = input;
  const at = await recordedAt(tx, clientId);
  if (input.jobId !== undefined) found(await jobById(tx, clientId, input.jobId), 'employment.noSuchJob');
  const note = input.note ? await seal(tx, clientId, places.support, id, input.note) : null;
  insertSupport(tx, { ...input, ...at, jobId: input.jobId ?? null, note });
  tx.emit('employment.supported', id, { clientId, siteId: at.siteId, kind: input.kind });
  return { id, version: 1 };
};

/** Records volunteering, a placement or education. */
export const recordActivity: Cases['recordActivity'] = async (tx, input) => {
  const { id, clientId } = input;
  const at = await recordedAt(tx, clientId);
  const name = await seal(tx, clientId, places.activity, id, input.name);
  insertActivity(tx, { ...at, ...input, name, weeklyHours: input.weeklyHours ?? null });
  return { id, version: 1 };
};

/** Ends volunteering, a placement or education. */
export const endActivity: Cases['endActivity'] = async (tx, input) => {
  const { id, clientId, version, endedOn, outcome } = input;
  const one = found(
    (await activitiesOf(tx, clientId)).find((row) => row.id === id),
    'employment.noSuchActivity',
  );
  if (endedOn < one.startedOn) throw refuse('invalid', 'employment.endsBeforeStart', { day: one.startedOn });
  if (!(await closeActivity(tx, { id, version, endedOn, outcome })))
    throw refuse('conflict', 'employment.activityChanged', { version: one.version, endedOn: one.endedOn });
  return { id, version: version + 1 };
};

/** Records benefits counselling; the table it was read from must have been in force on that day. */
export const recordCounselling: Cases['recordCounselling'] = async (tx, input) => {
  const { id, clientId, givenOn } = input;
  const at = await recordedAt(tx, clientId);
  if (input.tableId !== undefined) {
    const table = await knownTable(tx, input.tableId);
    if (givenOn < table.validFrom || (table.validTo !== null && givenOn >= table.validTo))
      throw refuse('invalid', 'employment.tableNotInForce', {
        from: table.validFrom,
        to: table.validTo ?? '',
      });
  }
  const note = input.note ? await seal(tx, clientId, places.counselling, id, input.note) : null;
  insertCounselling(tx, { ...input, ...at, tableId: input.tableId ?? null, note });
  return { id, version: 1 };
};

/** Profile, support, other activity and counselling of a client, opened in one go. */
export async function followed(
  tx: Tx,
  clientId: string,
): Promise<{
  profile: ProfileShown | null;
  supports: SupportLine[];
  activities: ActivityLine[];
  counselling: CounsellingLine[];
}> {
  const profile = await profileOf(tx, clientId);
  const supports = await supportsOf(tx, clientId);
  const activities = await activitiesOf(tx, clientId);
  const counselling = await counsellingOf(tx, clientId);
  const sealed = [
    ...(profile ? [{ place: places.profile, rowId: profile.id, bytes: profile.body }] : []),
    ...supports.map((one) => ({ place: places.support, rowId: one.id, bytes: one.note })),
    ...activities.map((one) => ({ place: places.activity, rowId: one.id, bytes: one.name })),
    ...counselling.map((one) => ({ place: places.counselling, rowId: one.id, bytes: one.note })),
  ];
  const texts = await openMany(
    tx,
    sealed.map((one) => ({ ...one, subjectId: clientId })),
  );
  const textOf = (rowId: string) => texts[sealed.findIndex((one) => one.rowId === rowId)] ?? '';
  return {
    profile: profile
      ? {
          id: profile.id,
          version: profile.version,
          reviewedOn: profile.reviewedOn,
          parts: partsIn(textOf(profile.id)),
        }
      : null,
    supports: supports.map((one) => ({ ...one, note: textOf(one.id) })),
    activities: activities.map((one) => ({ ...one, name: textOf(one.id) })),
    counselling: counselling.map(({ tableId, tableName, tableSource, tableSourceOn, ...one }) => ({
      ...one,
      note: textOf(one.id),
      table:
        tableId === null
          ? null
          : { id: tableId, name: tableName ?? '', source: tableSource ?? '', sourceOn: tableSourceOn ?? '' },
    })),
  };
}
