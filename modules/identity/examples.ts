import type { Role } from './model.ts';

/** People of an invented community, for tests and pictures. */
export const people: readonly {
  readonly name: string;
  readonly email: string;
  readonly locale: 'en' | 'fr';
  readonly role: Role;
}[] = [
  { name: 'Odile Brassard', email: 'odile.brassard@example.org', locale: 'fr', role: 'steward' },
  { name: 'Tamsin Okoro', email: 'tamsin.okoro@example.org', locale: 'en', role: 'coordinator' },
  { name: 'Ravi Lindqvist', email: 'ravi.lindqvist@example.org', locale: 'en', role: 'worker' },
  { name: 'Mireille Tshibanda', email: 'mireille.tshibanda@example.org', locale: 'fr', role: 'clinician' },
];

/** Places of the same community. */
export const places = {
  community: { en: 'Alder River', fr: 'Rivière-aux-Aulnes' },
  organisation: { en: 'Alder River Community Health', fr: 'Santé communautaire de la Rivière-aux-Aulnes' },
  sites: [
    { en: 'The Landing', fr: 'Le Débarcadère' },
    { en: 'Mill Street', fr: 'Rue du Moulin' },
  ],
} as const;

/** A password that passes every rule. */
export const goodPassword = 'violet canoe under thaw';
