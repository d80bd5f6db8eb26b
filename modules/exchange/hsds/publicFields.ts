import type { DirectoryRecord, Kind } from '../../directory/model.ts';

/** An object of the standard's JSON form. */
export type Json = { [name: string]: unknown };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const address = /^https?:\/\/[^\s<>"{}|\\^`]+$/i;
const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

type Read = (value: unknown) => unknown;
const text: Read = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const needed: Read = (value) => (typeof value === 'string' ? value : '');
const id: Read = (value) => (typeof value === 'string' && uuid.test(value) ? value : undefined);
const number: Read = (value) => {
  const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof given === 'number' && Number.isFinite(given) ? given : undefined;
};
const url: Read = (value) => (typeof value === 'string' && address.test(value) ? value : undefined);
const email: Read = (value) => (typeof value === 'string' && mail.test(value) ? value : undefined);
const oneOf =
  (...allowed: string[]): Read =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? value : undefined;

const all = (read: Read, ...names: string[]) => Object.fromEntries(names.map((name) => [name, read]));

/**
 * What of each kind is public, as HSDS 3.0.1 names and types it; a value the standard would not take is left out. Never among it: who
 * assured a record, contacts, and anything that people here said of a service.
 */
export const publicFields: Readonly<Partial<Record<Kind, Readonly<Record<string, Read>>>>> = {
  organization: {
    ...all(needed, 'name', 'description'),
    ...all(text, 'alternate_name', 'tax_status', 'tax_id', 'legal_status', 'logo'),
    email,
    website: url,
    uri: url,
    year_incorporated: number,
    parent_organization_id: id,
  },
  program: { organization_id: id, ...all(needed, 'name', 'description'), alternate_name: text },
  service: {
    organization_id: id,
    program_id: id,
    name: needed,
    status: oneOf('active', 'inactive', 'defunct', 'temporarily closed'),
    url,
    email,
    ...all(text, 'alternate_name', 'description', 'interpretation_services', 'application_process'),
    ...all(text, 'fees_description', 'wait_time', 'fees', 'accreditations', 'eligibility_description'),
    ...all(text, 'assured_date', 'licenses', 'alert', 'last_modified'),
    ...all(number, 'minimum_age', 'maximum_age'),
  },
  location: {
    location_type: oneOf('physical', 'postal', 'virtual'),
    url,
    organization_id: id,
    ...all(text, 'name', 'alternate_name', 'description', 'transportation'),
    ...all(text, 'external_identifier', 'external_identifier_type'),
    ...all(number, 'latitude', 'longitude'),
  },
  service_at_location: { service_id: id, location_id: id, description: text },
  phone: {
    ...all(id, 'location_id', 'service_id', 'organization_id', 'service_at_location_id'),
    number: needed,
    extension: number,
    ...all(text, 'type', 'description'),
  },
  address: {
    location_id: id,
    ...all(text, 'attention', 'address_2', 'region'),
    ...all(needed, 'address_1', 'city', 'state_province', 'postal_code', 'country'),
    address_type: oneOf('physical', 'postal', 'virtual'),
  },
  schedule: {
    ...all(id, 'service_id', 'location_id', 'service_at_location_id'),
    ...all(text, 'valid_from', 'valid_to', 'dtstart', 'until', 'byday', 'byweekno', 'bymonthday'),
    ...all(text, 'byyearday', 'description', 'opens_at', 'closes_at', 'attending_type', 'notes'),
    ...all(number, 'timezone', 'count', 'interval'),
    wkst: oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'),
    freq: oneOf('WEEKLY', 'MONTHLY'),
    schedule_link: url,
  },
  language: { ...all(id, 'service_id', 'location_id', 'phone_id'), ...all(text, 'name', 'code', 'note') },
  accessibility: { location_id: id, ...all(text, 'description', 'details'), url },
  service_area: { service_id: id, ...all(text, 'name', 'description', 'extent', 'extent_type', 'uri') },
  required_document: { service_id: id, document: text, uri: url },
  cost_option: {
    service_id: id,
    ...all(text, 'valid_from', 'valid_to', 'option', 'currency', 'amount_description'),
    amount: number,
  },
  funding: { ...all(id, 'organization_id', 'service_id'), source: text },
  organization_identifier: {
    organization_id: id,
    identifier_scheme: text,
    ...all(needed, 'identifier_type', 'identifier'),
  },
  taxonomy: { ...all(needed, 'name', 'description'), uri: url, edition: text },
  taxonomy_term: {
    ...all(text, 'code', 'taxonomy', 'language'),
    ...all(needed, 'name', 'description'),
    parent_id: id,
    taxonomy_id: id,
    term_uri: url,
  },
  attribute: { link_id: id, taxonomy_term_id: id, ...all(text, 'link_type', 'link_entity', 'value') },
};

/** A record as the public reads it, in a language where it is translated; an extension that is no number goes into the description. */
export function publicRecord(kind: Kind, record: DirectoryRecord, locale: string): Json {
  const own = record.translations[locale] ?? {};
  const out: Json = { id: record.id };
  for (const [name, read] of Object.entries(publicFields[kind] ?? {})) {
    const value = read(own[name] ?? record[name]);
    if (value !== undefined) out[kind === 'taxonomy' && name === 'edition' ? 'version' : name] = value;
  }
  const extension = record['extension'];
  if (kind === 'phone' && typeof extension === 'string' && out['extension'] === undefined)
    out['description'] = [out['description'], extension].filter(Boolean).join('; ');
  return out;
}
