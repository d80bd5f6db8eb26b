import type { Kind } from '../../directory/model.ts';

/** How one table of a directory file becomes a kind of ours: columns that are named otherwise, and values that the table itself says. */
export type TableRule = {
  readonly kind: Kind;
  readonly rename?: Readonly<Record<string, string>>;
  readonly fixed?: Readonly<Record<string, string>>;
};

/** Tables of HSDS 3.0 carry the names of our kinds; the others are those of 1.1. Names are in the singular. */
export const tableRules: Readonly<Record<string, TableRule>> = {
  organization: { kind: 'organization', rename: { url: 'website' } },
  program: { kind: 'program' },
  service: { kind: 'service' },
  location: { kind: 'location' },
  service_at_location: { kind: 'service_at_location' },
  contact: { kind: 'contact' },
  phone: { kind: 'phone' },
  address: { kind: 'address' },
  physical_address: { kind: 'address', fixed: { address_type: 'physical' } },
  postal_address: { kind: 'address', fixed: { address_type: 'postal' } },
  schedule: { kind: 'schedule' },
  regular_schedule: {
    kind: 'schedule',
    rename: { weekday: 'byday', original_text: 'description' },
    fixed: { freq: 'WEEKLY' },
  },
  holiday_schedule: { kind: 'schedule', rename: { start_date: 'valid_from', end_date: 'valid_to' } },
  language: { kind: 'language', rename: { language: 'name' } },
  accessibility: { kind: 'accessibility' },
  accessibility_for_disability: { kind: 'accessibility', rename: { accessibility: 'description' } },
  eligibility: { kind: 'eligibility' },
  service_area: { kind: 'service_area', rename: { service_area: 'name' } },
  required_document: { kind: 'required_document' },
  cost_option: { kind: 'cost_option' },
  payment_accepted: { kind: 'cost_option', rename: { payment: 'option' } },
  funding: { kind: 'funding' },
  organization_identifier: { kind: 'organization_identifier' },
  taxonomy: { kind: 'taxonomy', rename: { version: 'edition' } },
  taxonomy_term: { kind: 'taxonomy_term' },
  attribute: { kind: 'attribute' },
  service_taxonomy: {
    kind: 'attribute',
    rename: { service_id: 'link_id', taxonomy_id: 'taxonomy_term_id', taxonomy_detail: 'value' },
    fixed: { link_entity: 'service' },
  },
  service_attribute: {
    kind: 'attribute',
    rename: { service_id: 'link_id' },
    fixed: { link_entity: 'service' },
  },
};

/** In 1.1 the table `taxonomy` holds the terms themselves; it is known by its parent column. */
export const termsOf11: TableRule = { kind: 'taxonomy_term', rename: { vocabulary: 'taxonomy' } };

/** Tables that speak about the file or its past and not about a service; their rows are refused with a reason of their own. */
export const setAside: Readonly<Record<string, 'metadata' | 'tableDescription'>> = {
  metadata: 'metadata',
  meta_table_description: 'tableDescription',
};

/** The singular of each part of a table's name as files write it (`services_at_location.csv`, `accessibility_for_disabilities`). */
export function tableName(file: string): string {
  const base = file.split('/').at(-1) ?? file;
  const name = base
    .replace(/\.(csv|json|txt)$/i, '')
    .toLowerCase()
    .replaceAll('-', '_');
  const singular = name
    .replace(/payments(?=_)/, 'payment')
    .replace(/services(?=_)/, 'service')
    .replace(/ies$/, 'y');
  const kept = /(taxonomy|accessibility|eligibility|metadata|funding)$/.test(singular);
  return kept ? singular : singular.replace(/sses$/, 'ss').replace(/([^s])s$/, '$1');
}

/** The rule for a table, by its name and header; undefined for a table we do not know. */
export function ruleFor(table: string, header: readonly string[]): TableRule | undefined {
  const of11 = table === 'taxonomy' && (header.includes('vocabulary') || header.includes('parent_id'));
  return of11 ? termsOf11 : tableRules[table];
}
