import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { blindEverywhere } from '../../../../kernel/server/keys/index.ts';
import type { Around, UseCases } from '../../../../kernel/server/module.ts';
import { readToken, type Tx } from '../../../../kernel/server/scope.ts';
import { themesOf } from '../../../coding/server/index.ts';
import { addressBlock } from '../../../identity/model.ts';
import { actorOf, admitTry, enter, failTry } from '../../../identity/server/index.ts';
import { stateOfCheck } from '../../check/answers.ts';
import type { learning } from '../../contract.ts';
import { isHeard, linkBy, type LinkRow, markAnswered } from './linkQueries.ts';
import { answersBy, checkById, findingsOf, putAnswer } from './queries.ts';
import { openFindings, openWords, sealWords } from './said.ts';

type Cases = UseCases<typeof learning.operations>;

/** How many wrong links one address may try, and how often one link may be answered by, in a quarter of an hour before waiting begins. */
const limits = { address: 40, link: 60 } as const;

/** Counts under a key; refuses for a while when it is too much. */
async function throttle(tx: Tx, what: string, limit: number): Promise<void> {
  const keys = [await blindEverywhere(tx, 'check', what)];
  const seconds = await admitTry(tx, keys);
  if (seconds > 0) throw refuse('busy', 'learning.tooMany', { seconds });
  await failTry(tx, keys, [limit]);
}

/** The link somebody holds; one that is unknown, taken back or too old says the same. Wrong ones are counted by the address they come from. */
async function linkOf(tx: Tx, token: string, around: Around) {
  const read = readToken(token);
  const link = read && (await linkBy(tx, read.communityId, read.hash));
  if (read && link) return { link, communityId: read.communityId };
  await throttle(tx, `address|${addressBlock(around.address)}`, limits.address);
  return undefined;
}

/** From here on the transaction reads one study, as whoever holds the link: somebody without an account. */
async function asHolder(tx: Tx, at: { link: LinkRow; communityId: string }): Promise<Tx> {
  const nobody = actorOf(at.communityId, tx.actor.accountId);
  return enter(tx, {
    ...nobody,
    roles: [{ role: 'evaluator', siteId: null, studyId: at.link.studyId }],
  });
}

/** Opens the findings by a link: everybody's sentences, one's own quotes and answers. */
export const openMyCheck: Cases['openMyCheck'] = async (tx, { token }, around) => {
  const at = await linkOf(tx, token, around);
  if (at === undefined) return nothing(tx);
  const { link } = at;
  const inside = await asHolder(tx, at);
  const check = await checkById(inside, link.checkId);
  if (check === undefined || !(await isHeard(inside, link))) return nothing(tx);
  const own = new Map(
    (await themesOf(inside, link.studyId)).map((theme) => [
      theme.id,
      theme.quotes.filter((quote) => quote.participantId === link.participantId).map((quote) => quote.text),
    ]),
  );
  const rows = await answersBy(inside, link.id);
  const spoken = await openWords(inside, rows);
  const findings = await openFindings(inside, await findingsOf(inside, link.checkId));
  inside.note({ operation: 'learning.openMyCheck', action: 'read', subjects: [link.participantId] });
  const closed = stateOfCheck(check, tx.now) !== 'open';
  return {
    open: true,
    closed,
    closesAt: check.closesAt.toISOString(),
    version: link.version,
    answered: link.answeredAt !== null,
    findings: findings.map(({ id, themeId, plain, change }) => {
      const said = rows.findIndex((row) => row.findingId === id);
      return {
        id,
        plain,
        quotes: own.get(themeId) ?? [],
        verdict: rows[said]?.verdict ?? null,
        words: spoken[said] ?? '',
        change: closed ? change : null,
      };
    }),
  };
};

function nothing(tx: Tx) {
  return {
    open: false,
    closed: true,
    closesAt: tx.now.toISOString(),
    version: 1,
    answered: false,
    findings: [],
  };
}

/** Keeps what somebody says of the findings. */
export const answerMyCheck: Cases['answerMyCheck'] = async (tx, input, around) => {
  const at = found(await linkOf(tx, input.token, around), 'learning.linkNotGood');
  const { link } = at;
  await throttle(tx, `link|${link.id}`, limits.link);
  const inside = await asHolder(tx, at);
  const check = await checkById(inside, link.checkId);
  if (check === undefined || !(await isHeard(inside, link))) throw refuse('missing', 'learning.linkNotGood');
  if (stateOfCheck(check, tx.now) !== 'open') throw refuse('conflict', 'learning.answersClosed');
  const known = new Set((await findingsOf(inside, link.checkId)).map((one) => one.id));
  if (input.answers.some((one) => !known.has(one.findingId)))
    throw refuse('missing', 'learning.noSuchFinding');
  const marked = { id: link.id, version: input.version, locale: input.language };
  if ((await markAnswered(inside, marked)) === 0) throw refuse('conflict', 'learning.answeredElsewhere');
  const sealed = await sealWords(inside, link.id, input.answers);
  for (const { findingId, verdict } of input.answers)
    await putAnswer(inside, {
      id: newId(),
      studyId: link.studyId,
      linkId: link.id,
      findingId,
      verdict,
      words: sealed.get(findingId) ?? null,
    });
  inside.note({ operation: 'learning.answerMyCheck', action: 'create', subjects: [link.participantId] });
  return { version: input.version + 1 };
};
