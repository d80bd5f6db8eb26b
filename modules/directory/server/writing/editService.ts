import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { directory } from '../../contract.ts';
import type { ServiceForm } from '../../asks/edit.ts';
import { assure } from '../findings.ts';
import { editableKinds } from '../records/editable.ts';
import { recordsAround } from '../records/loadRecords.ts';
import type { StoredRecords } from '../records/loadRecords.ts';
import { refreshFinder } from '../records/refreshFinder.ts';
import { columnsOf, storeRows } from '../storeFinder.ts';
import { detailsOf, editedBy, formOf, partsChanged, shownDetails, written } from './form.ts';
import { dropDetails, keepEdit, keepSaid, siteThere, standingService } from './queries.ts';
import type { Standing } from './queries.ts';

type Cases = UseCases<typeof directory.operations>;

/** A service as it stands, with everything around it. */
type Held = { readonly id: string; readonly standing: Standing; readonly records: StoredRecords };

async function held(tx: Tx, id: string, hold: boolean): Promise<Held> {
  const standing = found(await standingService(tx, id, hold), 'directory.noSuchService');
  return { id, standing, records: await recordsAround(tx, tx.actor.communityId, { services: [id] }) };
}

function currentForm({ standing, records }: Held): ServiceForm {
  return formOf(found(records.service[0], 'directory.noSuchService'), records, standing);
}

/** A service as the form shows it. */
export const editableService: Cases['editableService'] = async (tx, { id }) => {
  const now = await held(tx, id, false);
  return { id, version: now.standing.version, language: now.standing.language, form: currentForm(now) };
};

async function replaceDetails(
  tx: Tx,
  now: Held,
  form: ServiceForm,
  changed: readonly string[],
): Promise<void> {
  const shown = shownDetails(now.records, now.id);
  const said = detailsOf(form, now.id, now.standing.sourceId);
  for (const kind of editableKinds) {
    if (!changed.includes(kind)) continue;
    await dropDetails(
      tx,
      kind,
      shown[kind].map(({ id }) => id),
    );
    await storeRows(tx, kind, columnsOf(kind), said[kind]);
  }
}

const pick = (form: ServiceForm, parts: readonly (keyof ServiceForm)[]) =>
  Object.fromEntries(parts.map((part) => [part, form[part]]));

/** Writes what the form says differently, keeps it with what stood before, and makes the service findable by it; gives its version. */
export async function writeForm(tx: Tx, now: Held, form: ServiceForm): Promise<number> {
  const before = currentForm(now);
  const parts = partsChanged(before, form);
  if (parts.length === 0) return now.standing.version;
  if (form.minimumAge !== null && form.maximumAge !== null && form.minimumAge > form.maximumAge)
    throw refuse('invalid', 'directory.agesCrossed');
  if (form.siteId !== null && !(await siteThere(tx, form.siteId)))
    throw refuse('missing', 'directory.noSuchSite');
  const service = found(now.records.service[0], 'directory.noSuchService');
  const after = written(service, form, now.standing.language);
  await storeRows(tx, 'service', columnsOf('service'), [after]);
  const changed = editedBy(parts);
  await replaceDetails(tx, now, form, changed);
  const version = await keepSaid(tx, now.id, {
    conditions: parts.includes('conditions') ? form.conditions : undefined,
    groups: parts.includes('groups') ? form.groups : undefined,
    siteId: form.siteId,
    edited: [...new Set([...now.standing.edited, ...changed])].sort(),
  });
  await refreshFinder(tx, [now.id]);
  await keepEdit(tx, {
    id: newId(),
    serviceId: now.id,
    serviceVersion: version,
    before: pick(before, parts),
    after: pick(form, parts),
  });
  tx.emit('directory.serviceEdited', now.id, { parts });
  return version;
}

/** Changes a service as the form says; refuses when somebody changed it since it was read. */
export const editService: Cases['editService'] = async (tx, { id, version, form, checked }) => {
  const now = await held(tx, id, true);
  if (now.standing.version !== version)
    throw refuse('conflict', 'directory.serviceChanged', { version: now.standing.version });
  const after = await writeForm(tx, now, form);
  return checked ? assure(tx, { serviceId: id, version: after }) : { id, version: after };
};

/** The same for a service that was only just made. */
export async function writeNew(tx: Tx, id: string, form: ServiceForm): Promise<number> {
  return writeForm(tx, await held(tx, id, true), form);
}
