import { guidFor } from './guid.ts';

/** What Tributary knows of a coding and REFI-QDA has no place for. */
export type Mark = { readonly valence: string; readonly strength: number | null };

const strengths = [null, 0, 1, 2] as const;

/** The note that says a valence and a strength; every coding with both points to the same one. */
export function markNote({ valence, strength }: Mark): { guid: string; name: string; text: string } {
  const said = strength === null ? `Valence: ${valence}` : `Valence: ${valence}\nStrength: ${strength}`;
  return {
    guid: guidFor('mark', valence, String(strength)),
    name: strength === null ? `Valence: ${valence}` : `Valence: ${valence}, strength: ${strength}`,
    text: said,
  };
}

/** Every mark by the GUID of its note, for these valences. */
export function marksByGuid(valences: readonly string[]): ReadonlyMap<string, Mark> {
  return new Map(
    valences.flatMap((valence) =>
      strengths.map((strength) => [markNote({ valence, strength }).guid, { valence, strength }] as const),
    ),
  );
}

/** The GUID of the second code of a coding that stands in two places of the codebook at once. */
export const crossedGuid = (codingGuid: string): string => guidFor('crossed', codingGuid);
