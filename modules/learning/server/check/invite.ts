import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { readToken, type Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { keepSource } from '../../../evidence/server/index.ts';
import { daysToLookBack } from '../../check/answers.ts';
import type { learning } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { theCheck } from './checks.ts';
import { insertLinks, linkById, linksToTake, markTaken, peopleOf, revokeLink } from './linkQueries.ts';
import { answersBy, findingsOf, moveCheck } from './queries.ts';
import { type FindingSaid, openFindings, openWords } from './said.ts';

type Cases = UseCases<typeof learning.operations>;

/** Makes links for people whose words stand in the study; each may have one that works. */
export const inviteToCheck: Cases['inviteToCheck'] = async (tx, { checkId, links }) => {
  const check = await theCheck(tx, checkId, 'open');
  const known = new Set((await peopleOf(tx, check)).map((one) => one.participantId));
  const kept = links.map(({ id, participantId, token }) => {
    const read = readToken(token);
    if (read?.communityId !== tx.actor.communityId) throw refuse('invalid', 'learning.linkNotGood');
    if (!known.has(participantId)) throw refuse('missing', 'learning.noSuchPerson');
    return { id, participantId, hash: read.hash };
  });
  const at = { studyId: check.studyId, checkId, days: daysToLookBack };
  if ((await insertLinks(tx, at, kept)) !== kept.length) throw refuse('conflict', 'learning.hasLink');
  return { id: checkId, links: kept.length };
};

/** Takes a link back. */
export const revokeInvitation: Cases['revokeInvitation'] = async (tx, { id, version }) => {
  const link = found(await linkById(tx, id), 'learning.noSuchLink');
  if ((await revokeLink(tx, { id, version })) === 0)
    throw refuse('conflict', 'learning.linkChanged', { version: link.version });
  return { id, version: version + 1, participantId: link.participantId };
};

/** What one person said of the findings, as one text to be coded: each finding, what they think of it, and their words. */
async function textOf(
  tx: Tx,
  link: { id: string; locale: 'en' | 'fr' | null },
  findings: readonly FindingSaid[],
): Promise<string> {
  const rows = await answersBy(tx, link.id);
  const spoken = await openWords(tx, rows);
  const locale = link.locale ?? 'en';
  const parts = findings.flatMap((one) => {
    const at = rows.findIndex((row) => row.findingId === one.id);
    const [row, text] = [rows[at], spoken[at] ?? ''];
    if (row === undefined || (row.verdict === null && text === '')) return [];
    const verdict = row.verdict === null ? [] : [say(words, `check.verdict.${row.verdict}`, locale)];
    return [[one.plain[locale] || one.plain.en || one.plain.fr, ...verdict, text].filter(Boolean).join('\n')];
  });
  return parts.join('\n\n');
}

/** Ends a member check: what each person said becomes a text of the study. */
export const closeCheck: Cases['closeCheck'] = async (tx, { id, version }) => {
  const check = await theCheck(tx, id, 'open', 'over');
  if ((await moveCheck(tx, { id, version, to: 'closed' })) === 0)
    throw refuse('conflict', 'learning.checkChanged', { version: check.version });
  const findings = await openFindings(tx, await findingsOf(tx, id));
  const texts: string[] = [];
  for (const link of await linksToTake(tx, id)) {
    const text = await textOf(tx, link, findings);
    if (text === '') continue;
    const sourceId = newId();
    const { studyId, siteId, participantId } = link;
    await keepSource(tx, { id: sourceId, kind: 'check', text, studyId, siteId, participantId });
    await markTaken(tx, { id: link.id, sourceId });
    texts.push(sourceId);
  }
  tx.emit('learning.checkClosed', id, { texts: texts.length });
  return { id, version: version + 1, texts };
};
