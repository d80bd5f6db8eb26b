import { childrenOf, type Element, textOf } from './elements.ts';
import { guidOf } from './guid.ts';
import type { CodingRead, Hearer, SelectionRead } from './project.ts';

/** The elements that mark a passage of a text. */
export const textSelections: ReadonlySet<string> = new Set(['PlainTextSelection', 'TranscriptSelection']);

/** The GUIDs of the notes an element points to. */
export function refsOf(element: Element): string[] {
  return childrenOf(element, 'NoteRef').flatMap((ref) => guidOf(ref.attributes['targetGUID']) ?? []);
}

/** Reads one coding; nothing when it has no GUID or points to no code. */
export function readCoding(element: Element): CodingRead | undefined {
  const guid = guidOf(element.attributes['guid']);
  const ref = element.children.find((child) => child.name === 'CodeRef');
  const code = guidOf(ref?.attributes['targetGUID']);
  if (guid === undefined || code === undefined) return undefined;
  return {
    guid,
    code,
    notes: refsOf(element),
    user: guidOf(element.attributes['creatingUser']),
    madeAt: element.attributes['creationDateTime'],
  };
}

/** Reads a passage with its codings; nothing when it has no GUID. A passage of a transcript lies between two points in time. */
export function readSelection(
  element: Element,
  syncPoints: ReadonlyMap<string, number>,
  hear: Pick<Hearer, 'lost'>,
): SelectionRead | undefined {
  const { attributes, name } = element;
  const guid = guidOf(attributes['guid']);
  if (guid === undefined) return undefined;
  const at = (place: string, point: string): number =>
    name === 'TranscriptSelection'
      ? (syncPoints.get(guidOf(attributes[point]) ?? '') ?? Number.NaN)
      : integer(attributes[place]);
  const user = guidOf(attributes['creatingUser']);
  const madeAt = attributes['creationDateTime'];
  const codings = childrenOf(element, 'Coding').flatMap((one) => {
    const coding = readCoding(one);
    if (coding === undefined) hear.lost('Coding', 'noGuid');
    return coding === undefined
      ? []
      : [{ ...coding, user: coding.user ?? user, madeAt: coding.madeAt ?? madeAt }];
  });
  return {
    guid,
    element: name,
    name: attributes['name']?.trim() || undefined,
    description: textOf(element, 'Description'),
    start: at('startPosition', 'fromSyncPoint'),
    end: at('endPosition', 'toSyncPoint'),
    codings,
    notes: refsOf(element),
  };
}

/** The whole number an attribute holds, NaN when it holds none that an offset can be. */
function integer(written: string | undefined): number {
  return /^\s*[+-]?\d{1,9}\s*$/.test(written ?? '') ? Number(written) : Number.NaN;
}
