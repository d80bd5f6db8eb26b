import { place } from '../../../../kernel/web/panels.tsx';

/** What can be done with a source of the directory: other modules put "Download" and the like here. */
export const sourceActionsPlace = place<{ source: string }>('directory.sourceActions');
