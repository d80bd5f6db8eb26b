import { serve } from '../../../kernel/server/module.ts';
import { care } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { listContacts, noteHistory, recordContact, reviseNote } from './contacts.ts';
import { changeAlert, raiseAlert } from './crisis/alerts.ts';
import { crisisSheet, keepCrisisLine, listCrisisLines, recordCrisis } from './crisis/crisis.ts';
import { getForm, getQuestion, listForms, listQuestions } from './forms/bank.ts';
import { answerCounts } from './forms/counts.ts';
import * as formDrafts from './forms/drafts.ts';
import { clientForms, formsToAsk } from './forms/due.ts';
import { answersOverTime, fillForm, openFilledForm } from './forms/fill.ts';
import { glance } from './glance/glance.ts';
import { lockRecord } from './locks/locks.ts';
import { changeGoal, clientCare, setGoal, writeSafetyPlan } from './plans.ts';
import { addTask, markTask } from './tasks.ts';
import { addAttendee, getSession, listSessions, recordSession } from './groups/groups.ts';
import { caseload, myCaseload } from './teamwork/caseload.ts';
import {
  askConference,
  decideInConference,
  getConference,
  holdConference,
  listConferences,
  planConference,
} from './teamwork/conference.ts';
import { answerHandOver, listColleagues, listHandOvers, offerHandOver } from './teamwork/handOver.ts';
import { today } from './today.ts';
import { settleVisit, visitsToSettle } from './visits/visits.ts';

/** The question bank of the community, for what else asks its questions. */
export { bankOf } from './forms/bank.ts';

/** The shared record, as the server sees it. */
export const careServer = serve(
  care,
  {
    recordContact,
    reviseNote,
    listContacts,
    noteHistory,
    addTask,
    markTask,
    lockRecord,
    setGoal,
    changeGoal,
    writeSafetyPlan,
    clientCare,
    today,
    glance,
    settleVisit,
    visitsToSettle,
    crisisSheet,
    recordCrisis,
    raiseAlert,
    changeAlert,
    listCrisisLines,
    keepCrisisLine,
    listColleagues,
    offerHandOver,
    answerHandOver,
    listHandOvers,
    planConference,
    askConference,
    decideInConference,
    holdConference,
    listConferences,
    getConference,
    caseload,
    myCaseload,
    recordSession,
    addAttendee,
    listSessions,
    getSession,
    clientForms,
    formsToAsk,
    fillForm,
    openFilledForm,
    answersOverTime,
    listForms,
    getForm,
    listQuestions,
    getQuestion,
    answerCounts,
    ...formDrafts,
  },
  { words },
);
