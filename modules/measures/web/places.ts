import { place } from '../../../kernel/web/panels.tsx';

/** Under the course of one figure: what it can be compared with. */
export const figureAside = place<{ measure: string; siteId: string | null }>('measures.figure');
