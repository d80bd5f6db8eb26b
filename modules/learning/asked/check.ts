import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Day, Id, Locale, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { changeKinds, checkStates, verdicts } from '../check/answers.ts';

const researchers = ['evaluator', 'steward'] as const;

/** The secret of a link: the community and 32 random bytes, base64url. */
const Secret = z.string().regex(/^[A-Za-z0-9_-]{64}$/);
const Both = z.object({ en: z.string(), fr: z.string() });
const SaidBoth = z.object({ en: Text(1_000), fr: Text(1_000) });
const Verdict = z.enum(verdicts);

const Check = z.object({
  id: Id,
  studyId: Id,
  state: z.enum(checkStates),
  closesAt: Moment,
  startedAt: Moment.nullable(),
  closedAt: Moment.nullable(),
  findings: z.int(),
  invited: z.int(),
  answered: z.int(),
  version: Version,
});
export type Check = z.infer<typeof Check>;

const Change = Both.extend({ kind: z.enum(changeKinds) });

const Finding = z.object({
  id: Id,
  themeId: Id,
  plain: Both,
  tally: z.object({ agree: z.int(), partly: z.int(), disagree: z.int(), said: z.int() }),
  words: z.array(z.object({ pseudonym: z.string(), verdict: Verdict.nullable(), words: z.string() })),
  change: Change.nullable(),
  version: Version,
});
export type Finding = z.infer<typeof Finding>;

const Invited = z.object({
  participantId: Id,
  pseudonym: z.string(),
  part: z.string().nullable(),
  siteId: Id.nullable(),
  link: z
    .object({
      id: Id,
      expiresAt: Moment,
      answered: z.boolean(),
      sourceId: Id.nullable(),
      version: Version,
    })
    .nullable(),
});
export type Invited = z.infer<typeof Invited>;

const Mine = z.object({
  open: z.boolean(),
  closed: z.boolean(),
  closesAt: Moment,
  version: Version,
  answered: z.boolean(),
  findings: z.array(
    z.object({
      id: Id,
      plain: Both,
      quotes: z.array(z.string()),
      verdict: Verdict.nullable(),
      words: z.string(),
      change: Change.nullable(),
    }),
  ),
});
export type Mine = z.infer<typeof Mine>;

/** What may be asked about findings that go back to the people who took part. */
export const checkOperations = {
  listChecks: query({
    about: 'Lists the member checks of a study, latest first, with how many were invited and answered.',
    who: researchers,
    input: z.object({ studyId: Id }),
    output: z.object({ rows: z.array(Check) }),
  }),
  draftCheck: command({
    about: 'Drafts findings in plain words from the themes of a study, in their order.',
    who: researchers,
    input: z.object({ id: Id, studyId: Id, closesOn: Day }),
    output: Saved.extend({ findings: z.int() }),
  }),
  readCheck: query({
    about: 'Shows a member check: its findings with what people said of each, and who was invited.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({ check: Check, findings: z.array(Finding), people: z.array(Invited) }),
    subjects: ({ output }) => output.people.map((one) => one.participantId),
  }),
  wordFinding: command({
    about: 'Rewords a finding of a draft, or leaves it out; once people read it, it stays as they read it.',
    who: researchers,
    input: z.object({ id: Id, version: Version, plain: SaidBoth, leftOut: z.boolean().default(false) }),
    output: Saved,
  }),
  startCheck: command({
    about: 'Begins to take answers; from here on the findings stay as people read them.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  inviteToCheck: command({
    about:
      'Makes a link for each of some people who took part; the secrets are made by the sender and kept nowhere.',
    who: researchers,
    input: z.object({
      checkId: Id,
      links: z
        .array(z.object({ id: Id, participantId: Id, token: Secret }))
        .min(1)
        .max(200),
    }),
    output: z.object({ id: Id, links: z.int() }),
    subjects: ({ input }) => input.links.map((one) => one.participantId),
  }),
  revokeInvitation: command({
    about: 'Takes a link back; what was answered by it stays until the person withdraws.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved.extend({ participantId: Id }),
    subjects: ({ output }) => [output.participantId],
  }),
  closeCheck: command({
    about: 'Ends a member check: each person’s answers become a text of the study that can be coded.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved.extend({ texts: z.array(Id) }),
    subjects: ({ output }) => output.texts,
  }),
  recordChange: command({
    about: 'Says what was changed in a finding because of the answers, or why it stays as it is.',
    who: researchers,
    input: z.object({ id: Id, version: Version, kind: z.enum(changeKinds), said: SaidBoth }),
    output: Saved,
  }),
  openMyCheck: query({
    about:
      'Opens the findings by a link: the sentences, the person’s own quotes and answers, and what was changed.',
    who: 'public',
    input: z.object({ token: Secret }),
    output: Mine,
  }),
  answerMyCheck: command({
    about: 'Keeps what a person says of the findings; it can be said otherwise until the last day.',
    who: 'public',
    input: z.object({
      token: Secret,
      version: Version,
      language: Locale,
      answers: z
        .array(z.object({ findingId: Id, verdict: Verdict.nullable(), words: Text(4_000) }))
        .min(1)
        .max(100),
    }),
    output: z.object({ version: Version }),
  }),
};
