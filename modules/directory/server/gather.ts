import type { Hours, Phone } from '../contract.ts';
import type { ServiceTexts } from '../findable.ts';
import type { DirectoryRecord, DirectoryRecords, Kind, Point } from '../model.ts';

type Grouped = ReadonlyMap<unknown, readonly DirectoryRecord[]>;
type Held = (kind: Kind, column: string, id: string) => readonly DirectoryRecord[];

/** Hours as a card keeps them: words in the language of the source, translations beside. */
export type CardHours = Hours & { readonly translations?: DirectoryRecord['translations'] };

/** What a list shows of a service besides its names: kept ready, so that a list reads nothing else. */
export type Card = {
  readonly city: string | null;
  readonly phone: Phone | null;
  readonly hours: readonly CardHours[];
  /** Where its places stand, as far as the source says. */
  readonly points: readonly Point[];
};

/** One service with the records it is found by and shown with. */
export type Gathered = { readonly texts: ServiceTexts; readonly card: Card };

/** Every text of a record: its own columns and their translations. */
function texts(record: DirectoryRecord | undefined, columns: readonly string[]): string[] {
  if (record === undefined) return [];
  const translated = Object.values(record.translations).flatMap((words) =>
    columns.flatMap((column) => words[column] ?? []),
  );
  const own = columns.flatMap((column) => (typeof record[column] === 'string' ? [record[column]] : []));
  return [...own, ...translated];
}

const all = (records: readonly DirectoryRecord[], columns: readonly string[]) =>
  records.flatMap((record) => texts(record, columns));
const naming = ['name', 'alternate_name'];
const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** Looks records up by what they point at; each pair of kind and column is grouped once. */
function holder(records: DirectoryRecords): Held {
  const groups = new Map<string, Grouped>();
  return (kind, column, id) => {
    const name = `${kind}.${column}`;
    const group = groups.get(name) ?? Map.groupBy(records[kind], (record) => record[column]);
    groups.set(name, group);
    return group.get(id) ?? [];
  };
}

const byId = (records: readonly DirectoryRecord[]) =>
  new Map<unknown, DirectoryRecord>(records.map((record) => [record.id, record]));

/** The records around services, ready to be looked up. */
type Around = {
  readonly held: Held;
  readonly byId: Readonly<
    Record<'organization' | 'program' | 'location' | 'taxonomy_term', ReadonlyMap<unknown, DirectoryRecord>>
  >;
};

/** One service with its places. */
type Site = { readonly service: DirectoryRecord; readonly atPlaces: readonly DirectoryRecord[] };

const own = ({ held }: Around, { service }: Site, kind: Kind) => held(kind, 'service_id', service.id);
const atPlace = ({ held }: Around, { atPlaces }: Site, kind: Kind) =>
  atPlaces.flatMap((place) => held(kind, 'location_id', String(place.location_id)));

/** Prepares every service among the records; what hangs on its places counts as its own. */
export function gather(records: DirectoryRecords): (service: DirectoryRecord) => Gathered {
  const { organization, program, location, taxonomy_term } = records;
  const around: Around = {
    held: holder(records),
    byId: {
      organization: byId(organization),
      program: byId(program),
      location: byId(location),
      taxonomy_term: byId(taxonomy_term),
    },
  };
  return (service) => {
    const site = { service, atPlaces: around.held('service_at_location', 'service_id', service.id) };
    return { texts: textsOf(around, site), card: cardOf(around, site) };
  };
}

function textsOf(around: Around, site: Site): ServiceTexts {
  const { service, atPlaces } = site;
  const spoken = [...own(around, site, 'language'), ...atPlace(around, site, 'language')];
  const classed = around
    .held('attribute', 'link_id', service.id)
    .map((record) => around.byId.taxonomy_term.get(record.taxonomy_term_id));
  return {
    names: [
      service,
      around.byId.organization.get(service.organization_id),
      around.byId.program.get(service.program_id),
    ].flatMap((record) => texts(record, naming)),
    needs: [
      ...texts(service, ['eligibility_description']),
      ...all(own(around, site, 'eligibility'), ['eligibility']),
      ...classed.flatMap((term) => texts(term, ['name'])),
    ],
    entry: [
      ...texts(service, [
        'description',
        'application_process',
        'fees_description',
        'fees',
        'interpretation_services',
      ]),
      ...all(own(around, site, 'required_document'), ['document']),
      ...all(own(around, site, 'cost_option'), ['option', 'amount_description']),
      ...all(own(around, site, 'service_area'), ['name', 'description']),
    ],
    places: [
      ...atPlaces.flatMap((place) =>
        texts(around.byId.location.get(place.location_id), [...naming, 'transportation']),
      ),
      ...all(atPlace(around, site, 'address'), ['address_1', 'city', 'postal_code']),
      ...all(atPlace(around, site, 'accessibility'), ['description', 'details']),
    ],
    languageCodes: [
      ...new Set(spoken.flatMap((record) => (Array.isArray(record.codes) ? (record.codes as string[]) : []))),
    ],
  };
}

function cardOf(around: Around, site: Site): Card {
  const { service, atPlaces } = site;
  const { held } = around;
  return {
    city: text(atPlace(around, site, 'address').find((record) => record.city !== null)?.city),
    phone: phoneOf([
      own(around, site, 'phone'),
      atPlace(around, site, 'phone'),
      held('phone', 'organization_id', String(service.organization_id)),
    ]),
    hours: hoursOf([
      own(around, site, 'schedule'),
      atPlaces.flatMap(({ id }) => held('schedule', 'service_at_location_id', id)),
      atPlace(around, site, 'schedule'),
    ]),
    points: atPlaces.flatMap((at) => pointOf(around.byId.location.get(at.location_id))),
  };
}

function pointOf(place: DirectoryRecord | undefined): Point[] {
  const [latitude, longitude] = [place?.['latitude'], place?.['longitude']];
  return typeof latitude === 'number' && typeof longitude === 'number' ? [{ latitude, longitude }] : [];
}

/** The number to call: the nearest voice line, or the nearest line of any kind. */
function phoneOf(nearest: readonly (readonly DirectoryRecord[])[]): Phone | null {
  const lines = nearest.flat();
  const line = lines.find((record) => (record.type ?? 'voice') === 'voice') ?? lines[0];
  if (line === undefined) return null;
  return {
    number: String(line.number),
    extension: text(line.extension),
    type: text(line.type),
    description: text(line.description),
  };
}

/** The nearest hours there are: the service's own, those at its places, or those of its places. */
function hoursOf(nearest: readonly (readonly DirectoryRecord[])[]): CardHours[] {
  const records = nearest.find((group) => group.length > 0) ?? [];
  const hours = records.map((record) => ({
    byday: record.freq === 'MONTHLY' ? null : text(record.byday),
    opens: text(record.opens_at),
    closes: text(record.closes_at),
    closed: record.closed === true,
    from: text(record.valid_from),
    to: text(record.valid_to),
    words: text(record.description) ?? text(record.notes),
    ...(Object.keys(record.translations).length > 0 ? { translations: record.translations } : {}),
  }));
  return hours.sort((left, right) => (left.opens ?? '').localeCompare(right.opens ?? ''));
}
