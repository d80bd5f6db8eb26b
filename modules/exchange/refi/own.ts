import type { ConventionName } from './conventions.ts';
import { childrenOf, type Element } from './elements.ts';
import { guidFor, guidOf } from './guid.ts';

/** What Tributary writes into the `origin` of its files. */
export const ownOrigin = 'Tributary';

/** The same for a file that counts as NVivo for Windows does. */
export const windowsOrigin = 'Tributary (UTF-16, CRLF)';

/** How the offsets of a file of our own count; nothing for a file of another tool. */
export function ownConvention(origin: string): ConventionName | undefined {
  if (origin === windowsOrigin) return 'utf16-crlf2';
  return origin === ownOrigin ? 'codepoint-crlf1' : undefined;
}

/** True for a file that Tributary wrote: descriptions, links and variables of its own making are read back. */
export const isOwn = (origin: string): boolean => origin.startsWith(ownOrigin);

/** The GUID of a code of a published code system: the same in every file, so that it is known again anywhere. */
export const lockedGuid = (system: string, version: string, code: string): string =>
  guidFor('locked', system, version, code);

/** The variables that say what a text and a participant are. */
export const ownVariables = ['kind', 'site', 'part'] as const;
export type OwnVariable = (typeof ownVariables)[number];

/** The GUID of such a variable. */
export const variableGuid = (name: OwnVariable): string => guidFor('variable', name);

/** The name of the link from a code to one that should be used instead. */
export const insteadLink = 'Code instead';

/** The GUID of the variable that a value is of. */
export const variableOf = (value: Element): string | undefined =>
  guidOf(value.children.find((child) => child.name === 'VariableRef')?.attributes['targetGUID']);

/** True for the GUID of a variable of our own. */
export const isOwnVariable = (guid: string | undefined): boolean =>
  ownVariables.some((one) => variableGuid(one) === guid);

/** True for a case that stands for a participant of ours: it has a value of one of our own variables. */
export const isOwnCase = (element: Element): boolean =>
  element.name === 'Case' &&
  childrenOf(element, 'VariableValue').some((value) => isOwnVariable(variableOf(value)));

/** The values of our own variables on an element of a file we wrote. */
export function ownValues(values: readonly Element[]): Partial<Record<OwnVariable, string>> {
  const found: Partial<Record<OwnVariable, string>> = {};
  for (const value of values) {
    const text = value.children.find((child) => child.name === 'TextValue')?.text.trim();
    const name = ownVariables.find((one) => variableGuid(one) === variableOf(value));
    if (name !== undefined && text) found[name] = text;
  }
  return found;
}
