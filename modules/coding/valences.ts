/** Whether what was said hinders, helps, does both, or neither; in the order they are shown. */
export const valences = ['barrier', 'facilitator', 'mixed', 'neutral'] as const;
export type Valence = (typeof valences)[number];
