import { serve } from '../../../kernel/server/module.ts';
import { directory } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { assure, reportWrong } from './findings.ts';
import { listSources, listTaxonomies } from './lists.ts';
import { openService } from './openService.ts';
import { listStarts, placeSite, publishSource } from './publishing/publish.ts';
import { searchServices } from './searchServices.ts';
import { sayCapacity } from './upkeep/capacity.ts';
import { listDue, listKeepers, setKeeper } from './upkeep/due.ts';
import { addService } from './writing/addService.ts';
import { editableService, editService } from './writing/editService.ts';
import { listEdits } from './writing/listEdits.ts';

export { publishedAround, publishedById, publishedPage, publishedRow } from './publishing/published.ts';
export type { PublicKind, PublicQuestion } from './publishing/published.ts';
export { heldIds, sourceRecords } from './publishing/read.ts';
export type { StoredRecord, StoredRecords } from './records/loadRecords.ts';
export { takeDirectory } from './takeDirectory.ts';
export type { Source, Taken } from './takeDirectory.ts';

/** The directory as the server sees it. */
export const directoryServer = serve(
  directory,
  {
    searchServices,
    openService,
    reportWrong,
    assure,
    sayCapacity,
    setKeeper,
    listDue,
    listKeepers,
    editableService,
    editService,
    addService,
    listEdits,
    listSources,
    publishSource,
    listTaxonomies,
    listStarts,
    placeSite,
  },
  { words },
);
