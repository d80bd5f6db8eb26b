import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { themesOf } from '../../../coding/server/index.ts';
import { noAnswers, stateOfCheck, tallyOf } from '../../check/answers.ts';
import type { learning } from '../../contract.ts';
import { peopleOf, type PersonRow } from './linkQueries.ts';
import {
  answersOf,
  checkById,
  type CheckRow,
  checksOf,
  findingById,
  findingsOf,
  insertCheck,
  insertFinding,
  moveCheck,
  updateChange,
  updateFinding,
  worksInStudy,
} from './queries.ts';
import { openFindings, openWords, sealBoth } from './said.ts';

type Cases = UseCases<typeof learning.operations>;

const said = (moment: Date | null) => moment?.toISOString() ?? null;

/** A check as lists show it. */
export function checkShown(row: CheckRow, now: Date) {
  return {
    ...row,
    state: stateOfCheck(row, now),
    closesAt: row.closesAt.toISOString(),
    startedAt: said(row.startedAt),
    closedAt: said(row.closedAt),
  };
}

/** The check, or a refusal; with `state`, only while it stands so. */
export async function theCheck(tx: Tx, id: string, ...states: readonly string[]): Promise<CheckRow> {
  const row = found(await checkById(tx, id), 'learning.noSuchCheck');
  const state = stateOfCheck(row, tx.now);
  if (states.length > 0 && !states.includes(state))
    throw refuse('conflict', 'learning.checkNotSo', { state });
  return row;
}

/** Lists the member checks of a study. */
export const listChecks: Cases['listChecks'] = async (tx, { studyId }) => ({
  rows: (await checksOf(tx, studyId)).map((row) => checkShown(row, tx.now)),
});

/** Drafts findings from the themes of a study. */
export const draftCheck: Cases['draftCheck'] = async (tx, { id, studyId, closesOn }) => {
  if (!(await worksInStudy(tx, studyId))) throw refuse('missing', 'learning.noSuchStudy');
  const themes = await themesOf(tx, studyId);
  if (themes.length === 0) throw refuse('invalid', 'learning.noThemes');
  await insertCheck(tx, { id, studyId, closesOn });
  const row = await theCheck(tx, id);
  if (row.closesAt <= tx.now) throw refuse('invalid', 'learning.dayPast');
  for (const [at, theme] of themes.entries()) {
    const findingId = newId();
    const plain = await sealBoth(tx, { studyId, findingId, column: 'plain' }, theme.plain);
    await insertFinding(
      tx,
      { id: findingId, studyId, checkId: id, themeId: theme.id, position: at + 1 },
      plain,
    );
  }
  return { id, version: 1, findings: themes.length };
};

const personShown = (row: PersonRow) => ({
  participantId: row.participantId,
  pseudonym: row.pseudonym,
  part: row.part,
  siteId: row.siteId,
  link:
    row.linkId === null
      ? null
      : {
          id: row.linkId,
          expiresAt: row.expiresAt?.toISOString() ?? '',
          answered: row.answered,
          sourceId: row.sourceId,
          version: row.version ?? 1,
        },
});

/** The findings of a check with what people said of each; only people whose words still stand in the study are counted and quoted. */
export async function findingsAnswered(tx: Tx, checkId: string) {
  const findings = await openFindings(tx, await findingsOf(tx, checkId));
  const rows = await answersOf(tx, checkId);
  const texts = await openWords(tx, rows);
  const answers = rows.map((row, at) => ({ ...row, words: texts[at] ?? '' }));
  const tally = tallyOf(answers);
  return findings.map((one) => ({
    ...one,
    tally: tally.get(one.id) ?? noAnswers,
    words: answers
      .filter((answer) => answer.findingId === one.id && answer.words !== '')
      .map(({ pseudonym, verdict, words }) => ({ pseudonym, verdict, words })),
  }));
}

/** Shows a member check. */
export const readCheck: Cases['readCheck'] = async (tx, { id }) => {
  const row = await theCheck(tx, id);
  return {
    check: checkShown(row, tx.now),
    findings: await findingsAnswered(tx, id),
    people: (await peopleOf(tx, row)).map(personShown),
  };
};

const movedOn = (version: number) => refuse('conflict', 'learning.findingChanged', { version });

/** Rewords a finding of a draft, or leaves it out. */
export const wordFinding: Cases['wordFinding'] = async (tx, { id, version, plain, leftOut }) => {
  const row = found(await findingById(tx, id), 'learning.noSuchFinding');
  await theCheck(tx, row.checkId, 'draft');
  if (!leftOut && plain.en === '' && plain.fr === '') throw refuse('invalid', 'learning.findingUnsaid');
  const sealed = await sealBoth(tx, { studyId: row.studyId, findingId: id, column: 'plain' }, plain);
  if ((await updateFinding(tx, { id, version, ...sealed, leftOut })) === 0) throw movedOn(row.version);
  return { id, version: version + 1 };
};

/** Begins to take answers. */
export const startCheck: Cases['startCheck'] = async (tx, { id, version }) => {
  const row = await theCheck(tx, id, 'draft');
  if (row.findings === 0) throw refuse('invalid', 'learning.noFindings');
  if (row.closesAt <= tx.now) throw refuse('invalid', 'learning.dayPast');
  if ((await moveCheck(tx, { id, version, to: 'started' })) === 0)
    throw refuse('conflict', 'learning.checkChanged', { version: row.version });
  tx.emit('learning.checkStarted', id);
  return { id, version: version + 1 };
};

/** Says what was changed because of the answers. */
export const recordChange: Cases['recordChange'] = async (tx, input) => {
  const { id, version, kind } = input;
  const row = found(await findingById(tx, id), 'learning.noSuchFinding');
  await theCheck(tx, row.checkId, 'open', 'over', 'closed');
  if (input.said.en === '' && input.said.fr === '') throw refuse('invalid', 'learning.changeUnsaid');
  const sealed = await sealBoth(tx, { studyId: row.studyId, findingId: id, column: 'change' }, input.said);
  if ((await updateChange(tx, { id, version, kind, ...sealed })) === 0) throw movedOn(row.version);
  return { id, version: version + 1 };
};
