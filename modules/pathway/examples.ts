import type { InputOf } from '../../kernel/contract.ts';
import { newId } from '../../kernel/id.ts';
import type { pathway } from './contract.ts';
import type { AnswerGiven } from './model.ts';

type Referring = InputOf<typeof pathway.operations.referClient>;
type Screening = InputOf<typeof pathway.operations.screenClient>;

/** A referral to supported employment by a nurse of the same health centre. */
export function exampleReferral(clientId: string, siteId: string): Referring {
  return {
    id: newId(),
    clientId,
    siteId,
    programCode: 'supported-employment',
    sourceCode: 'health-team',
    channelCode: 'in_person',
    note: 'Would like to work with plants again. Mornings are best.',
  };
}

/** An eligibility decision for supported employment: every sentence answered the same way, decided accordingly. */
export function exampleScreening(
  referral: Referring,
  decidedOn: string,
  answer: AnswerGiven = 'yes',
): Screening {
  const sentences = ['wants-to-work', 'working-age', 'health-centre-client', 'living-situation'];
  const decision = { yes: 'eligible', no: 'not_eligible', not_known: 'undecided' } as const;
  return {
    id: newId(),
    clientId: referral.clientId,
    referralId: referral.id,
    siteId: referral.siteId,
    programCode: referral.programCode,
    decidedOn,
    answers: sentences.map((sentenceId) => ({ sentenceId, answer })),
    decision: decision[answer],
  };
}
