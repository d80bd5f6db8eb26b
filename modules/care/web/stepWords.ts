import { useWords } from '../../../kernel/web/words.tsx';
import { useNameOf, useProgram } from '../../pathway/web/index.ts';
import type { OwnStep } from '../model.ts';
import words from '../words.json' with { type: 'json' };

/** The words of steps that the record makes by itself. */
const ownWords = {
  'care.crisis-follow-up': 'ownStep.crisisFollowUp',
  'care.crisis-now': 'ownStep.crisisNow',
  'care.decided': 'ownStep.decided',
} as const satisfies Record<OwnStep, string>;

const isOwn = (code: string | null): code is OwnStep => code !== null && code in ownWords;

type Step = {
  readonly programCode: string | null;
  readonly stepCode: string | null;
  readonly words: string | null;
};

/** What a next step says: the step of its program or of the record, and its own words. */
export function useStepWords(step: Step): string {
  const t = useWords(words);
  const nameOf = useNameOf();
  const program = useProgram(step.programCode ?? undefined);
  const { stepCode } = step;
  const named = isOwn(stepCode)
    ? t(ownWords[stepCode])
    : stepCode === null
      ? ''
      : nameOf(program?.contact.nextSteps, stepCode);
  return [named, step.words ?? ''].filter(Boolean).join(': ');
}
