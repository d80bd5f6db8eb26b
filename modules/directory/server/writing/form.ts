import { newId } from '../../../../kernel/id.ts';
import { shapes, weekdays } from '../../model.ts';
import type { Kind } from '../../model.ts';
import type { ServiceForm } from '../../asks/edit.ts';
import { editableTexts } from '../records/editable.ts';
import type { StoredRecord, StoredRecords } from '../records/loadRecords.ts';
import type { Standing } from './queries.ts';

type Locale = 'en' | 'fr';
type TextKey = keyof typeof editableTexts;
const textKeys = Object.keys(editableTexts) as TextKey[];

const other = (language: Locale): Locale => (language === 'en' ? 'fr' : 'en');
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' ? Math.round(value) : null);

/** True for hours the form can show: weekly, with both times, without dates. */
const plainHours = (record: StoredRecord) =>
  record['freq'] !== 'MONTHLY' &&
  record['closed'] !== true &&
  /^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/.test(text(record['byday'])) &&
  record['opens_at'] !== null &&
  record['closes_at'] !== null &&
  record['valid_from'] === null &&
  record['valid_to'] === null;

const ofService = (records: readonly StoredRecord[], id: string) =>
  records.filter((record) => record['service_id'] === id);

/** The details of a service that the form shows, and that writing it replaces. */
export function shownDetails(records: StoredRecords, id: string) {
  return {
    phone: ofService(records.phone, id).filter(({ contact_id }) => contact_id === null),
    schedule: ofService(records.schedule, id).filter(plainHours),
    language: ofService(records.language, id),
  };
}

function textsOf(service: StoredRecord, language: Locale): Pick<ServiceForm, TextKey> {
  const both = (key: TextKey) => {
    const column = editableTexts[key];
    const own = text(service[column]);
    const translated = service.translations[other(language)]?.[column] ?? '';
    return language === 'en' ? { en: own, fr: translated } : { en: translated, fr: own };
  };
  return Object.fromEntries(textKeys.map((key) => [key, both(key)])) as Pick<ServiceForm, TextKey>;
}

/** A stored service as the form shows it. */
export function formOf(service: StoredRecord, records: StoredRecords, standing: Standing): ServiceForm {
  const shown = shownDetails(records, service.id);
  const codes = shown.language.flatMap(({ codes: held }) => (Array.isArray(held) ? held.map(String) : []));
  return {
    ...textsOf(service, standing.language),
    status: text(service['status']) as ServiceForm['status'],
    url: text(service['url']),
    email: text(service['email']),
    minimumAge: number(service['minimum_age']),
    maximumAge: number(service['maximum_age']),
    groups: [...standing.groups],
    conditions: [...standing.marks],
    phones: shown.phone.map((one) => ({ number: text(one['number']), extension: text(one['extension']) })),
    hours: shown.schedule.map((one) => ({
      days: weekdays.filter((day) => text(one['byday']).split(',').includes(day)),
      opens: text(one['opens_at']),
      closes: text(one['closes_at']),
    })),
    languages: [...new Set(codes)].sort(),
    siteId: standing.siteId,
  };
}

/** The parts of two forms that differ. */
export function partsChanged(before: ServiceForm, after: ServiceForm): (keyof ServiceForm)[] {
  const same = (key: keyof ServiceForm) => {
    const inOrder = (value: unknown) =>
      key === 'groups' || key === 'conditions' || key === 'languages'
        ? [...(value as string[])].sort()
        : value;
    return JSON.stringify(inOrder(before[key])) === JSON.stringify(inOrder(after[key]));
  };
  return (Object.keys(before) as (keyof ServiceForm)[]).filter((key) => !same(key));
}

const columnsOfPart: Partial<Record<keyof ServiceForm, string>> = {
  ...editableTexts,
  status: 'status',
  url: 'url',
  email: 'email',
  minimumAge: 'minimum_age',
  maximumAge: 'maximum_age',
  phones: 'phone',
  hours: 'schedule',
  languages: 'language',
};

/** The columns and details that these parts of the form are kept in: what an import leaves alone from now on. */
export const editedBy = (parts: readonly (keyof ServiceForm)[]): string[] =>
  parts.flatMap((part) => columnsOfPart[part] ?? []);

/** The stored service with what the form says of its own columns; a text in one language only stands for both. */
export function written(service: StoredRecord, form: ServiceForm, language: Locale): StoredRecord {
  const columns: Record<string, string | number | null> = {
    status: form.status,
    url: form.url || null,
    email: form.email || null,
    minimum_age: form.minimumAge,
    maximum_age: form.maximumAge,
  };
  const translated: Record<string, string> = { ...service.translations[other(language)] };
  for (const key of textKeys) {
    const column = editableTexts[key];
    const [own, foreign] = [form[key][language], form[key][other(language)]];
    columns[column] = own || foreign || null;
    if (foreign !== '' && own !== '') translated[column] = foreign;
    else delete translated[column];
  }
  const translations = { ...service.translations, [other(language)]: translated };
  if (Object.keys(translated).length === 0) delete translations[other(language)];
  return { ...service, ...columns, translations };
}

/** A record of this kind that says nothing yet. */
export function blank(kind: Kind, sourceId: string, id: string = newId()): StoredRecord {
  const { columns, links } = shapes[kind];
  return Object.fromEntries([
    ...Object.entries(columns).map(([name, type]) => [name, type === 'codes' ? [] : null]),
    ...Object.keys(links).map((name) => [name, null]),
    ...Object.entries({ id, source_id: sourceId, original_id: null, extra: {}, translations: {} }),
  ]) as StoredRecord;
}

/** The details the form says, as records of the service. */
export function detailsOf(form: ServiceForm, serviceId: string, sourceId: string) {
  const make = (kind: Kind, values: object) =>
    ({ ...blank(kind, sourceId), service_id: serviceId, ...values }) as StoredRecord;
  const english = new Intl.DisplayNames(['en'], { type: 'language' });
  return {
    phone: form.phones.map(({ number: line, extension }) =>
      make('phone', { number: line, extension: extension || null, type: 'voice' }),
    ),
    schedule: form.hours.map(({ days, opens, closes }) =>
      make('schedule', { freq: 'WEEKLY', byday: days.join(','), opens_at: opens, closes_at: closes }),
    ),
    language: form.languages.map((code) =>
      make('language', { name: english.of(code) ?? code, code, codes: [code] }),
    ),
  };
}
