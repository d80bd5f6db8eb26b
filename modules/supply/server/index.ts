import { serve } from '../../../kernel/server/module.ts';
import { supply } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import {
  closeWorklist,
  fetchWorklist,
  listWorklists,
  markWorklistRow,
  openWorklist,
  startWorklist,
  whoIsAffected,
} from './affected/affected.ts';
import { daySheet } from './day/daySheet.ts';
import * as doses from './doses.ts';
import { reviewGaps } from './packet/gaps.ts';
import { fetchPacket, previewPacket } from './packet/packet.ts';
import { listReleases } from './packet/releases.ts';
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
import { endAlert, listAlerts, listClasses, listSites, readAlert, sendAlert } from './watch/alerts.ts';
import { dueChecks } from './watch/due.ts';
import {
  clientWatch,
  recordCheck,
  recordFigure,
  recordIncident,
  recordOverdose,
  withdrawRecord,
  writeChart,
} from './watch/records.ts';

export { ruleById } from './prescribe/ruleQueries.ts';
export { classNames, programsSupplying } from './terms.ts';
export { standingAlert } from './watch/alerts.ts';

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
    recordCheck,
    recordFigure,
    recordOverdose,
    recordIncident,
    writeChart,
    withdrawRecord,
    clientWatch,
    dueChecks,
    sendAlert,
    readAlert,
    endAlert,
    listAlerts,
    listSites,
    listClasses,
    whoIsAffected,
    startWorklist,
    listWorklists,
    openWorklist,
    markWorklistRow,
    closeWorklist,
    fetchWorklist,
    reviewGaps,
    previewPacket,
    fetchPacket,
    listReleases,
  },
  { words },
);
