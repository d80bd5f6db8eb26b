import { found, refuse } from '../../../kernel/refusal.ts';
import { seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { pathway } from '../contract.ts';
import { type AnswerGiven, conditionsOn, findingOf } from '../model.ts';
import { known, programAt, recordedAt } from './record.ts';
import { referralById } from './queries/referral.ts';
import { siteSentences } from './queries/room.ts';
import { insertScreening } from './queries/screening.ts';

type Cases = UseCases<typeof pathway.operations>;

/** Decides eligibility on the sentences in force that day; a decision that differs from what the answers say needs its reason in words. */
export const screenClient: Cases['screenClient'] = async (tx, input) => {
  const { id, clientId, siteId, programCode, decision } = input;
  const { organisationId } = await recordedAt(tx, clientId, siteId);
  if (input.referralId !== undefined)
    found(await referralById(tx, clientId, input.referralId), 'pathway.noSuchReferral');
  const program = await programAt(tx, siteId, programCode);
  const sentences = conditionsOn(program.eligibility, await siteSentences(tx, input), input.decidedOn);
  const given: Record<string, AnswerGiven> = Object.fromEntries(
    input.answers.map((one) => [one.sentenceId, one.answer]),
  );
  const unknown = input.answers.find((one) => !sentences.some((sentence) => sentence.id === one.sentenceId));
  if (unknown) throw refuse('invalid', 'pathway.notInForce', { sentence: unknown.sentenceId });
  const finding = findingOf(sentences, given);
  if (finding !== decision && !input.reason) throw refuse('invalid', 'pathway.sayWhy', { found: finding });
  if (input.reasonCode !== undefined) known(program.declineReasons, input.reasonCode);
  await insertScreening(tx, {
    id,
    clientId,
    organisationId,
    siteId,
    referralId: input.referralId ?? null,
    programCode,
    programVersion: program.version,
    answers: sentences.map((one) => ({ sentenceId: one.id, answer: given[one.id] ?? 'not_known' })),
    found: finding,
    decision,
    reasonCode: input.reasonCode ?? null,
    reason: input.reason ? await seal(tx, clientId, 'pathway.screening.reason', id, input.reason) : null,
    decidedOn: input.decidedOn,
  });
  tx.emit('pathway.screened', id, { clientId, siteId, programCode, decision });
  return { id, version: 1 };
};
