import { serve } from '../../../kernel/server/module.ts';
import { supply } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { daySheet } from './day/daySheet.ts';
import * as doses from './doses.ts';
import { endOffering, listOfferings, setOffering } from './prescribe/offerings.ts';
import {
  changePrescription,
  clientPrescriptions,
  endPrescription,
  listPrescribers,
  writePrescription,
} from './prescribe/prescriptions.ts';
import { endRule, listRules, publishRule } from './prescribe/rules.ts';
import { endWish, recordWish, siteWishes } from './prescribe/wishes.ts';

/** Prescribed supply, as the server sees it. */
export const supplyServer = serve(
  supply,
  {
    ...doses,
    writePrescription,
    changePrescription,
    endPrescription,
    clientPrescriptions,
    listPrescribers,
    daySheet,
    setOffering,
    endOffering,
    listOfferings,
    publishRule,
    endRule,
    listRules,
    recordWish,
    endWish,
    siteWishes,
  },
  { words },
);
