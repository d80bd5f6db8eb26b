import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Day, Id, Locale, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { Occasion, researchers } from '../model.ts';
import { ItemAnswer, SurveyContent } from '../survey/asking.ts';
import { linkStates } from '../survey/askingKinds.ts';

/** The secret of a link: the community and 32 random bytes, base64url. */
const Secret = z.string().regex(/^[A-Za-z0-9_-]{64}$/);
/** For how many days a link works. */
const Days = z.int().min(1).max(400);

/** How many were given a link of their own, and what came of it; `open` are answers by open links. */
const Counts = z.object({
  invited: z.int(),
  answered: z.int(),
  refused: z.int(),
  waiting: z.int(),
  open: z.int(),
});

/** A survey that is asked here, as lists show it. `edition` is 0 while nobody can answer; `due` counts people whose time has come without an answer. */
export const AskedSurvey = z.object({
  id: Id,
  studyId: Id,
  title: Bilingual,
  occasion: Occasion,
  filedIn: Locale,
  edition: z.int(),
  closed: z.boolean(),
  counts: Counts,
  due: z.int(),
  version: Version,
});
export type AskedSurvey = z.infer<typeof AskedSurvey>;

/** Somebody of the study with their link to a survey; `dueOn` is the day their occasion comes, `due` whether it has come without an answer. */
export const SurveyPerson = z.object({
  participantId: Id,
  pseudonym: z.string(),
  part: z.string().nullable(),
  siteId: Id.nullable(),
  dueOn: Day.nullable(),
  due: z.boolean(),
  state: z.enum(linkStates),
  link: z.object({ id: Id, expiresAt: Moment, version: Version }).nullable(),
});
export type SurveyPerson = z.infer<typeof SurveyPerson>;

/** A link that anybody may answer by. */
export const OpenLink = z.object({
  id: Id,
  siteId: Id.nullable(),
  part: z.string().nullable(),
  expiresAt: Moment,
  state: z.enum(['open', 'over', 'revoked']),
  answers: z.int(),
  version: Version,
});
export type OpenLink = z.infer<typeof OpenLink>;

const MySurvey = z.object({
  state: z.enum(['gone', 'open', 'answered', 'refused']),
  /** Whether the link is one person’s own. */
  personal: z.boolean(),
  /** Names the draft on the device; nothing of the link follows from it. */
  draft: z.string(),
  edition: z.int(),
  content: SurveyContent.nullable(),
});
export type MySurvey = z.infer<typeof MySurvey>;

/** What may be asked about surveys that are asked here. */
export const askingOperations = {
  listAskedSurveys: query({
    about: 'Lists the surveys of a study that are asked here, with how many were invited and answered.',
    who: researchers,
    input: z.object({ studyId: Id }),
    output: z.object({ rows: z.array(AskedSurvey) }),
  }),
  readAskedSurvey: query({
    about: 'Shows a survey as it is written, who was given a link, who is due, and its open links.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({
      survey: AskedSurvey,
      draft: SurveyContent,
      /** Whether the draft says something else than the edition people read. */
      changed: z.boolean(),
      people: z.array(SurveyPerson),
      links: z.array(OpenLink),
    }),
    subjects: ({ output }) => output.people.map((one) => one.participantId),
  }),
  writeSurvey: command({
    about: 'Begins a survey of a study that will be asked here.',
    who: researchers,
    input: z.object({
      id: Id,
      studyId: Id,
      occasion: Occasion,
      filedIn: Locale,
      title: z.object({ en: Text(200), fr: Text(200) }),
    }),
    output: Saved,
  }),
  saveSurvey: command({
    about: 'Keeps the words and questions of a survey as far as they are written.',
    who: researchers,
    input: z.object({ id: Id, version: Version, content: SurveyContent }),
    output: Saved,
  }),
  publishSurvey: command({
    about:
      'Makes what is written the edition that people answer; answers given before keep the words they answered.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved.extend({ edition: z.int() }),
  }),
  closeSurvey: command({
    about: 'Stops asking a survey, or asks it again; links open nothing while it is closed.',
    who: researchers,
    input: z.object({ id: Id, version: Version, closed: z.boolean() }),
    output: Saved,
  }),
  inviteToSurvey: command({
    about:
      'Makes a link of their own for some participants; the secrets are made by the sender and kept nowhere.',
    who: researchers,
    input: z.object({
      askedId: Id,
      days: Days,
      links: z
        .array(z.object({ id: Id, participantId: Id, token: Secret }))
        .min(1)
        .max(200),
    }),
    output: z.object({ id: Id, links: z.int() }),
    subjects: ({ input }) => input.links.map((one) => one.participantId),
  }),
  openSurveyLink: command({
    about: 'Makes a link that anybody may answer by without saying who they are, for a poster or a message.',
    who: researchers,
    input: z.object({
      id: Id,
      askedId: Id,
      days: Days,
      token: Secret,
      siteId: Id.nullable(),
      part: Text(120).nullable(),
    }),
    output: Saved,
  }),
  revokeSurveyLink: command({
    about: 'Takes a link back; what was answered by it stays.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  openMySurvey: query({
    about: 'Opens a survey by a link: its words and questions, and nothing of anybody’s answers.',
    who: 'public',
    input: z.object({ token: Secret }),
    output: MySurvey,
  }),
  answerMySurvey: command({
    about: 'Keeps what somebody answers, or that they do not wish to; the same sending twice counts once.',
    who: 'public',
    input: z.object({
      token: Secret,
      /** The sender’s own name for this sending. */
      sending: Id,
      edition: z.int().min(1),
      language: Locale,
      consent: z.boolean(),
      answers: z.array(ItemAnswer).max(80),
    }),
    output: z.object({ kept: z.boolean() }),
  }),
};
