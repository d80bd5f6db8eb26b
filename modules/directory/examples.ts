import { kinds, shapes } from './shapes.ts';
import type { DirectoryRecord, DirectoryRecords, Kind, Translations, Value } from './shapes.ts';

type Given = Readonly<Record<string, Value>> & { readonly id: string };

/** A stable id for an example: its name in hexadecimal, as the end of a UUID. */
function idOf(name: string): string {
  const hex = Array.from(name, (letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .slice(0, 12)
    .padStart(12, '0');
  return `0195d1e0-0000-5000-8000-${hex}`;
}

function record(kind: Kind, given: Given, translations: Translations = {}): DirectoryRecord {
  const { columns, links } = shapes[kind];
  const blank = Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, type === 'codes' ? [] : null]),
  );
  const pointing = Object.fromEntries(
    Object.keys(links).map((name) => [name, typeof given[name] === 'string' ? idOf(given[name]) : null]),
  );
  return {
    ...blank,
    ...given,
    ...pointing,
    id: idOf(given.id),
    original_id: given.id,
    extra: {},
    translations,
  };
}

const weekly = (id: string, service_id: string, byday: string, opens_at: string, closes_at: string) =>
  record('schedule', { id, service_id, freq: 'WEEKLY', byday, opens_at, closes_at });

const given: Partial<Record<Kind, DirectoryRecord[]>> = {
  organization: [
    record(
      'organization',
      { id: 'house', name: 'Alder House', description: 'A neighbourhood house.' },
      { fr: { name: 'Maison des Aulnes' } },
    ),
  ],
  service: [
    record(
      'service',
      {
        id: 'food',
        organization_id: 'house',
        name: 'Food shelf',
        description: 'Groceries for a week.',
        status: 'active',
        assured_date: '2026-01-15',
      },
      { fr: { name: 'Garde-manger', description: 'L’épicerie de la semaine : nourriture et repas.' } },
    ),
    record('service', {
      id: 'pain',
      organization_id: 'house',
      name: 'Pain clinic',
      description: 'Pain management with a nurse.',
      application_process: 'No ID needed.',
      status: 'active',
    }),
    record('service', {
      id: 'night',
      organization_id: 'house',
      name: 'Night shelter',
      description: 'Thirty beds.',
      status: 'active',
    }),
  ],
  location: [
    record('location', {
      id: 'hall',
      organization_id: 'house',
      location_type: 'physical',
      name: 'Alder hall',
    }),
  ],
  service_at_location: [
    record('service_at_location', { id: 'foodhall', service_id: 'food', location_id: 'hall' }),
  ],
  phone: [record('phone', { id: 'fone', service_id: 'food', number: '604-555-0101', extension: '4' })],
  address: [
    record('address', {
      id: 'street',
      location_id: 'hall',
      address_1: '14 Ferry Street',
      city: 'Alder Bay',
      state_province: 'BC',
      postal_code: 'V0X 1A1',
      address_type: 'physical',
    }),
  ],
  schedule: [
    weekly('h1', 'pain', 'TU', '16:00', '20:00'),
    weekly('h2', 'night', 'MO,TU,WE,TH,FR,SA,SU', '20:00', '08:00'),
    weekly('h3', 'food', 'TU,FR', '13:00', '18:00'),
  ],
  language: [
    record('language', { id: 'en', service_id: 'food', name: 'English', code: 'en', codes: ['en'] }),
    record('language', { id: 'es', service_id: 'food', name: 'Spanish', code: 'es', codes: ['es'] }),
  ],
  accessibility: [
    record('accessibility', { id: 'door', location_id: 'hall', description: 'Step free from the street' }),
  ],
  eligibility: [
    record('eligibility', { id: 'who', service_id: 'food', eligibility: 'Anybody who is hungry' }),
  ],
  taxonomy: [record('taxonomy', { id: 'own', name: 'Own words' })],
  taxonomy_term: [record('taxonomy_term', { id: 'eat', taxonomy_id: 'own', name: 'Something to eat' })],
  attribute: [
    {
      ...record('attribute', { id: 'tag', taxonomy_term_id: 'eat' }),
      link_id: idOf('food'),
      link_kind: 'service',
    },
  ],
};

/** Three made-up services of one house: what tests and documents show a directory with. */
export function examples(): DirectoryRecords {
  return Object.fromEntries(kinds.map((kind) => [kind, given[kind] ?? []])) as unknown as DirectoryRecords;
}
