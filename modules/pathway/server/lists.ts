import { openMany } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { EnrolmentLine, pathway, WaitLine } from '../contract.ts';
import { latestFirst } from '../model.ts';
import { sentencesOf } from './asked.ts';
import { type EnrolmentRow, enrolledPage, enrolmentsOf } from './queries/enrolment.ts';
import { type Names, paged } from './paged.ts';
import { calledNames, programAt, todayOf } from './record.ts';
import { referralLine } from './referrals.ts';
import { changesOf, referralsOf } from './queries/referral.ts';
import { screeningsOf } from './queries/screening.ts';
import { type Reached, reachedOf } from './queries/reach.ts';
import { placesInLine, type WaitRow, waitsOf, waitsPage } from './queries/wait.ts';

type Cases = UseCases<typeof pathway.operations>;
type Standing = { readonly place: number | null; readonly reached: Reached | undefined };

const waitLine = (row: WaitRow, nameOf: Names, standing: Standing): WaitLine => ({
  ...row,
  clientName: nameOf(row.clientId),
  joinedAt: row.joinedAt.toISOString(),
  place: standing.place,
  reachedAt: standing.reached?.lastAt?.toISOString() ?? null,
  tries: standing.reached?.tries ?? 0,
});

function enrolmentLine(row: EnrolmentRow, nameOf: Names): EnrolmentLine {
  const { organisationId: _, ...rest } = row;
  return { ...rest, clientName: nameOf(row.clientId), stageSince: row.stageSince.toISOString() };
}

/** A waitlist in its order: each with their place in line and when they were last reached. */
export const listWaitlist: Cases['listWaitlist'] = async (tx, input) => {
  const program = await programAt(tx, input.siteId, input.programCode);
  const order = latestFirst(program.waitlist);
  const rows = await waitsPage(tx, { ...input, latestFirst: order });
  const ids = rows.map((row) => row.id);
  const places = new Map(
    (await placesInLine(tx, { ...input, latestFirst: order, ids })).map((one) => [one.id, one.place]),
  );
  const clientIds = rows.map((row) => row.clientId);
  const reached = new Map((await reachedOf(tx, clientIds)).map((one) => [one.clientId, one]));
  return paged(tx, rows, input.limit, (row, nameOf) =>
    waitLine(row, nameOf, { place: places.get(row.id) ?? null, reached: reached.get(row.clientId) }),
  );
};

/** Who is enrolled. */
export const listEnrolled: Cases['listEnrolled'] = async (tx, input) =>
  paged(tx, await enrolledPage(tx, input), input.limit, enrolmentLine);

/** One client's way, whole. */
export const clientPathway: Cases['clientPathway'] = async (tx, { clientId }) => {
  const [referrals, screenings, waits, enrolments] = [
    await referralsOf(tx, clientId),
    await screeningsOf(tx, clientId),
    await waitsOf(tx, clientId),
    await enrolmentsOf(tx, clientId),
  ];
  const ids = [...referrals, ...waits, ...enrolments].map((row) => row.id);
  const changes = await changesOf(tx, clientId, ids);
  const texts = await openMany(tx, [
    ...referrals.map((row) => ({
      subjectId: clientId,
      place: 'pathway.referral.note',
      rowId: row.id,
      bytes: row.note,
    })),
    ...screenings.map((row) => ({
      subjectId: clientId,
      place: 'pathway.screening.reason',
      rowId: row.id,
      bytes: row.reason,
    })),
    ...changes.map((row) => ({
      subjectId: clientId,
      place: 'pathway.change.note',
      rowId: row.id,
      bytes: row.note,
    })),
  ]);
  const textAt = (index: number) => texts[index] ?? null;
  const nameOf = await calledNames(tx, ids.length > 0 ? [clientId] : []);
  const sentenceOf = await sentencesOf(tx, screenings);
  const today = await todayOf(tx);
  return {
    referrals: referrals.map((row, index) => ({ ...referralLine(row, nameOf, today), note: textAt(index) })),
    screenings: screenings.map(({ organisationId: _, clientId: _c, siteId: _s, ...row }, index) => ({
      ...row,
      answers: row.answers.map((one) => ({ ...one, sentence: sentenceOf(row, one.sentenceId) })),
      reason: textAt(referrals.length + index),
    })),
    waits: waits.map((row) => waitLine(row, nameOf, { place: null, reached: undefined })),
    enrolments: enrolments.map((row) => enrolmentLine(row, nameOf)),
    changes: changes.map(({ clientId: _, ...row }, index) => ({
      ...row,
      note: textAt(referrals.length + screenings.length + index),
      at: row.at.toISOString(),
    })),
  };
};
