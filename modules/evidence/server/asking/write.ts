import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { bankOf } from '../../../care/server/index.ts';
import type { AskedSurvey, evidence } from '../../contract.ts';
import { contentFault, type SurveyContent, type SurveyItem } from '../../survey/asking.ts';
import { studyById } from '../studyQueries.ts';
import { variablesFor } from '../survey/load.ts';
import { holdStudy, insertSurvey, surveyTitled } from '../survey/queries.ts';
import { chosenIn, columnsOf } from './file.ts';
import { openLinksOf, peopleAsked, type PersonRow } from './linkQueries.ts';
import {
  askedById,
  askedOf,
  type AskedRow,
  countsOf,
  editionOf,
  insertAsked,
  insertEdition,
  updateClosed,
  updateDraft,
  updateEdition,
} from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** The survey, or a refusal. */
export const theSurvey = async (tx: Tx, id: string): Promise<AskedRow> =>
  found(await askedById(tx, id), 'evidence.noSuchSurvey');

const movedOn = (version: number) => refuse('conflict', 'evidence.surveyChanged', { version });
const nobody = { invited: 0, answered: 0, refused: 0, waiting: 0, open: 0 };

/** Surveys as lists show them, with who was asked and who is due. */
async function shown(
  tx: Tx,
  rows: readonly AskedRow[],
  people: readonly PersonRow[],
): Promise<AskedSurvey[]> {
  const counts = new Map(
    (
      await countsOf(
        tx,
        rows.map((row) => row.id),
      )
    ).map(({ askedId, ...count }) => [askedId, count]),
  );
  return rows.map(({ id, studyId, occasion, filedIn, draft, edition, closedAt, version }) => ({
    ...{ id, studyId, occasion, filedIn, edition, version },
    title: draft.title,
    closed: closedAt !== null,
    counts: counts.get(id) ?? nobody,
    due: closedAt === null && edition > 0 ? people.filter((one) => one.askedId === id && one.due).length : 0,
  }));
}

/** Lists the surveys of a study. */
export const listAskedSurveys: Cases['listAskedSurveys'] = async (tx, { studyId }) => {
  found(await studyById(tx, studyId), 'evidence.noSuchStudy');
  const rows = await askedOf(tx, studyId);
  const people = await peopleAsked(
    tx,
    rows.map((row) => row.id),
  );
  return { rows: await shown(tx, rows, people) };
};

/** Shows a survey, who was given a link and who is due. */
export const readAskedSurvey: Cases['readAskedSurvey'] = async (tx, { id }) => {
  const row = await theSurvey(tx, id);
  const people = await peopleAsked(tx, [id]);
  const [survey] = await shown(tx, [row], people);
  const edition = row.edition === 0 ? undefined : await editionOf(tx, id, row.edition);
  return {
    survey: found(survey, 'evidence.noSuchSurvey'),
    draft: row.draft,
    changed: edition === undefined || !isSame(edition, row.draft),
    people: people.map(({ askedId: _, linkId, expiresAt, version, ...one }) => ({
      ...one,
      link:
        linkId === null || expiresAt === null || version === null
          ? null
          : { id: linkId, expiresAt: expiresAt.toISOString(), version },
    })),
    links: (await openLinksOf(tx, id)).map((link) => ({ ...link, expiresAt: link.expiresAt.toISOString() })),
  };
};

/** Whether two contents say the same, whatever the order their parts are stored in. */
function isSame(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right;
  const [one, two] = [Object.entries(left), new Map(Object.entries(right))];
  return one.length === two.size && one.every(([key, value]) => two.has(key) && isSame(value, two.get(key)));
}

/** Begins a survey. */
export const writeSurvey: Cases['writeSurvey'] = async (tx, { id, studyId, occasion, filedIn, title }) => {
  found(await studyById(tx, studyId), 'evidence.noSuchStudy');
  const unsaid = { en: '', fr: '' };
  const draft = { title, about: unsaid, consent: unsaid, items: [] };
  await insertAsked(tx, { id, studyId, occasion, filedIn, draft });
  return { id, version: 1 };
};

/** Keeps a survey as far as it is written; a question of the bank says what the bank says. */
export const saveSurvey: Cases['saveSurvey'] = async (tx, { id, version, content }) => {
  const row = await theSurvey(tx, id);
  const draft = await asBanked(tx, content);
  if ((await updateDraft(tx, { id, version, draft })) === 0) throw movedOn(row.version);
  return { id, version: version + 1 };
};

async function asBanked(tx: Tx, content: SurveyContent): Promise<SurveyContent> {
  if (content.items.every((item) => item.bank === null)) return content;
  const bank = await bankOf(tx);
  const items = content.items.map((item): SurveyItem => {
    if (item.bank === null) return item;
    const question = found(bank.find(item.bank.code, item.bank.version), 'evidence.noSuchQuestion');
    return {
      ...item,
      kind: question.kind,
      words: question.words,
      hint: question.hint ?? { en: '', fr: '' },
      choices: (question.choices ?? []).map((choice) => choice.name),
      least: question.least ?? null,
      most: question.most ?? null,
    };
  });
  return { ...content, items };
}

/** Makes what is written the edition that people answer. */
export const publishSurvey: Cases['publishSurvey'] = async (tx, { id, version }) => {
  const row = await theSurvey(tx, id);
  const { studyId, draft, filedIn } = row;
  if (row.version !== version) throw movedOn(row.version);
  const fault = contentFault(draft);
  if (fault !== undefined) throw refuse('invalid', `evidence.survey_${fault.reason}`, { at: fault.at });
  await holdStudy(tx, studyId);
  const columns = columnsOf(draft, filedIn);
  await variablesFor(tx, studyId, { columns, chosen: chosenIn(draft, filedIn) });
  const surveyId = row.surveyId ?? (await keptUnder(tx, row));
  const edition = row.edition + 1;
  await insertEdition(tx, { id: newId(), studyId, askedId: id, number: edition, content: draft });
  if ((await updateEdition(tx, { id, version, edition, surveyId })) === 0) throw movedOn(row.version);
  tx.emit('evidence.surveyPublished', id, { studyId, edition });
  return { id, version: version + 1, edition };
};

/** The survey that answers are kept under, by the title it has now. */
async function keptUnder(tx: Tx, row: AskedRow): Promise<string> {
  const title = row.draft.title[row.filedIn];
  if ((await surveyTitled(tx, row.studyId, title)) !== undefined)
    throw refuse('conflict', 'evidence.surveyExists', { title });
  const surveyId = newId();
  await insertSurvey(tx, { id: surveyId, studyId: row.studyId, title, occasion: row.occasion });
  return surveyId;
}

/** Stops asking, or asks again. */
export const closeSurvey: Cases['closeSurvey'] = async (tx, at) => {
  const row = await theSurvey(tx, at.id);
  if ((await updateClosed(tx, at)) === 0) throw movedOn(row.version);
  return { id: at.id, version: at.version + 1 };
};
