import { serve } from '../../../kernel/server/module.ts';
import { employment } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { clientEmployment, endJob, recordEmployerContact, recordJob } from './jobs.ts';

/** Clients' work, as the server sees it. */
export const employmentServer = serve(
  employment,
  { recordJob, endJob, recordEmployerContact, clientEmployment },
  { words },
);
