import { cutPage } from '../../../kernel/page.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import { recordedAt, theClient } from '../../pathway/server/index.ts';
import type { supply } from '../contract.ts';
import { bandOfAnswers, type DoseKind, needsProtocol } from '../model.ts';
import { dayHere } from './day/dayQueries.ts';
import { prescriptionById } from './prescribe/prescriptionQueries.ts';
import { ruleInForce } from './prescribe/rules.ts';
import {
  answersOf,
  changeDose,
  doseById,
  dosesPage,
  dosesWanted,
  insertAnswer,
  insertDose,
  lastAnswersAt,
  programsAt,
} from './queries.ts';
import { classesOf, formularyOf, formulationNames, formulationsOf, onFormulary, termsOf } from './terms.ts';

type Cases = UseCases<typeof supply.operations>;
const amountPlace = 'supply.dose_event.amount';
const correctionPlace = 'supply.dose_event.correction';
const clockMayDiffer = 600_000;

function notAhead(tx: Tx, occurredAt: string): void {
  if (new Date(occurredAt).getTime() > tx.now.getTime() + clockMayDiffer)
    throw refuse('invalid', 'supply.inTheFuture');
}

type Followed = {
  readonly ruleId?: string | undefined;
  readonly protocolCode?: string | undefined;
  readonly protocolVersion?: string | undefined;
};

/** The protocol that a restart followed: a published version in force that day, or the name of one on paper. */
async function followed(tx: Tx, kind: DoseKind, given: Followed, occurredAt: string) {
  if (given.ruleId !== undefined) {
    const rule = await ruleInForce(tx, given.ruleId, await dayHere(tx, occurredAt));
    return { ruleId: rule.id, protocolCode: rule.code, protocolVersion: rule.edition };
  }
  if (needsProtocol(kind) && !given.protocolVersion) throw refuse('invalid', 'supply.protocolNeeded');
  return {
    ruleId: null,
    protocolCode: given.protocolCode ?? null,
    protocolVersion: given.protocolVersion || null,
  };
}

/** Records a dose event as it happened. */
export const recordDoseEvent: Cases['recordDoseEvent'] = async (tx, input) => {
  const { id, clientId, kind, formulationCode, programCode, prescriptionId } = input;
  const prescription =
    prescriptionId === undefined
      ? undefined
      : found(await prescriptionById(tx, clientId, prescriptionId), 'supply.noSuchPrescription');
  const at = await recordedAt(tx, clientId);
  const system = await onFormulary(tx, programCode, formulationCode);
  notAhead(tx, input.occurredAt);
  const isNew = await insertDose(tx, {
    ...at,
    ...(await followed(tx, kind, input, input.occurredAt)),
    id,
    clientId,
    programCode,
    kind,
    formulationCode,
    prescriptionId: prescription?.id ?? null,
    formularyVersion: system.version,
    amount: input.amount ? await seal(tx, clientId, amountPlace, id, input.amount) : null,
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

/** Puts a dose event right; what was recorded before stays in history. */
export const correctDoseEvent: Cases['correctDoseEvent'] = async (tx, input) => {
  const { id, clientId, version, reason } = input;
  const there = found(await doseById(tx, clientId, id), 'supply.noSuchDose');
  const kind = input.kind ?? there.kind;
  const occurredAt = input.occurredAt ?? there.occurredAt.toISOString();
  notAhead(tx, occurredAt);
  const before = {
    ruleId: input.kind === undefined ? (there.ruleId ?? undefined) : undefined,
    protocolCode: there.protocolCode ?? undefined,
    protocolVersion: there.protocolVersion ?? undefined,
  };
  const given = input.ruleId || input.protocolVersion ? input : before;
  const written = await changeDose(tx, {
    ...(await followed(tx, kind, given, occurredAt)),
    id,
    version,
    kind,
    occurredAt,
    amount: input.amount ? await seal(tx, clientId, amountPlace, id, input.amount) : there.amount,
    voided: input.didNotHappen,
    correction: await seal(tx, clientId, correctionPlace, id, reason),
  });
  if (written !== 1) throw refuse('conflict', 'supply.doseChanged', { current: { version: there.version } });
  tx.emit('supply.doseCorrected', id, { clientId, kind });
  return { id, version: version + 1 };
};

/** Records what a client said about the dose. */
export const recordSufficientDose: Cases['recordSufficientDose'] = async (tx, input) => {
  const at = await recordedAt(tx, input.clientId);
  found(await formularyOf(tx, input.programCode), 'supply.noFormulary');
  await insertAnswer(tx, { ...input, ...at });
  tx.emit('supply.doseAnswered', input.id, { clientId: input.clientId, siteId: at.siteId });
  return { id: input.id, version: 1 };
};

/** What a client was given, carried or missed. */
export const clientSupply: Cases['clientSupply'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  const page = cutPage(await dosesPage(tx, input), input.limit, (row) => row.id);
  const opened = (column: 'amount' | 'correction', place: string) =>
    openMany(
      tx,
      page.rows.map((row) => ({ subjectId: row.clientId, place, rowId: row.id, bytes: row[column] })),
    );
  const [amounts, corrections] = [
    await opened('amount', amountPlace),
    await opened('correction', correctionPlace),
  ];
  const people = await namesOf(
    tx,
    page.rows.map((row) => row.recordedById),
  );
  const nameOf = await formulationNames(tx, page.rows);
  const rows = page.rows.map((row, index) => ({
    id: row.id,
    version: row.version,
    programCode: row.programCode,
    prescriptionId: row.prescriptionId,
    kind: row.kind,
    formulationCode: row.formulationCode,
    formulationName: nameOf(row),
    amount: amounts[index] ?? null,
    protocolCode: row.protocolCode,
    protocolVersion: row.protocolVersion,
    occurredAt: row.occurredAt.toISOString(),
    recordedBy: people.get(row.recordedById) ?? '',
    voided: row.voided,
    correction: corrections[index] ?? null,
  }));
  return { ...page, rows, answers: await answersOf(tx, input.clientId) };
};

/** The programs of a site that prescribe. */
export const sitePrograms: Cases['sitePrograms'] = async (tx, { siteId }) => {
  const codes = [];
  for (const code of await programsAt(tx, siteId))
    if ((await formularyOf(tx, code)) !== null) codes.push(code);
  return { codes };
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
  const codes = await termsOf(tx, programCode);
  const bands = codes.flatMap(({ code, facts }) =>
    typeof facts?.['minPercent'] === 'number' && typeof facts['maxPercent'] === 'number'
      ? [{ code, minPercent: facts['minPercent'], maxPercent: facts['maxPercent'] }]
      : [],
  );
  const { yes, no } = await lastAnswersAt(tx, siteId, programCode, since);
  const code = bandOfAnswers(bands, yes, no);
  const name = codes.find((one) => one.code === code)?.name;
  return {
    yes,
    no,
    band: code === null || name === undefined ? null : { code, name },
    prescriptions: await dosesWanted(tx, siteId, programCode),
  };
};
