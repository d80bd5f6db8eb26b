/** What somebody may say of a finding. */
export const verdicts = ['agree', 'partly', 'disagree'] as const;
export type Verdict = (typeof verdicts)[number];

/** What came of a finding because of the answers. */
export const changeKinds = ['reworded', 'added', 'removed', 'kept'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Where a check stands: being written, taking answers, past its last day, or taken into the study. */
export const checkStates = ['draft', 'open', 'over', 'closed'] as const;
export type CheckState = (typeof checkStates)[number];

/** Where a check stands at a moment. */
export function stateOfCheck(
  check: { startedAt: Date | null; closesAt: Date; closedAt: Date | null },
  now: Date,
): CheckState {
  if (check.startedAt === null) return 'draft';
  if (check.closedAt !== null) return 'closed';
  return check.closesAt > now ? 'open' : 'over';
}

/** For how many days after its last day a link still shows what was changed. */
export const daysToLookBack = 90;

/** How many agree, partly agree and disagree with a finding, and how many had more to say. */
export type Tally = Readonly<Record<Verdict | 'said', number>>;

/** Counts the answers to each finding. */
export function tallyOf(
  answers: readonly { findingId: string; verdict: Verdict | null; words: string | null }[],
): ReadonlyMap<string, Tally> {
  const count = (of: typeof answers, test: (one: (typeof answers)[number]) => boolean) =>
    of.filter(test).length;
  return new Map(
    [...Map.groupBy(answers, (one) => one.findingId)].map(([id, of]) => [
      id,
      {
        agree: count(of, (one) => one.verdict === 'agree'),
        partly: count(of, (one) => one.verdict === 'partly'),
        disagree: count(of, (one) => one.verdict === 'disagree'),
        said: count(of, (one) => one.words !== null && one.words !== ''),
      },
    ]),
  );
}

/** Nobody said anything yet. */
export const noAnswers: Tally = { agree: 0, partly: 0, disagree: 0, said: 0 };
