import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { calledNames, mySite } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { formulationNames } from '../terms.ts';
import { crowding, dayHere, dueAt, eventsOn } from './dayQueries.ts';

/** The clinic's day: who has what ordered, what happened, and when it is crowded. Clients whose name may not be seen are left out. */
export const daySheet: UseCases<typeof supply.operations>['daySheet'] = async (
  tx,
  { siteId, day: asked },
) => {
  await mySite(tx, siteId);
  const today = await dayHere(tx);
  const day = asked ?? today;
  const due = await dueAt(tx, siteId, day);
  const ordered = await openMany(
    tx,
    due.map((row) => ({
      subjectId: row.clientId,
      place: 'supply.prescription_step.ordered',
      rowId: row.stepId,
      bytes: row.ordered,
    })),
  );
  const events = Map.groupBy(await eventsOn(tx, siteId, day), (event) => event.prescriptionId);
  const nameOf = await formulationNames(tx, due);
  const called = await calledNames(
    tx,
    due.map((row) => row.clientId),
  );
  const rows = due
    .map((row, index) => ({
      prescriptionId: row.prescriptionId,
      clientId: row.clientId,
      clientName: called(row.clientId),
      programCode: row.programCode,
      formulationCode: row.formulationCode,
      formulationName: nameOf(row),
      ordered: ordered[index] ?? null,
      observationCode: row.observationCode,
      carriedDays: row.carriedDays,
      lastTakenOn: row.lastTakenOn,
      events: (events.get(row.prescriptionId) ?? []).map(({ id, version, kind, occurredAt }) => ({
        id,
        version,
        kind,
        occurredAt: occurredAt.toISOString(),
      })),
    }))
    .filter((row) => row.clientName !== '')
    .sort((left, right) => left.clientName.localeCompare(right.clientName));
  return { day, today: day === today, rows, hours: await crowding(tx, siteId, day) };
};
