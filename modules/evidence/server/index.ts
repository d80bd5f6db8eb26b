import { serve } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { evidence } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import type { Turn } from '../model.ts';
import { answerMySurvey, openMySurvey } from './asking/answer.ts';
import { inviteToSurvey, openSurveyLink, revokeSurveyLink } from './asking/links.ts';
import {
  closeSurvey,
  listAskedSurveys,
  publishSurvey,
  readAskedSurvey,
  saveSurvey,
  writeSurvey,
} from './asking/write.ts';
import { allTurns, bodiesOf, nameTokens, namesOf } from './keep.ts';
import { forgetIdentity, keepIdentity, readKey } from './participants/key.ts';
import {
  addParticipant,
  changeParticipant,
  exportParticipation,
  listParticipants,
  participation,
} from './participants/participants.ts';
import { defineVariable, setValue } from './participants/variables.ts';
import { listSources, readSource, setConsent, takeIntoStudy } from './read.ts';
import { openBodies, sourcesNamed } from './sourceQueries.ts';
import { createStudy, listStudies } from './study.ts';
import { proposeRedactions, readUnredacted } from './redaction/redact.ts';
import { listSpeakers, settleSpeakers } from './speakers/speakers.ts';
import { importSurvey, lookAtSurvey } from './survey/survey.ts';
import { dueInStudies, listReviews, recordReview, setReviewRhythm } from './reviews/reviews.ts';
import { answerSuggestion, promiseAnswers, suggestionNews } from './suggestions/answer.ts';
import { listSuggestions, suggest } from './suggestions/suggest.ts';
import { listTextVersions, readTextVersion, showCorrection } from './versions.ts';
import { addTranscript, importTexts } from './transcript.ts';

export { keepSource, type ToKeep } from './keep.ts';
export { type Decided, redactWords } from './redaction/redact.ts';
export { participationIn } from './participants/participation.ts';
export { variablesBeside } from './participants/variables.ts';
export { openSourcesOf, sourceStates } from './sourceQueries.ts';
export { saidIn, type SaidRow, speakersOf } from './speakers/queries.ts';
export { studyNamed } from './study.ts';
export { type Corrected, correctText, movedSince } from './text.ts';
export { type Hunk, movedBy } from '../textShift.ts';
export {
  insertStudySites,
  participantFor,
  siteByCode,
  studyByCode,
  studyById,
  type StudyRow,
} from './studyQueries.ts';

/** The names of files that texts came in, in their order. */
export { namesOf as fileNamesOf } from './keep.ts';

export { suggestionBecame } from './suggestions/answer.ts';

/** A text whose consent stands, in clear, with what may be said of where it comes from. */
export type OpenText = {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly characters: number;
  readonly contentVersion: number;
};

/** The texts among `ids` that this person may see and whose consent stands, by id. */
export async function openTexts(tx: Tx, ids: readonly string[]): Promise<Map<string, OpenText>> {
  const rows = await openBodies(tx, [...new Set(ids)]);
  const [texts, names] = [await bodiesOf(tx, rows), await namesOf(tx, rows)];
  return new Map(
    rows.flatMap((row, index) => {
      const text = texts[index];
      if (text === null || text === undefined) return [];
      const { id, siteId, studyId, characters, contentVersion } = row;
      return [
        [
          id,
          {
            id,
            text,
            label: row.pseudonym ?? names[index] ?? '',
            siteId,
            studyId,
            characters,
            contentVersion,
          },
        ] as const,
      ];
    }),
  );
}

/** Who speaks where in texts whose consent stands, by text; nothing where no speaker is known. */
export async function openTurns(tx: Tx, ids: readonly string[]): Promise<Map<string, Turn[]>> {
  const rows = await openBodies(tx, [...new Set(ids)]);
  const turns = await allTurns(tx, rows);
  return new Map(rows.map((row, index) => [row.id, turns[index] ?? []]));
}

/** The text of a study that an imported record means by a file name, with or without its extension; nothing when none or several fit. */
export async function textNamed(tx: Tx, studyId: string, name: string) {
  const [whole, stem] = await nameTokens(tx, name);
  const exact = await sourcesNamed(tx, studyId, whole);
  const fit = exact.length > 0 ? exact : await sourcesNamed(tx, studyId, stem);
  const certain = fit.filter((row) => row.whole);
  const [one, ...more] = certain.length > 0 ? certain : fit;
  if (one === undefined || more.length > 0 || one.consent === 'withdrawn') return undefined;
  return { id: one.id, siteId: one.siteId, characters: one.characters, contentVersion: one.contentVersion };
}

/** What people said, as the server offers it. */
export const evidenceServer = serve(
  evidence,
  {
    suggest,
    listSuggestions,
    suggestionNews,
    answerSuggestion,
    promiseAnswers,
    createStudy,
    listStudies,
    addTranscript,
    importTexts,
    listSources,
    readSource,
    setConsent,
    listTextVersions,
    readTextVersion,
    showCorrection,
    takeIntoStudy,
    listSpeakers,
    settleSpeakers,
    lookAtSurvey,
    importSurvey,
    proposeRedactions,
    readUnredacted,
    participation,
    exportParticipation,
    listParticipants,
    addParticipant,
    changeParticipant,
    defineVariable,
    setValue,
    readKey,
    keepIdentity,
    forgetIdentity,
    listAskedSurveys,
    readAskedSurvey,
    writeSurvey,
    saveSurvey,
    publishSurvey,
    closeSurvey,
    inviteToSurvey,
    openSurveyLink,
    revokeSurveyLink,
    openMySurvey,
    answerMySurvey,
    setReviewRhythm,
    recordReview,
    listReviews,
    dueInStudies,
  },
  { words },
);
