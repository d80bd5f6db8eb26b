import type { DirectoryRecord, DirectoryRecords, Kind } from '../../directory/model.ts';
import { publicRecord } from './publicFields.ts';
import type { Json } from './publicFields.ts';

/** Records around what is shown, and the language it is shown in. */
export type Around = { readonly records: DirectoryRecords; readonly locale: string };

const held = ({ records }: Around, kind: Kind, column: string, id: string) =>
  records[kind].filter((record) => record[column] === id);
const byId = ({ records }: Around, kind: Kind, id: unknown) =>
  records[kind].find((record) => record.id === id);

const some = (name: string, list: readonly Json[]): Json => (list.length === 0 ? {} : { [name]: list });

function attributes(around: Around, id: string): Json {
  const list = held(around, 'attribute', 'link_id', id).map((record) => {
    const term = byId(around, 'taxonomy_term', record['taxonomy_term_id']);
    const one = publicRecord('attribute', record, around.locale);
    return term === undefined ? one : { ...one, taxonomy_term: termOut(around, term) };
  });
  return some('attributes', list);
}

/** A term of a classification with the classification it belongs to. */
export function termOut(around: Around, term: DirectoryRecord): Json {
  const taxonomy = byId(around, 'taxonomy', term['taxonomy_id']);
  const own = publicRecord('taxonomy_term', term, around.locale);
  return taxonomy === undefined
    ? own
    : { ...own, taxonomy_detail: publicRecord('taxonomy', taxonomy, around.locale) };
}

function list(around: Around, kind: Kind, column: string, id: string): Json[] {
  return held(around, kind, column, id).map((record) => ({
    ...publicRecord(kind, record, around.locale),
    ...(kind === 'phone' ? some('languages', list(around, 'language', 'phone_id', record.id)) : {}),
    ...attributes(around, record.id),
  }));
}

/** A place with everything there is to know of it. */
function locationOut(around: Around, place: DirectoryRecord): Json {
  const of = (kind: Kind) => list(around, kind, 'location_id', place.id);
  const phones = of('phone').filter((one) => one['service_id'] === undefined);
  return {
    ...publicRecord('location', place, around.locale),
    ...some('languages', of('language')),
    ...some('addresses', of('address')),
    ...some('accessibility', of('accessibility')),
    ...some('phones', phones),
    ...some('schedules', of('schedule')),
    ...attributes(around, place.id),
  };
}

/** A service at a place, with the place. */
export function atPlaceOut(around: Around, record: DirectoryRecord, full: boolean): Json {
  const own = publicRecord('service_at_location', record, around.locale);
  if (!full) return own;
  const place = byId(around, 'location', record['location_id']);
  const of = (kind: Kind) => list(around, kind, 'service_at_location_id', record.id);
  return {
    ...own,
    ...some('phones', of('phone')),
    ...some('schedules', of('schedule')),
    ...(place === undefined ? {} : { location: locationOut(around, place) }),
    ...attributes(around, record.id),
  };
}

/** Sentences of 1.1 about whom a service is for, where it has no description of that of its own. */
function eligibility(around: Around, service: DirectoryRecord): Json {
  if (typeof service['eligibility_description'] === 'string') return {};
  const said = held(around, 'eligibility', 'service_id', service.id).flatMap((record) => {
    const words = record.translations[around.locale]?.['eligibility'] ?? record['eligibility'];
    return typeof words === 'string' ? [words] : [];
  });
  return said.length === 0 ? {} : { eligibility_description: said.join('\n') };
}

/** A service: in a list with its organization and program; by itself (`full`) with everything that hangs on it. */
export function serviceOut(around: Around, service: DirectoryRecord, full: boolean): Json {
  const { locale } = around;
  const organization = byId(around, 'organization', service['organization_id']);
  const program = byId(around, 'program', service['program_id']);
  const basic = {
    ...publicRecord('service', service, locale),
    ...eligibility(around, service),
    ...(organization === undefined
      ? {}
      : { organization: publicRecord('organization', organization, locale) }),
    ...(program === undefined ? {} : { program: publicRecord('program', program, locale) }),
  };
  if (!full) return basic;
  const of = (kind: Kind) => list(around, kind, 'service_id', service.id);
  const places = held(around, 'service_at_location', 'service_id', service.id);
  return {
    ...basic,
    ...some('phones', of('phone')),
    ...some('schedules', of('schedule')),
    ...some('service_areas', of('service_area')),
    ...some(
      'service_at_locations',
      places.map((place) => atPlaceOut(around, place, true)),
    ),
    ...some('languages', of('language')),
    ...some('funding', of('funding')),
    ...some('cost_options', of('cost_option')),
    ...some('required_documents', of('required_document')),
    ...attributes(around, service.id),
  };
}

/** An organization: in a list by itself; opened (`full`) with its numbers, places, programs and services. */
export function organizationOut(around: Around, organization: DirectoryRecord, full: boolean): Json {
  const { locale, records } = around;
  const basic = publicRecord('organization', organization, locale);
  if (!full) return basic;
  const of = (kind: Kind) => list(around, kind, 'organization_id', organization.id);
  const places = records.location.filter((place) => place['organization_id'] === organization.id);
  const services = held(around, 'service', 'organization_id', organization.id);
  return {
    ...basic,
    ...some('funding', of('funding')),
    ...some('phones', of('phone')),
    ...some(
      'locations',
      places.map((place) => locationOut(around, place)),
    ),
    ...some('programs', of('program')),
    ...some('organization_identifiers', of('organization_identifier')),
    ...attributes(around, organization.id),
    ...some(
      'services',
      services.map((service) => publicRecord('service', service, locale)),
    ),
  };
}
