import type { ParsedOf } from '../../../../kernel/contract.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { recordedAt, theClient } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { formulationNames, knownObservation, knownWord, onFormulary } from '../terms.ts';
import * as rows from './prescriptionQueries.ts';
import { rulesByIds } from './ruleQueries.ts';
import { ruleInForce } from './rules.ts';
import { showWishes } from './wishes.ts';

type Cases = UseCases<typeof supply.operations>;
type Step = ParsedOf<typeof supply.operations.writePrescription>['step'];

const places = {
  ordered: 'supply.prescription_step.ordered',
  rationale: 'supply.prescription_step.rationale',
  agreement: 'supply.prescription_step.agreement',
} as const;

/** Refuses codes that are not on the lists, a protocol that was not in force, and somebody who does not prescribe here. */
async function check(tx: Tx, programCode: string, step: Step, fromOn: string): Promise<string> {
  await knownObservation(tx, programCode, step.observationCode);
  await knownWord(tx, 'unit', step.unitCode);
  await knownWord(tx, 'route', step.wayCode);
  if (step.ruleId !== undefined) await ruleInForce(tx, step.ruleId, fromOn);
  const prescriberId = step.prescriberId ?? tx.actor.accountId;
  if (prescriberId !== tx.actor.accountId && !(await rows.prescribersHere(tx)).includes(prescriberId))
    throw refuse('invalid', 'supply.notAPrescriber');
  return prescriberId;
}

type Placed = {
  readonly id: string;
  readonly prescriptionId: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly number: number;
  readonly fromOn: string;
  readonly prescriberId: string;
  readonly reasonCode: string | null;
};

/** Writes a version with its texts sealed for the client. */
async function keepStep(tx: Tx, at: Placed, step: Step): Promise<void> {
  const sealed = (place: string, text: string) =>
    text === '' ? null : seal(tx, at.clientId, place, at.id, text);
  await rows.insertStep(tx, {
    ...at,
    strength: step.strength,
    unitCode: step.unitCode,
    wanted: step.wanted,
    given: step.given,
    ordered: await seal(tx, at.clientId, places.ordered, at.id, step.ordered),
    observationCode: step.observationCode,
    carriedDays: step.carriedDays,
    wayCode: step.wayCode ?? null,
    ruleId: step.ruleId ?? null,
    rationale: await sealed(places.rationale, step.rationale),
    agreement: await sealed(places.agreement, step.agreement),
  });
}

/** Records a prescription with its first version; the same one sent twice is one. */
export const writePrescription: Cases['writePrescription'] = async (tx, input) => {
  const { id, clientId, programCode, formulationCode, startedOn, step } = input;
  const at = await recordedAt(tx, clientId);
  const system = await onFormulary(tx, programCode, formulationCode);
  const prescriberId = await check(tx, programCode, step, startedOn);
  const isNew = await rows.insertPrescription(tx, {
    ...at,
    id,
    clientId,
    programCode,
    prescriberId,
    formularyVersion: system.version,
    formulationCode,
    startedOn,
  });
  if (!isNew) {
    const there = await rows.prescriptionById(tx, clientId, id);
    if (there === undefined) throw refuse('conflict', 'supply.idTaken');
    return { id, version: there.version };
  }
  const { organisationId } = at;
  await keepStep(
    tx,
    {
      id: input.stepId,
      prescriptionId: id,
      clientId,
      organisationId,
      number: 1,
      fromOn: startedOn,
      prescriberId,
      reasonCode: null,
    },
    step,
  );
  tx.emit('supply.prescribed', id, { clientId, siteId: at.siteId });
  return { id, version: 1 };
};

/** Refuses a change to a prescription that moved on, showing its version. */
async function movedOn(tx: Tx, clientId: string, id: string): Promise<never> {
  const now = found(await rows.prescriptionById(tx, clientId, id), 'supply.noSuchPrescription');
  if (now.endedOn !== null) throw refuse('conflict', 'supply.prescriptionEnded', { day: now.endedOn });
  throw refuse('conflict', 'supply.prescriptionChanged', { current: { version: now.version } });
}

/** Records a new version with its reason. */
export const changePrescription: Cases['changePrescription'] = async (tx, input) => {
  const { id, clientId, version, fromOn, step } = input;
  const there = found(await rows.prescriptionById(tx, clientId, id), 'supply.noSuchPrescription');
  await knownWord(tx, 'change-reason', input.reasonCode);
  const prescriberId = await check(tx, there.programCode, step, fromOn);
  if ((await rows.touchPrescription(tx, { id, version, prescriberId })) !== 1)
    return movedOn(tx, clientId, id);
  const last = found(await rows.lastStep(tx, id), 'supply.noSuchPrescription');
  if (fromOn < last.fromOn) throw refuse('invalid', 'supply.beforeLastVersion', { day: last.fromOn });
  await keepStep(
    tx,
    {
      id: input.stepId,
      prescriptionId: id,
      clientId,
      organisationId: there.organisationId,
      number: last.number + 1,
      fromOn,
      prescriberId,
      reasonCode: input.reasonCode,
    },
    step,
  );
  tx.emit('supply.prescriptionChanged', id, { clientId, siteId: there.siteId });
  return { id, version: version + 1 };
};

/** Records the end of a prescription. */
export const endPrescription: Cases['endPrescription'] = async (tx, input) => {
  const { id, clientId, version, endedOn, reasonCode } = input;
  const there = found(await rows.prescriptionById(tx, clientId, id), 'supply.noSuchPrescription');
  await knownWord(tx, 'end-reason', reasonCode);
  if (endedOn < there.startedOn) throw refuse('invalid', 'supply.endsBeforeItBegan');
  if ((await rows.closePrescription(tx, { id, version, endedOn, reasonCode })) !== 1)
    return movedOn(tx, clientId, id);
  tx.emit('supply.prescriptionEnded', id, { clientId, siteId: there.siteId });
  return { id, version: version + 1 };
};

/** The versions of a client's prescriptions with their texts open and their people named. */
export async function showSteps(tx: Tx, steps: readonly rows.StepRow[]) {
  const texts = async (column: 'ordered' | 'rationale' | 'agreement') =>
    openMany(
      tx,
      steps.map((row) => ({
        subjectId: row.clientId,
        place: places[column],
        rowId: row.id,
        bytes: row[column],
      })),
    );
  const [ordered, rationale, agreement] = [
    await texts('ordered'),
    await texts('rationale'),
    await texts('agreement'),
  ];
  const people = await namesOf(
    tx,
    steps.flatMap((row) => [row.prescriberId, row.recordedById]),
  );
  const rules = new Map(
    (
      await rulesByIds(
        tx,
        steps.flatMap((row) => row.ruleId ?? []),
      )
    ).map((rule) => [
      rule.id,
      { title: { en: rule.titleEn, fr: rule.titleFr }, edition: rule.edition, code: rule.code },
    ]),
  );
  return steps.map(({ clientId: _client, prescriberId, recordedById, ...row }, index) => ({
    ...row,
    prescriberId,
    prescriber: people.get(prescriberId) ?? '',
    ordered: ordered[index] ?? null,
    rule: rules.get(row.ruleId ?? '') ?? null,
    rationale: rationale[index] ?? null,
    agreement: agreement[index] ?? null,
    recordedBy: people.get(recordedById) ?? '',
  }));
}

/** A client's prescriptions and wishes. */
export const clientPrescriptions: Cases['clientPrescriptions'] = async (tx, { clientId }) => {
  await theClient(tx, clientId);
  const prescriptions = await rows.prescriptionsOf(tx, clientId);
  const nameOf = await formulationNames(tx, prescriptions);
  const steps = Map.groupBy(
    await showSteps(tx, await rows.stepsOf(tx, clientId)),
    (step) => step.prescriptionId,
  );
  return {
    rows: prescriptions.map((row) => ({
      id: row.id,
      version: row.version,
      siteId: row.siteId,
      programCode: row.programCode,
      formulationCode: row.formulationCode,
      formulationName: nameOf(row),
      startedOn: row.startedOn,
      endedOn: row.endedOn,
      endReasonCode: row.endReasonCode,
      steps: steps.get(row.id) ?? [],
    })),
    wishes: await showWishes(tx, clientId),
  };
};

/** The people who may be named as prescribers. */
export const listPrescribers: Cases['listPrescribers'] = async (tx) => {
  const names = await namesOf(tx, await rows.prescribersHere(tx));
  return {
    rows: [...names]
      .map(([id, name]) => ({ id, name }))
      .sort((left, right) => left.name.localeCompare(right.name)),
  };
};
