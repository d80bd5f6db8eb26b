import { cutPage } from '../../../kernel/page.ts';
import { openMany } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { EnrolmentLine, pathway, ReferralLine, WaitLine } from '../contract.ts';
import { isUnanswered, latestFirst } from '../model.ts';
import { sentencesOf } from './asked.ts';
import { type EnrolmentRow, enrolledPage, enrolmentsOf } from './queries/enrolment.ts';
import { calledNames, programAt } from './record.ts';
import { changesOf, type ReferralRow, referralsOf, referralsPage } from './queries/referral.ts';
import { screeningsOf } from './queries/screening.ts';
import { type WaitRow, waitsOf, waitsPage } from './queries/wait.ts';

type Cases = UseCases<typeof pathway.operations>;
type Names = (clientId: string) => string;

function referralLine(row: ReferralRow, nameOf: Names, now: Date): ReferralLine {
  const {
    note: _,
    organisationId: _o,
    toOrganisationId: _t,
    serviceNameEn,
    serviceNameFr,
    referredOn: _d,
    ...rest
  } = row;
  return {
    ...rest,
    clientName: nameOf(row.clientId),
    serviceName: serviceNameEn === null ? null : { en: serviceNameEn, fr: serviceNameFr ?? serviceNameEn },
    stateSince: row.stateSince.toISOString(),
    referredAt: row.referredAt.toISOString(),
    unanswered: isUnanswered(row.state, row.stateSince, now),
  };
}

const waitLine = (row: WaitRow, nameOf: Names): WaitLine => ({
  ...row,
  clientName: nameOf(row.clientId),
  joinedAt: row.joinedAt.toISOString(),
});

function enrolmentLine(row: EnrolmentRow, nameOf: Names): EnrolmentLine {
  const { organisationId: _, ...rest } = row;
  return { ...rest, clientName: nameOf(row.clientId), stageSince: row.stageSince.toISOString() };
}

/** One page of rows as lines with names; the cursor is the id of the last row. */
async function paged<Row extends { id: string; clientId: string }, Line>(
  tx: Tx,
  rows: readonly Row[],
  limit: number,
  line: (row: Row, nameOf: Names) => Line,
) {
  const page = cutPage(rows, limit, (row) => row.id);
  const nameOf = await calledNames(
    tx,
    page.rows.map((row) => row.clientId),
  );
  return { ...page, rows: page.rows.map((row) => line(row, nameOf)) };
}

/** Referrals of my sites. */
export const listReferrals: Cases['listReferrals'] = async (tx, input) => {
  const siteIds = input.siteId === undefined ? tx.actor.siteIds : [input.siteId];
  const rows = await referralsPage(tx, { ...input, siteIds });
  return paged(tx, rows, input.limit, (row, nameOf) => referralLine(row, nameOf, tx.now));
};

/** The first referrals that wait for an answer at my sites, for whoever's day begins. */
export async function waitingReferrals(tx: Tx, limit: number): Promise<ReferralLine[]> {
  const rows = await referralsPage(tx, {
    siteIds: tx.actor.siteIds,
    direction: 'in',
    which: 'unanswered',
    limit,
  });
  return (await paged(tx, rows, limit, (row, nameOf) => referralLine(row, nameOf, tx.now))).rows;
}

/** A waitlist in its order. */
export const listWaitlist: Cases['listWaitlist'] = async (tx, input) => {
  const program = await programAt(tx, input.siteId, input.programCode);
  const rows = await waitsPage(tx, { ...input, latestFirst: latestFirst(program.waitlist) });
  return paged(tx, rows, input.limit, waitLine);
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
  return {
    referrals: referrals.map((row, index) => ({ ...referralLine(row, nameOf, tx.now), note: textAt(index) })),
    screenings: screenings.map(({ organisationId: _, clientId: _c, siteId: _s, ...row }, index) => ({
      ...row,
      answers: row.answers.map((one) => ({ ...one, sentence: sentenceOf(row, one.sentenceId) })),
      reason: textAt(referrals.length + index),
    })),
    waits: waits.map((row) => waitLine(row, nameOf)),
    enrolments: enrolments.map((row) => enrolmentLine(row, nameOf)),
    changes: changes.map(({ clientId: _, ...row }, index) => ({
      ...row,
      note: textAt(referrals.length + screenings.length + index),
      at: row.at.toISOString(),
    })),
  };
};
