import { serve } from '../../../kernel/server/module.ts';
import { employment } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { endActivity, recordActivity, recordCounselling, recordSupport, writeProfile } from './follow.ts';
import { clientEmployment, endJob, recordEmployerContact, recordJob } from './jobs.ts';
import { addBenefitTable, listBenefitTables } from './register/benefits.ts';
import {
  addEmployer,
  addOpening,
  closeOpening,
  listEmployers,
  meetEmployer,
  openEmployer,
  reviseEmployer,
} from './register/employers.ts';
import { fidelityOfRecords, openFidelityItem } from './register/fidelity.ts';

export { itemsOfRecords } from './register/fidelity.ts';

/** Clients' work, as the server sees it. */
export const employmentServer = serve(
  employment,
  {
    recordJob,
    endJob,
    recordEmployerContact,
    writeProfile,
    recordSupport,
    recordActivity,
    endActivity,
    recordCounselling,
    clientEmployment,
    listEmployers,
    openEmployer,
    addEmployer,
    reviseEmployer,
    meetEmployer,
    addOpening,
    closeOpening,
    listBenefitTables,
    addBenefitTable,
    fidelityOfRecords,
    openFidelityItem,
  },
  { words },
);
