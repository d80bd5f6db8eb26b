import { place } from '../../../kernel/web/panels.tsx';

/** Beside what the records show of fidelity at a site between two days: what else is known of that time. */
export const fidelityBeside = place<{ siteId: string; from: string; to: string }>('employment.fidelity');
