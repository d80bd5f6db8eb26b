import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { siteCatalogue } from '../../identity/server/index.ts';
import type { pathway } from '../contract.ts';
import { answerDays } from '../model.ts';
import { agreementById, agreementsAt, insertAgreement, stopAgreement } from './queries/agreement.ts';
import { programAt, programOf, settlesAt, todayOf } from './record.ts';
import { serviceName } from './queries/referral.ts';

type Cases = UseCases<typeof pathway.operations>;

/** The agreements of my sites; stewards see those of every site. */
export const listAgreements: Cases['listAgreements'] = async (tx, { siteId }) => {
  const steward = tx.actor.roles.some((held) => held.role === 'steward');
  const mine = steward ? (await siteCatalogue(tx)).map((site) => site.id) : tx.actor.siteIds;
  const asked = siteId === undefined ? mine : mine.filter((id) => id === siteId);
  return { rows: await agreementsAt(tx, asked) };
};

/** Records an agreement of a site with a partner. */
export const makeAgreement: Cases['makeAgreement'] = async (tx, input) => {
  await settlesAt(tx, input.siteId);
  const { programCode, serviceId, partnerOrganisationId, contact, ...rest } = input;
  if (programCode !== undefined) await programOf(tx, programCode);
  if (serviceId !== undefined) found(await serviceName(tx, serviceId), 'pathway.noSuchService');
  await insertAgreement(tx, {
    ...rest,
    programCode: programCode ?? null,
    serviceId: serviceId ?? null,
    partnerOrganisationId: partnerOrganisationId ?? null,
    contact: contact || null,
  });
  tx.emit('pathway.agreed', input.id, { siteId: input.siteId, direction: input.direction });
  return { id: input.id, version: 1 };
};

/** Ends an agreement. */
export const endAgreement: Cases['endAgreement'] = async (tx, input) => {
  const agreement = found(await agreementById(tx, input.id), 'pathway.noSuchAgreement');
  await settlesAt(tx, agreement.siteId);
  if (!(await stopAgreement(tx, input))) throw refuse('conflict', 'pathway.agreementChanged');
  tx.emit('pathway.agreementEnded', input.id, { siteId: agreement.siteId });
  return { id: input.id, version: input.version + 1 };
};

type Made = {
  readonly siteId: string;
  readonly direction: 'in' | 'out';
  readonly programCode: string | null;
  readonly agreementId?: string | null | undefined;
};

/**
 * Days within which a referral should be answered: by its agreement, else by the program, else the usual ones. Refuses an agreement
 * of another site, direction or program, and one that is not in force today.
 */
export async function daysToAnswer(tx: Tx, made: Made): Promise<number> {
  if (made.agreementId) {
    const agreement = found(await agreementById(tx, made.agreementId), 'pathway.noSuchAgreement');
    const today = await todayOf(tx);
    const fits =
      agreement.siteId === made.siteId &&
      (agreement.direction === 'both' || agreement.direction === made.direction) &&
      (agreement.programCode === null || agreement.programCode === made.programCode) &&
      agreement.from <= today &&
      (agreement.to === null || today < agreement.to);
    if (!fits) throw refuse('invalid', 'pathway.agreementDoesNotFit', { partner: agreement.partnerName });
    return agreement.answerDays;
  }
  const program = made.programCode === null ? undefined : await programAt(tx, made.siteId, made.programCode);
  return program?.answerDays ?? answerDays;
}
