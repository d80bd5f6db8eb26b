import { cutPage } from '../../../kernel/page.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import { programOf, recordedAt, theClient } from '../../pathway/server/index.ts';
import type { CodeSystem } from '../../vocabulary/model.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import type { supply } from '../contract.ts';
import { bandOfAnswers, needsProtocol } from '../model.ts';
import {
  answersOf,
  type DoseRow,
  doseById,
  dosesPage,
  insertAnswer,
  insertDose,
  lastAnswersAt,
} from './queries.ts';

type Cases = UseCases<typeof supply.operations>;
const amountPlace = 'supply.dose_event.amount';

/** The formulary of a program; nothing for programs without one. */
async function formularyOf(tx: Tx, programCode: string): Promise<CodeSystem | null> {
  const { formulary } = await programOf(tx, programCode);
  return formulary === null ? null : findDefinition(tx, 'vocabulary', formulary);
}

/** The codes under no other are classes; the codes under a class are its formulations. */
const classesOf = (system: CodeSystem) => system.codes.filter((one) => one.parent === null);
const formulationsOf = (system: CodeSystem) => system.codes.filter((one) => one.parent !== null);

/** Records a dose event as it happened. */
export const recordDoseEvent: Cases['recordDoseEvent'] = async (tx, input) => {
  const { id, clientId, kind, formulationCode, programCode } = input;
  const at = await recordedAt(tx, clientId);
  const system = await formularyOf(tx, programCode);
  if (system === null || !formulationsOf(system).some((one) => one.code === formulationCode)) {
    throw refuse('invalid', 'supply.notOnFormulary', { code: formulationCode });
  }
  if (needsProtocol(kind) && !input.protocolVersion) throw refuse('invalid', 'supply.protocolNeeded');
  if (new Date(input.occurredAt).getTime() > tx.now.getTime() + 600_000)
    throw refuse('invalid', 'supply.inTheFuture');
  const isNew = await insertDose(tx, {
    ...at,
    id,
    clientId,
    programCode,
    kind,
    formulationCode,
    formularyVersion: system.version,
    amount: input.amount ? await seal(tx, clientId, amountPlace, id, input.amount) : null,
    protocolCode: input.protocolCode ?? null,
    protocolVersion: input.protocolVersion || null,
    occurredAt: input.occurredAt,
  });
  if (!isNew) {
    const there = await doseById(tx, clientId, id);
    if (there?.recordedById !== tx.actor.accountId) throw refuse('conflict', 'supply.idTaken');
    return { id, version: there.version };
  }
  tx.emit('supply.doseRecorded', id, { clientId, siteId: at.siteId, kind });
  return { id, version: 1 };
};

/** Records what a client said about the dose. */
export const recordSufficientDose: Cases['recordSufficientDose'] = async (tx, input) => {
  const at = await recordedAt(tx, input.clientId);
  found(await formularyOf(tx, input.programCode), 'supply.noFormulary');
  await insertAnswer(tx, { ...input, ...at });
  tx.emit('supply.doseAnswered', input.id, { clientId: input.clientId, siteId: at.siteId });
  return { id: input.id, version: 1 };
};

/** Names of formulations in the versions they were recorded under. */
async function formulationNames(tx: Tx, rows: readonly DoseRow[]) {
  const names = new Map<string, { en: string; fr: string }>();
  const programs = new Set(rows.flatMap((row) => row.programCode ?? []));
  for (const code of programs) {
    const key = (await programOf(tx, code)).formulary?.key;
    const versions =
      key === undefined
        ? []
        : [...new Set(rows.filter((row) => row.programCode === code).map((row) => row.formularyVersion))];
    for (const version of versions) {
      const system = await findDefinition(tx, 'vocabulary', { key: key ?? '', version });
      for (const one of system.codes) names.set(`${version}/${one.code}`, one.name);
    }
  }
  return (row: DoseRow) =>
    names.get(`${row.formularyVersion}/${row.formulationCode}`) ?? {
      en: row.formulationCode,
      fr: row.formulationCode,
    };
}

/** What a client was given, carried or missed. */
export const clientSupply: Cases['clientSupply'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  const page = cutPage(await dosesPage(tx, input), input.limit, (row) => row.id);
  const amounts = await openMany(
    tx,
    page.rows.map((row) => ({
      subjectId: row.clientId,
      place: amountPlace,
      rowId: row.id,
      bytes: row.amount,
    })),
  );
  const people = await namesOf(
    tx,
    page.rows.map((row) => row.recordedById),
  );
  const nameOf = await formulationNames(tx, page.rows);
  const rows = page.rows.map((row, index) => ({
    id: row.id,
    version: row.version,
    programCode: row.programCode,
    kind: row.kind,
    formulationCode: row.formulationCode,
    formulationName: nameOf(row),
    amount: amounts[index] ?? null,
    protocolCode: row.protocolCode,
    protocolVersion: row.protocolVersion,
    occurredAt: row.occurredAt.toISOString(),
    recordedBy: people.get(row.recordedById) ?? '',
  }));
  return { ...page, rows, answers: await answersOf(tx, input.clientId) };
};

/** The formulations to choose from. */
export const formulary: Cases['formulary'] = async (tx, { programCode }) => {
  const system = await formularyOf(tx, programCode);
  if (system === null) return { version: null, classes: [] };
  const classes = classesOf(system).map(({ code, name }) => ({
    code,
    name,
    formulations: formulationsOf(system)
      .filter((one) => one.parent === code)
      .map((one) => ({ code: one.code, name: one.name })),
  }));
  return { version: system.version, classes };
};

/** The share of a site's clients who find the dose enough, in the program's own bands: codes of its terms that carry a lowest and a highest percent. */
export const siteSufficiency: Cases['siteSufficiency'] = async (tx, { siteId, programCode, since }) => {
  const { terms } = await programOf(tx, programCode);
  const codes = terms === undefined ? [] : (await findDefinition(tx, 'vocabulary', terms)).codes;
  const bands = codes.flatMap(({ code, facts }) =>
    typeof facts?.['minPercent'] === 'number' && typeof facts['maxPercent'] === 'number'
      ? [{ code, minPercent: facts['minPercent'], maxPercent: facts['maxPercent'] }]
      : [],
  );
  const { yes, no } = await lastAnswersAt(tx, siteId, programCode, since);
  const found = bandOfAnswers(bands, yes, no);
  const name = codes.find((one) => one.code === found)?.name;
  return { yes, no, band: found === null || name === undefined ? null : { code: found, name } };
};
