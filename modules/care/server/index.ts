import { serve } from '../../../kernel/server/module.ts';
import { care } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { listContacts, noteHistory, recordContact, reviseNote } from './contacts.ts';
import { changeGoal, clientCare, setGoal, writeSafetyPlan } from './plans.ts';
import { addTask, markTask } from './tasks.ts';
import { today } from './today.ts';

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
    setGoal,
    changeGoal,
    writeSafetyPlan,
    clientCare,
    today,
  },
  { words },
);
