import { serve } from '../../../kernel/server/module.ts';
import { coding } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { compareCoders, listDisagreements } from './agreement/compare.ts';
import {
  closeConsensus,
  leaveOut,
  openConsensus,
  readConsensus,
  reconsider,
  reopenConsensus,
  takeUp,
} from './agreement/consensus.ts';
import {
  closeRound,
  finishReading,
  listCoders,
  listRounds,
  openRound,
  resumeReading,
  showReading,
} from './agreement/rounds.ts';
import { addCoding, changeCoding, codingHistory, listCodings, removeCoding } from './code.ts';
import {
  addCode,
  changeCode,
  codeHistory,
  countCodes,
  guideCode,
  listCodes,
  listCodingsOf,
  moveCode,
  retireCode,
} from './codes/codes.ts';
import { mergeCodes, splitCode } from './codes/combine.ts';
import { codeRows, listAnswers } from './answers/answers.ts';
import { correctText, redactText, listLost, placeLost } from './correct.ts';
import { heatMap, listQuotes, matrix } from './count.ts';
import { listGroups } from './groups/groups.ts';
import { exportCodebook, exportMemos } from './leaving/files.ts';
import { listDisclosures } from './leaving/people.ts';
import { exportQuotes, previewQuotes } from './leaving/quotes.ts';
import { leaveDeed, listDeeds, redo, undo } from './deeds/undo.ts';
import { pulse } from './live/pulse.ts';
import { importCodings } from './load.ts';
import { addMemo, changeMemo, listMemos, removeMemo } from './memos/memos.ts';
import { codesByText, coOccurrence, listTogether } from './patterns/patterns.ts';
import { decideProposal, proposeCodes } from './proposals/propose.ts';
import { callOffRanking, castBallot, closeRanking, listRankings, openRanking } from './rankings/rankings.ts';
import { joinCodings, splitCoding } from './reshape.ts';
import { addTheme, changeTheme, listThemes, orderThemes, quoteTheme, removeTheme } from './themes/themes.ts';

export { peopleLeaving, peopleShown, groupsShown, type Said, saidKey } from './leaving/people.ts';
export { type CodingTold, tellCoding } from './telling/telling.ts';
export { rankingsOf } from './rankings/rankings.ts';
export { themesOf, type ThemeWithPeople } from './themes/themes.ts';

export {
  type CarryBook,
  carryBook,
  type ClearMemo,
  codingsToCarry,
  type IncomingCoding,
  memosToCarry,
  takeCodings,
  takeMemos,
} from './carry/carry.ts';
export {
  type CarriedRating,
  ratingsLeftBehind,
  ratingsToCarry,
  takeRatings,
} from './carry/ratings.ts';
export {
  carriedAlready,
  type CarriedCode,
  carriedCodes,
  carriedCoders,
  insertCarriedCodes,
  leftBehind,
} from './carry/queries.ts';
import {
  linkQuote,
  listRatings,
  overruleDistinction,
  rate,
  setRatingRule,
  setStanding,
} from './ratings/rate.ts';
import { quoteInSummary, readSiteMemo, writeSummary } from './ratings/summaries.ts';

/** What passages mean, as the server offers it. */
export const codingServer = serve(
  coding,
  {
    listCodings,
    addCoding,
    changeCoding,
    removeCoding,
    splitCoding,
    joinCodings,
    codingHistory,
    matrix,
    heatMap,
    listQuotes,
    importCodings,
    listCoders,
    openRound,
    listRounds,
    closeRound,
    finishReading,
    resumeReading,
    showReading,
    compareCoders,
    listDisagreements,
    readConsensus,
    openConsensus,
    takeUp,
    leaveOut,
    reconsider,
    closeConsensus,
    reopenConsensus,
    listRatings,
    rate,
    linkQuote,
    setStanding,
    setRatingRule,
    overruleDistinction,
    listGroups,
    listRankings,
    openRanking,
    castBallot,
    closeRanking,
    callOffRanking,
    listThemes,
    addTheme,
    changeTheme,
    removeTheme,
    orderThemes,
    quoteTheme,
    coOccurrence,
    listTogether,
    codesByText,
    readSiteMemo,
    writeSummary,
    quoteInSummary,
    listCodes,
    listCodingsOf,
    countCodes,
    addCode,
    changeCode,
    guideCode,
    moveCode,
    mergeCodes,
    splitCode,
    retireCode,
    codeHistory,
    listAnswers,
    codeRows,
    pulse,
    proposeCodes,
    decideProposal,
    correctText,
    redactText,
    listLost,
    placeLost,
    listDeeds,
    undo,
    redo,
    leaveDeed,
    listMemos,
    addMemo,
    changeMemo,
    removeMemo,
    previewQuotes,
    exportQuotes,
    listDisclosures,
    exportMemos,
    exportCodebook,
  },
  { words },
);
