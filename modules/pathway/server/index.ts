import { serve } from '../../../kernel/server/module.ts';
import { pathway } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { board } from './board.ts';
import { endEnrolment, enrol, moveStage } from './enrol.ts';
import { endAgreement, listAgreements, makeAgreement } from './agreements.ts';
import { clientPathway, listEnrolled, listWaitlist } from './lists.ts';
import { listMyReferrals, listReferrals, referralHistory } from './referrals.ts';
import { answerReferral, referClient, referToService } from './refer.ts';
import * as room from './room.ts';
import { screenClient } from './screen.ts';
import * as entrance from './entrance.ts';
import * as reach from './reach.ts';
import * as selfReferrals from './selfReferrals.ts';
import { declineOffer, joinWaitlist, leaveWaitlist, letOfferLapse, offerPlace } from './wait.ts';

export { waitingReferrals } from './referrals.ts';
export { calledNames, mySite, programAt, programOf, recordedAt, theClient } from './record.ts';

/** The way into a program and through it, as the server sees it. */
export const pathwayServer = serve(
  pathway,
  {
    referClient,
    referToService,
    answerReferral,
    screenClient,
    joinWaitlist,
    offerPlace,
    declineOffer,
    leaveWaitlist,
    letOfferLapse,
    ...entrance,
    ...selfReferrals,
    ...reach,
    enrol,
    moveStage,
    endEnrolment,
    ...room,
    listReferrals,
    listMyReferrals,
    referralHistory,
    listAgreements,
    makeAgreement,
    endAgreement,
    listWaitlist,
    listEnrolled,
    board,
    clientPathway,
  },
  { words },
);
