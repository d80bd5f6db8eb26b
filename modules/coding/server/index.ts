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
} from './agreement/rounds.ts';
import { addCoding, changeCoding, codingHistory, listCodings, removeCoding, undoCoding } from './code.ts';
import { heatMap, listQuotes, matrix } from './count.ts';
import { importCodings } from './load.ts';

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
export { carriedAlready, type CarriedCode, carriedCodes, insertCarriedCodes } from './carry/queries.ts';

/** What passages mean, as the server offers it. */
export const codingServer = serve(
  coding,
  {
    listCodings,
    addCoding,
    changeCoding,
    removeCoding,
    undoCoding,
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
    compareCoders,
    listDisagreements,
    readConsensus,
    openConsensus,
    takeUp,
    leaveOut,
    reconsider,
    closeConsensus,
    reopenConsensus,
  },
  { words },
);
