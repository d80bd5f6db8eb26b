import type { Hours, Phone } from '../contract.ts';
import type { ServiceTexts } from '../findable.ts';
import type { DirectoryRecord, DirectoryRecords, Kind } from '../model.ts';

type Grouped = ReadonlyMap<unknown, readonly DirectoryRecord[]>;
type Held = (kind: Kind, column: string, id: string) => readonly DirectoryRecord[];

/** Hours as a card keeps them: words in the language of the source, translations beside. */
export type CardHours = Hours & { readonly translations?: DirectoryRecord['translations'] };

/** What a list shows of a service besides its names: kept ready, so that a list reads nothing else. */
export type Card = {
  readonly city: string | null;
  readonly phone: Phone | null;
  readonly hours: readonly CardHours[];
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

/** Prepares every service among the records; what hangs on its places counts as its own. */
export function gather(records: DirectoryRecords): (service: DirectoryRecord) => Gathered {
  const held = holder(records);
  const [organizations, programs, locations, terms] = [
    records.organization,
    records.program,
    records.location,
    records.taxonomy_term,
  ].map(byId);
  return (service) => {
    const atPlaces = held('service_at_location', 'service_id', service.id);
    const places = atPlaces.map((record) => String(record.location_id));
    const own = (kind: Kind) => held(kind, 'service_id', service.id);
    const atPlace = (kind: Kind) => places.flatMap((place) => held(kind, 'location_id', place));
    const spoken = [...own('language'), ...atPlace('language')];
    const classed = held('attribute', 'link_id', service.id).flatMap((record) =>
      texts(terms?.get(record.taxonomy_term_id), ['name']),
    );
    return {
      texts: {
        names: [
          ...texts(service, naming),
          ...texts(organizations?.get(service.organization_id), naming),
          ...texts(programs?.get(service.program_id), naming),
        ],
        needs: [
          ...texts(service, ['eligibility_description']),
          ...all(own('eligibility'), ['eligibility']),
          ...classed,
        ],
        entry: [
          ...texts(service, [
            'description',
            'application_process',
            'fees_description',
            'fees',
            'interpretation_services',
          ]),
          ...all(own('required_document'), ['document']),
          ...all(own('cost_option'), ['option', 'amount_description']),
          ...all(own('service_area'), ['name', 'description']),
        ],
        places: [
          ...places.flatMap((place) => texts(locations?.get(place), [...naming, 'transportation'])),
          ...all(atPlace('address'), ['address_1', 'city', 'postal_code']),
          ...all(atPlace('accessibility'), ['description', 'details']),
        ],
        languageCodes: [
          ...new Set(
            spoken.flatMap((record) => (Array.isArray(record.codes) ? (record.codes as string[]) : [])),
          ),
        ],
      },
      card: {
        city: text(atPlace('address').find((record) => record.city !== null)?.city),
        phone: phoneOf([
          own('phone'),
          atPlace('phone'),
          held('phone', 'organization_id', String(service.organization_id)),
        ]),
        hours: hoursOf([
          own('schedule'),
          atPlaces.flatMap(({ id }) => held('schedule', 'service_at_location_id', id)),
          atPlace('schedule'),
        ]),
      },
    };
  };
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
