import { place } from '../../../kernel/web/panels.tsx';

/** Beside a program model: where it is in use, and what else modules to the right know of it. */
export const programAside = place<{ program: string; version: string }>('vocabulary.program');
