import { place } from '../../../kernel/web/panels.tsx';

/** Beside one barrier or facilitator: what others know of its construct. */
export const factorAside = place<{ construct: string }>('learning.factor');
