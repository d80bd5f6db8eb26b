/** What the directory keeps, under the names of HSDS 3.0: the order is the order of loading, so that what is pointed at comes first. */
export const kinds = [
  'organization',
  'program',
  'service',
  'location',
  'service_at_location',
  'contact',
  'phone',
  'address',
  'schedule',
  'language',
  'accessibility',
  'eligibility',
  'service_area',
  'required_document',
  'cost_option',
  'funding',
  'organization_identifier',
  'taxonomy',
  'taxonomy_term',
  'attribute',
] as const;

/** One of the kinds above; also the name of its table in the schema `directory`. */
export type Kind = (typeof kinds)[number];

/** How the value of a column is written: `url` gets a scheme, `time` is HH:MM, `codes` and `flag` are ours. */
export type ValueType = 'text' | 'number' | 'date' | 'moment' | 'time' | 'url' | 'flag' | 'codes';

/** One kind of record: its columns, what it points at and what it cannot do without. */
export type Shape = {
  readonly columns: Readonly<Record<string, ValueType>>;
  /** Columns that point at another kind. */
  readonly links: Readonly<Record<string, Kind>>;
  /** Links without which the record means nothing. */
  readonly must: readonly string[];
  /** At least one of these links must hold. */
  readonly oneOf: readonly string[];
  /** The record says nothing when all of these are blank. */
  readonly says: readonly string[];
  /** Other records are built on this kind: an id of its own is needed and stands for one record only. */
  readonly idNeeded: boolean;
};

const text = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'text' as const]));
const bare = { must: [], oneOf: [], idNeeded: false };
const ofService = {
  links: { service_id: 'service' },
  must: ['service_id'],
  oneOf: [],
  idNeeded: false,
} as const;

/** The shape of every kind, after HSDS 3.0.1; columns of 1.1 that 3.0 dropped are kept where a person would miss them. */
export const shapes: Readonly<Record<Kind, Shape>> = {
  organization: {
    columns: {
      ...text(
        'name',
        'alternate_name',
        'description',
        'email',
        'tax_status',
        'tax_id',
        'legal_status',
        'logo',
      ),
      website: 'url',
      uri: 'text',
      year_incorporated: 'number',
    },
    links: { parent_organization_id: 'organization' },
    ...bare,
    says: ['name'],
    idNeeded: true,
  },
  program: {
    columns: text('name', 'alternate_name', 'description'),
    links: { organization_id: 'organization' },
    must: ['organization_id'],
    oneOf: [],
    says: ['name'],
    idNeeded: true,
  },
  service: {
    columns: {
      ...text('name', 'alternate_name', 'description', 'email', 'status', 'interpretation_services'),
      ...text('application_process', 'fees_description', 'wait_time', 'fees', 'accreditations', 'licenses'),
      ...text('eligibility_description', 'assurer_email', 'alert'),
      url: 'url',
      minimum_age: 'number',
      maximum_age: 'number',
      assured_date: 'date',
      last_modified: 'moment',
    },
    links: { organization_id: 'organization', program_id: 'program' },
    must: ['organization_id'],
    oneOf: [],
    says: ['name'],
    idNeeded: true,
  },
  location: {
    columns: {
      ...text('location_type', 'name', 'alternate_name', 'description', 'transportation'),
      ...text('external_identifier', 'external_identifier_type'),
      url: 'url',
      latitude: 'number',
      longitude: 'number',
    },
    links: { organization_id: 'organization' },
    ...bare,
    says: [],
    idNeeded: true,
  },
  service_at_location: {
    columns: text('description'),
    links: { service_id: 'service', location_id: 'location' },
    must: ['service_id', 'location_id'],
    oneOf: [],
    says: [],
    idNeeded: false,
  },
  contact: {
    columns: text('name', 'title', 'department', 'email'),
    links: {
      organization_id: 'organization',
      service_id: 'service',
      service_at_location_id: 'service_at_location',
      location_id: 'location',
    },
    must: [],
    oneOf: ['organization_id', 'service_id', 'service_at_location_id', 'location_id'],
    says: ['name', 'title', 'department', 'email'],
    idNeeded: false,
  },
  phone: {
    columns: text('number', 'extension', 'type', 'description'),
    links: {
      location_id: 'location',
      service_id: 'service',
      organization_id: 'organization',
      contact_id: 'contact',
      service_at_location_id: 'service_at_location',
    },
    must: [],
    oneOf: ['location_id', 'service_id', 'organization_id', 'contact_id', 'service_at_location_id'],
    says: ['number'],
    idNeeded: false,
  },
  address: {
    columns: {
      ...text('attention', 'address_1', 'address_2', 'city', 'region', 'state_province', 'postal_code'),
      ...text('country', 'address_type'),
    },
    links: { location_id: 'location', organization_id: 'organization' },
    must: [],
    oneOf: ['location_id', 'organization_id'],
    says: ['address_1', 'address_2', 'city', 'postal_code'],
    idNeeded: false,
  },
  schedule: {
    columns: {
      ...text('timezone', 'wkst', 'freq', 'byday', 'byweekno', 'bymonthday', 'byyearday', 'description'),
      ...text('schedule_link', 'attending_type', 'notes'),
      valid_from: 'date',
      valid_to: 'date',
      dtstart: 'date',
      until: 'date',
      count: 'number',
      interval: 'number',
      opens_at: 'time',
      closes_at: 'time',
      closed: 'flag',
    },
    links: { service_id: 'service', location_id: 'location', service_at_location_id: 'service_at_location' },
    must: [],
    oneOf: ['service_id', 'location_id', 'service_at_location_id'],
    says: ['opens_at', 'closes_at', 'description', 'notes', 'schedule_link', 'closed'],
    idNeeded: false,
  },
  language: {
    columns: { ...text('name', 'code', 'note'), codes: 'codes' },
    links: { service_id: 'service', location_id: 'location', phone_id: 'phone' },
    must: [],
    oneOf: ['service_id', 'location_id', 'phone_id'],
    says: ['name', 'code'],
    idNeeded: false,
  },
  accessibility: {
    columns: { ...text('description', 'details'), url: 'url' },
    links: { location_id: 'location' },
    must: ['location_id'],
    oneOf: [],
    says: ['description', 'details', 'url'],
    idNeeded: false,
  },
  eligibility: { columns: text('eligibility'), ...ofService, says: ['eligibility'] },
  service_area: {
    columns: text('name', 'description', 'extent', 'extent_type', 'uri'),
    ...ofService,
    says: ['name', 'description', 'extent', 'uri'],
  },
  required_document: { columns: text('document', 'uri'), ...ofService, says: ['document', 'uri'] },
  cost_option: {
    columns: {
      ...text('option', 'currency', 'amount_description'),
      valid_from: 'date',
      valid_to: 'date',
      amount: 'number',
    },
    ...ofService,
    says: ['option', 'amount', 'amount_description'],
  },
  funding: {
    columns: text('source'),
    links: { organization_id: 'organization', service_id: 'service' },
    must: [],
    oneOf: ['organization_id', 'service_id'],
    says: ['source'],
    idNeeded: false,
  },
  organization_identifier: {
    columns: text('identifier_scheme', 'identifier_type', 'identifier'),
    links: { organization_id: 'organization' },
    must: ['organization_id'],
    oneOf: [],
    says: ['identifier'],
    idNeeded: false,
  },
  taxonomy: {
    columns: text('name', 'description', 'uri', 'edition'),
    links: {},
    ...bare,
    says: ['name'],
    idNeeded: true,
  },
  taxonomy_term: {
    columns: text('code', 'name', 'description', 'taxonomy', 'language', 'term_uri'),
    links: { parent_id: 'taxonomy_term', taxonomy_id: 'taxonomy' },
    ...bare,
    says: ['name', 'code'],
    idNeeded: true,
  },
  attribute: {
    columns: text('link_type', 'link_entity', 'value'),
    links: { taxonomy_term_id: 'taxonomy_term' },
    must: ['taxonomy_term_id'],
    oneOf: [],
    says: [],
    idNeeded: false,
  },
};

/** A value as it is stored. */
export type Value = string | number | boolean | null | readonly string[];

/** The same texts in another language: by language (`fr`), then by column. */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One record ready to be stored: `id` is stable for the same source, table and original id; `extra` keeps what has no column of its own. */
export type DirectoryRecord = {
  readonly id: string;
  readonly original_id: string | null;
  readonly extra: Readonly<Record<string, string>>;
  readonly translations: Translations;
  readonly [column: string]: Value | Readonly<Record<string, string>> | Translations;
};

/** Everything one source says, by kind. */
export type DirectoryRecords = Readonly<Record<Kind, readonly DirectoryRecord[]>>;
