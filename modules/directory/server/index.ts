import { serve } from '../../../kernel/server/module.ts';
import { directory } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { assure, reportWrong } from './findings.ts';
import { listSources, listTaxonomies } from './lists.ts';
import { openService } from './openService.ts';
import { searchServices } from './searchServices.ts';

export { takeDirectory } from './takeDirectory.ts';
export type { Source, Taken } from './takeDirectory.ts';

/** The directory as the server sees it. */
export const directoryServer = serve(
  directory,
  { searchServices, openService, reportWrong, assure, listSources, listTaxonomies },
  { words },
);
