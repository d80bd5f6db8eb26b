/** How near two codes must be to be said together: on the same passage, on passages that overlap, or anywhere in the same text. */
export const nearness = ['passage', 'overlap', 'source'] as const;
export type Nearness = (typeof nearness)[number];
