import { serve } from '../../../kernel/server/module.ts';
import { supply } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { clientSupply, formulary, recordDoseEvent, recordSufficientDose, siteSufficiency } from './doses.ts';

/** Prescribed supply, as the server sees it. */
export const supplyServer = serve(
  supply,
  { recordDoseEvent, recordSufficientDose, clientSupply, siteSufficiency, formulary },
  { words },
);
