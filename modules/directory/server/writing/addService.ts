import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { ParsedOf } from '../../../../kernel/contract.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { directory } from '../../contract.ts';
import { refreshAreas } from '../near/queries.ts';
import { refreshFinder } from '../records/refreshFinder.ts';
import { columnsOf, storeRows } from '../storeFinder.ts';
import { addSource } from '../takeQueries.ts';
import { writeNew } from './editService.ts';
import { blank, written } from './form.ts';
import { organizationNamed, sourceOf, standingService } from './queries.ts';

type Cases = UseCases<typeof directory.operations>;
type Place = NonNullable<ParsedOf<typeof directory.operations.addService>['place']>;

/** The source of services that people here wrote themselves. */
const ownSource = { code: 'own', reach: 'local', language: 'en' } as const;

async function organizationOf(tx: Tx, name: string, sourceId: string): Promise<string> {
  const known = await organizationNamed(tx, name);
  if (known !== undefined) return known.id;
  const made = { ...blank('organization', sourceId), name };
  await storeRows(tx, 'organization', columnsOf('organization'), [made]);
  return made.id;
}

async function addPlace(tx: Tx, place: Place, at: { serviceId: string; sourceId: string }): Promise<void> {
  const { serviceId, sourceId } = at;
  const both = place.latitude !== null && place.longitude !== null;
  const location = {
    ...blank('location', sourceId),
    location_type: 'physical',
    name: place.name || null,
    latitude: both ? place.latitude : null,
    longitude: both ? place.longitude : null,
  };
  await storeRows(tx, 'location', columnsOf('location'), [location]);
  const address = {
    ...blank('address', sourceId),
    location_id: location.id,
    address_1: place.street || null,
    city: place.city || null,
    state_province: place.province || null,
    postal_code: place.postalCode || null,
    country: 'CA',
    address_type: 'physical',
  };
  await storeRows(tx, 'address', columnsOf('address'), [address]);
  const link = {
    ...blank('service_at_location', sourceId),
    service_id: serviceId,
    location_id: location.id,
  };
  await storeRows(tx, 'service_at_location', columnsOf('service_at_location'), [link]);
  await refreshAreas(tx);
}

/** Adds a service that no source brought; it counts as checked by whoever wrote it only when they say so on its page. */
export const addService: Cases['addService'] = async (tx, { id, organization, form, place }) => {
  if ((await standingService(tx, id, false)) !== undefined)
    throw refuse('conflict', 'directory.serviceThere');
  await addSource(tx, { id: newId(), ...ownSource });
  const sourceId = (await sourceOf(tx, ownSource.code)).id;
  const organizationId = await organizationOf(tx, organization, sourceId);
  const bare = {
    ...blank('service', sourceId, id),
    organization_id: organizationId,
    name: form.name.en || form.name.fr,
    status: form.status,
  };
  await storeRows(tx, 'service', columnsOf('service'), [written(bare, { ...form, name: form.name }, 'en')]);
  if (place !== undefined) await addPlace(tx, place, { serviceId: id, sourceId });
  await refreshFinder(tx, [id]);
  const version = await writeNew(tx, id, form);
  tx.emit('directory.serviceAdded', id);
  return { id, version };
};
