import type { CodeSystem, Measure, Program } from './model.ts';

const own = { code: 'apache-2.0', terms: { en: 'An example.', fr: 'Un exemple.' } } as const;
const said = (en: string, fr: string) => ({ en, fr });

/** A code system with two levels, small enough to read in a test. */
export const exampleSystem: CodeSystem = {
  kind: 'vocabulary',
  key: 'example-weather',
  version: '1.0.0',
  name: said('Weather', 'Météo'),
  edition: null,
  source: 'Written as an example.',
  licence: own,
  status: 'complete',
  note: said('Two kinds of weather.', 'Deux sortes de temps.'),
  counts: { group: 1, kind: 2 },
  codes: [
    { code: 'wet', kind: 'group', parent: null, number: null, name: said('Wet', 'Humide'), verified: true },
    {
      code: 'wet.rain',
      kind: 'kind',
      parent: 'wet',
      number: '1',
      name: said('Rain', 'Pluie'),
      definition: said('Water that falls in drops.', 'Eau qui tombe en gouttes.'),
      verified: true,
    },
    {
      code: 'wet.snow',
      kind: 'kind',
      parent: 'wet',
      number: '2',
      name: said('Snow', 'Neige légère d’été'),
      verified: true,
    },
  ],
};

/** A measure that counts rows of one view. */
export const exampleMeasure: Measure = {
  kind: 'measure',
  key: 'example-visits',
  version: '1.0.0',
  name: said('Visits', 'Visites'),
  edition: null,
  source: 'Written as an example.',
  licence: own,
  unit: said('visits', 'visites'),
  counts: said('One visit.', 'Une visite.'),
  rule: said('All visits of the month.', 'Toutes les visites du mois.'),
  format: 'count',
  direction: 'none',
  window: { every: 'month', takes: 'during' },
  rows: { view: 'care.contact_fact', date: 'occurred_on', people: 'client_id', where: [] },
  compute: { kind: 'count' },
};

const one = (code: string, en: string, fr: string) => ({ code, name: said(en, fr) });
const stage = (code: string, state: Program['stages'][number]['state']) => ({
  ...one(code, code, `${code} (fr)`),
  meaning: said('A stage.', 'Une étape.'),
  state,
});

/** A program model with one of each thing. */
export const exampleProgram: Program = {
  kind: 'program',
  key: 'example-garden',
  version: '1.0.0',
  name: said('Community garden', 'Jardin communautaire'),
  edition: null,
  source: 'Written as an example.',
  licence: own,
  summary: said('Grows food together.', 'Cultive des aliments ensemble.'),
  stages: [
    stage('asked', 'referral'),
    stage('checked', 'screening'),
    stage('waits', 'waiting'),
    stage('grows', 'enrolled'),
    stage('left', 'closed'),
  ],
  eligibility: [
    {
      id: 'near',
      en: 'Lives near.',
      fr: 'Vit à proximité.',
      from: '2024-01-01',
      to: '2025-01-01',
      required: true,
    },
    { id: 'anywhere', en: 'Lives anywhere.', fr: 'Vit n’importe où.', from: '2025-01-01', required: true },
  ],
  principles: [],
  roles: [{ ...one('gardener', 'Gardener', 'Jardinier'), access: 'worker' }],
  contact: {
    kinds: [one('visit', 'Visit', 'Visite')],
    places: [one('garden', 'Garden', 'Jardin')],
    outcomes: [{ ...one('met', 'Met', 'Rencontre tenue'), reached: true }],
    nextSteps: [one('call', 'Call', 'Appeler')],
  },
  goals: [one('food', 'Food', 'Aliments')],
  outcomes: [{ ...one('harvest', 'Harvest', 'Récolte'), measure: 'example-visits' }],
  referralSources: [one('self', 'The person', 'La personne')],
  declineReasons: [one('other', 'Another reason', 'Autre raison')],
  closeReasons: [one('other', 'Another reason', 'Autre raison')],
  waitlist: {
    priorities: [],
    order: [{ by: 'received', direction: 'ascending' }],
    sentence: said('The longest wait comes first.', 'L’attente la plus longue passe d’abord.'),
  },
  measures: ['example-visits'],
  scales: [],
  formulary: null,
};
