/** Whether what was said hinders, helps, does both, or neither; in the order they are shown. */
export const valences = ['barrier', 'facilitator', 'mixed', 'neutral'] as const;
export type Valence = (typeof valences)[number];

/** What a person may have done in one step; each has its words at `deed.<name>`. */
export const deedKinds = [
  'coded',
  'recoded',
  'moved',
  'uncoded',
  'splitPassage',
  'joinedPassages',
  'addedCode',
  'changedCode',
  'movedCode',
  'mergedCodes',
  'splitCode',
  'retiredCode',
  'wroteMemo',
  'changedMemo',
  'removedMemo',
  'codedRows',
  'acceptedProposal',
] as const;
export type DeedKind = (typeof deedKinds)[number];
