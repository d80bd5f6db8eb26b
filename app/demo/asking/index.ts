import { newId } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/server/scope.ts';
import { perform } from '../../../kernel/server/serve.ts';
import { evidenceServer } from '../../../modules/evidence/server/index.ts';
import { ask } from '../../commands/frame/console.ts';
import { demoToken } from '../findings.ts';
import type { Installation } from '../../installation.ts';
import told from './survey.json' with { type: 'json' };

const unsaid = { en: '', fr: '' };
type Given = { readonly language: string; readonly answers: Readonly<Record<string, unknown>> };

/** The survey of the demo, each question whole. */
const content = {
  title: told.title,
  about: told.about,
  consent: told.consent,
  items: told.items.map((item) => ({
    ...{ hint: unsaid, choices: [], least: null, most: null, ends: { least: unsaid, most: unsaid } },
    ...{ mayBeSkipped: true, bank: null },
    ...item,
  })),
};

/** Answers of the demo as the page sends them: words, one choice, several, a number. */
function answersOf(given: Given['answers']): object[] {
  return Object.entries(given).map(([item, value]) => {
    const kind = told.items.find(({ id }) => id === item)?.kind;
    if (kind === 'text') return { item, words: value };
    return kind === 'scale' ? { item, number: value } : { item, choices: [value].flat() };
  });
}

/** Answers as whoever holds a link would: somebody without an account. */
async function reply(installation: Installation, token: string, given: Given): Promise<void> {
  const name = 'answerMySurvey';
  const route = {
    name: `evidence.${name}`,
    operation: evidenceServer.contract.operations[name],
    useCase: evidenceServer.useCases[name],
  };
  const around = { files: [], address: '127.0.0.1', device: 'demo', setSession: () => undefined };
  const { language, answers } = given;
  const input = { token, sending: newId(), edition: 1, language, consent: true, answers: answersOf(answers) };
  await installation.database.asDoor({ id: newId() }, (tx) => perform(tx, route as never, input, around));
}

/** The first day of the month that many months before a day. */
function monthsBefore(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 10);
}

type Say = (operation: string, input: object) => Promise<unknown>;

/** The demo's study looks again every six months; it did once, and is due. */
async function keepRhythm(say: Say, { studyId, today }: { studyId: string; today: string }): Promise<void> {
  await say('evidence.setReviewRhythm', { id: studyId, version: 1, months: 6, nextOn: null });
  const heldOn = monthsBefore(today, 7);
  await say('evidence.recordReview', { id: newId(), studyId, heldOn, decided: told.review });
}

/** A survey of the demo's study, asked here: two answered by links of their own, two by a poster, two are due. */
export async function askSurvey(
  installation: Installation,
  actor: Actor,
  at: { studyId: string; siteId: string | undefined; today: string },
): Promise<void> {
  const { studyId, siteId, today } = at;
  const say = (operation: string, input: object) => ask(installation, { actor, operation, input, files: [] });
  await keepRhythm(say, { studyId, today });
  const id = newId();
  const { title } = content;
  await say('evidence.writeSurvey', { id, studyId, occasion: 'six_months', filedIn: 'en', title });
  await say('evidence.saveSurvey', { id, version: 1, content });
  await say('evidence.publishSurvey', { id, version: 2 });
  for (const { pseudonym, part, monthsAgo, ...given } of told.people) {
    const participantId = newId();
    const startedOn = monthsBefore(today, monthsAgo);
    const known = { id: participantId, studyId, pseudonym, part, startedOn, standing: 'invited' };
    await say('evidence.addParticipant', { ...known, ...(siteId === undefined ? {} : { siteId }) });
    if (given.answers === undefined) continue;
    const token = demoToken(actor.communityId, `asked ${pseudonym}`);
    const links = [{ id: newId(), participantId, token }];
    await say('evidence.inviteToSurvey', { askedId: id, days: 60, links });
    await reply(installation, token, { language: given.language, answers: given.answers });
  }
  const token = demoToken(actor.communityId, 'poster');
  const link = { id: newId(), askedId: id, days: 60, token, siteId: siteId ?? null, part: told.poster.part };
  await say('evidence.openSurveyLink', link);
  for (const given of told.poster.answers) await reply(installation, token, given);
}
