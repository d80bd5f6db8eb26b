import { serve } from '../../../kernel/server/module.ts';
import { exchange } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { exportHsds } from './hsds/exportHsds.ts';
import { readApi } from './hsds/readApi.ts';
import { importHsds } from './importHsds.ts';
import { exportRefi, previewExport } from './refi/exportRefi.ts';
import { importRefi, previewRefi } from './refi/importRefi.ts';

export { readable } from './openFiles.ts';

/** The exchange with other systems as the server sees it. */
export const exchangeServer = serve(
  exchange,
  { importHsds, exportHsds, importRefi, previewRefi, exportRefi, previewExport },
  { words, extra: readApi },
);
