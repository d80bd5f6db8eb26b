import { found } from '../../../kernel/refusal.ts';
import { openMany } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { pathway, ReferralLine } from '../contract.ts';
import { isUnanswered } from '../model.ts';
import { type Names, paged } from './paged.ts';
import { minePage, type ReferralRow, referralById, referralsPage, stepsOf } from './queries/referral.ts';
import { todayOf } from './record.ts';

type Cases = UseCases<typeof pathway.operations>;

/** A referral as a list shows it on a day. */
export function referralLine(row: ReferralRow, nameOf: Names, today: string): ReferralLine {
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
    unanswered: isUnanswered(row, today),
  };
}

/** Referrals of my sites. */
export const listReferrals: Cases['listReferrals'] = async (tx, input) => {
  const siteIds = input.siteId === undefined ? tx.actor.siteIds : [input.siteId];
  const rows = await referralsPage(tx, { ...input, siteIds });
  const today = await todayOf(tx);
  return paged(tx, rows, input.limit, (row, nameOf) => referralLine(row, nameOf, today));
};

/** What I referred, and what became of it. */
export const listMyReferrals: Cases['listMyReferrals'] = async (tx, input) => {
  const rows = await minePage(tx, input);
  const today = await todayOf(tx);
  return paged(tx, rows, input.limit, (row, nameOf) => referralLine(row, nameOf, today));
};

/** The first referrals that wait for an answer at my sites, for whoever's day begins. */
export async function waitingReferrals(tx: Tx, limit: number): Promise<ReferralLine[]> {
  const { siteIds } = tx.actor;
  const rows = await referralsPage(tx, { siteIds, direction: 'in', which: 'unanswered', limit });
  const today = await todayOf(tx);
  return (await paged(tx, rows, limit, (row, nameOf) => referralLine(row, nameOf, today))).rows;
}

const day = 86_400_000;

/** The steps of one referral with the days it stood at each; the last one is counted until now. */
export const referralHistory: Cases['referralHistory'] = async (tx, { clientId, id }) => {
  found(await referralById(tx, clientId, id), 'pathway.noSuchReferral');
  const steps = await stepsOf(tx, clientId, id);
  const names = await namesOf(
    tx,
    steps.map((step) => step.by),
  );
  const notes = await openMany(
    tx,
    steps.map((step) => ({
      subjectId: clientId,
      place: 'pathway.change.note',
      rowId: step.id,
      bytes: step.note,
    })),
  );
  return {
    steps: steps.map((step, index) => ({
      id: step.id,
      state: step.toCode,
      at: step.at.toISOString(),
      days: Math.floor(((steps[index + 1]?.at ?? tx.now).getTime() - step.at.getTime()) / day),
      byName: names.get(step.by) ?? '',
      reasonCode: step.reasonCode,
      note: notes[index] ?? null,
    })),
  };
};
