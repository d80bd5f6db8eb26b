import type { Kind } from '../../directory/model.ts';

/** The tables of HSDS 3.0.1 as files and JSON name them, in the order of loading; `eligibility` is of 1.1, kept because a person would miss it. */
export const tableNames: Readonly<Record<Kind, string>> = {
  organization: 'organizations',
  program: 'programs',
  service: 'services',
  location: 'locations',
  service_at_location: 'service_at_location',
  contact: 'contacts',
  phone: 'phones',
  address: 'addresses',
  schedule: 'schedules',
  language: 'languages',
  accessibility: 'accessibility',
  eligibility: 'eligibility',
  service_area: 'service_areas',
  required_document: 'required_documents',
  cost_option: 'cost_options',
  funding: 'funding',
  organization_identifier: 'organization_identifiers',
  taxonomy: 'taxonomies',
  taxonomy_term: 'taxonomy_terms',
  attribute: 'attributes',
};
