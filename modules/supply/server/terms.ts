import type { Bilingual } from '../../../kernel/fields.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { programOf } from '../../pathway/server/index.ts';
import type { CodeEntry, CodeSystem } from '../../vocabulary/model.ts';
import { findDefinition, latestDefinitions } from '../../vocabulary/server/index.ts';

/** The lists that prescribed supply is recorded with, and the jurisdictions rules come from. */
const recordTerms = 'supply-record';
const jurisdictions = 'jurisdictions';

/** The words of the record, in their latest version. */
export function recordWords(tx: Tx): Promise<CodeSystem> {
  return findDefinition(tx, 'vocabulary', { key: recordTerms });
}

/** The codes of one kind in the words of the record. */
export async function wordsOfKind(tx: Tx, kind: string): Promise<readonly CodeEntry[]> {
  return (await recordWords(tx)).codes.filter((one) => one.kind === kind);
}

/** Refuses a code that is not among those of a kind; an absent code is let through. */
export async function knownWord(tx: Tx, kind: string, code: string | undefined): Promise<void> {
  if (code === undefined) return;
  if (!(await wordsOfKind(tx, kind)).some((one) => one.code === code))
    throw refuse('invalid', 'supply.unknownCode', { code });
}

/** Refuses a jurisdiction that is not on the list. */
export async function knownJurisdiction(tx: Tx, code: string | undefined): Promise<void> {
  if (code === undefined) return;
  const { codes } = await findDefinition(tx, 'vocabulary', { key: jurisdictions });
  if (!codes.some((one) => one.code === code)) throw refuse('invalid', 'supply.unknownCode', { code });
}

/** The formulary of a program; nothing for programs without one. */
export async function formularyOf(tx: Tx, programCode: string): Promise<CodeSystem | null> {
  const { formulary } = await programOf(tx, programCode);
  return formulary === null ? null : findDefinition(tx, 'vocabulary', formulary);
}

/** The terms of a program: its bands, and how doses may be observed. */
export async function termsOf(tx: Tx, programCode: string): Promise<readonly CodeEntry[]> {
  const { terms } = await programOf(tx, programCode);
  return terms === undefined ? [] : (await findDefinition(tx, 'vocabulary', terms)).codes;
}

/** Refuses a way of observing that the program's terms do not know. */
export async function knownObservation(tx: Tx, programCode: string, code: string): Promise<void> {
  const known = (await termsOf(tx, programCode)).filter((one) => one.kind === 'observation');
  if (!known.some((one) => one.code === code)) throw refuse('invalid', 'supply.unknownCode', { code });
}

/** The codes under no other are classes; the codes under a class are its formulations. */
export const classesOf = (system: CodeSystem) => system.codes.filter((one) => one.parent === null);
export const formulationsOf = (system: CodeSystem) => system.codes.filter((one) => one.parent !== null);

/** The formulary of a program if the formulation is on it; refuses as `invalid` otherwise. */
export async function onFormulary(tx: Tx, programCode: string, formulationCode: string): Promise<CodeSystem> {
  const system = await formularyOf(tx, programCode);
  if (system === null || !formulationsOf(system).some((one) => one.code === formulationCode))
    throw refuse('invalid', 'supply.notOnFormulary', { code: formulationCode });
  return system;
}

/** What names a formulation: the program, the version of its formulary, the code. */
export type Formulated = {
  readonly programCode: string | null;
  readonly formularyVersion: string;
  readonly formulationCode: string;
};

/** Names formulations in the versions they were recorded under; a code that is not found names itself. */
export async function formulationNames(
  tx: Tx,
  rows: readonly Formulated[],
): Promise<(row: Formulated) => Bilingual> {
  const names = new Map<string, Bilingual>();
  const wanted = new Map(rows.map((row) => [`${row.programCode}/${row.formularyVersion}`, row]));
  for (const { programCode, formularyVersion: version } of wanted.values()) {
    const key = programCode === null ? undefined : (await programOf(tx, programCode)).formulary?.key;
    if (key === undefined) continue;
    const system = await findDefinition(tx, 'vocabulary', { key, version });
    for (const one of system.codes) names.set(`${version}/${one.code}`, one.name);
  }
  return ({ formularyVersion, formulationCode }) =>
    names.get(`${formularyVersion}/${formulationCode}`) ?? { en: formulationCode, fr: formulationCode };
}

/** Refuses as `missing` for a program that has no formulary. */
export async function onProgram(tx: Tx, programCode: string): Promise<void> {
  found(await formularyOf(tx, programCode), 'supply.noFormulary');
}

/** A program that supplies, and the classes on its formulary. */
export type Supply = { readonly programCode: string; readonly classes: readonly CodeEntry[] };

/** Every published program that has a formulary, in its latest version, with the classes on it. */
export async function suppliesOf(tx: Tx): Promise<Supply[]> {
  const programs = await latestDefinitions(tx, 'program');
  const supplies: Supply[] = [];
  for (const { key, formulary } of programs)
    if (formulary !== null)
      supplies.push({
        programCode: key,
        classes: classesOf(await findDefinition(tx, 'vocabulary', formulary)),
      });
  return supplies;
}

/** Refuses classes that no formulary has. */
export async function knownClasses(tx: Tx, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  const known = new Set((await suppliesOf(tx)).flatMap(({ classes }) => classes.map(({ code }) => code)));
  const code = codes.find((one) => !known.has(one));
  if (code !== undefined) throw refuse('invalid', 'supply.unknownCode', { code });
}

/** The programs that supply one of some classes of substances; every program that supplies when none is named. */
export async function programsSupplying(tx: Tx, concerns: readonly string[]): Promise<Set<string>> {
  const supplies = await suppliesOf(tx);
  const concerned = supplies.filter(
    ({ classes }) => concerns.length === 0 || classes.some(({ code }) => concerns.includes(code)),
  );
  return new Set(concerned.map(({ programCode }) => programCode));
}

/** What classes of substances are called, by code, as far as a formulary here knows them. */
export async function classNames(tx: Tx): Promise<Map<string, Bilingual>> {
  const all = (await suppliesOf(tx)).flatMap(({ classes }) => classes);
  return new Map(all.map(({ code, name }) => [code, name]));
}
