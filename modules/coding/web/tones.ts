import type { Valence } from '../valences.ts';

/** The colours of the four valences; the word always stands beside them. */
export const toneOf: Readonly<Record<Valence, 'bad' | 'good' | 'warn' | 'still'>> = {
  barrier: 'bad',
  facilitator: 'good',
  mixed: 'warn',
  neutral: 'still',
};
