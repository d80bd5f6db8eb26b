/** The roles a person may hold, each in the words of the field. */
export const roles = [
  'steward',
  'coordinator',
  'worker',
  'clinician',
  'lead',
  'evaluator',
  'privacy',
  'funder',
] as const;
export type Role = (typeof roles)[number];

/** Where a role is held: at one site, in the whole community, in one study, or at a site or in the whole community. */
export const heldAt: Readonly<Record<Role, 'site' | 'community' | 'study' | 'either'>> = {
  steward: 'community',
  coordinator: 'site',
  worker: 'site',
  clinician: 'site',
  lead: 'either',
  evaluator: 'study',
  privacy: 'community',
  funder: 'community',
};

/** Whether a role may be held at that place; an evaluator without a study works in all studies of the community. */
export function fits(role: Role, siteId: string | null, studyId: string | null): boolean {
  const where = heldAt[role];
  if (where === 'site') return siteId !== null && studyId === null;
  if (where === 'study') return siteId === null;
  return studyId === null && (where === 'either' || siteId === null);
}

/** The fewest characters a password may have. */
export const passwordLength = 12;

/** How long a session lasts at most, in hours, and unused, in minutes; an invitation, in days; a challenge, in minutes. */
export const lasting = { sessionHours: 12, idleMinutes: 30, invitationDays: 7, challengeMinutes: 5 } as const;

/** E-mail addresses are compared in this form. */
export function sameEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** What a person would call the browser that sent this `User-Agent`: "Firefox · Linux"; empty when nothing is known of it. */
export function deviceName(userAgent: string): string {
  const first = (of: typeof browsers) => of.find(([sign]) => sign.test(userAgent))?.[1];
  return [first(browsers), first(systems)].filter((name) => name !== undefined).join(' · ');
}

/** The part of a network address that one household or office shares: IPv4 whole, IPv6 its first 64 bits. */
export function addressBlock(address: string): string {
  const plain = address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (!plain.includes(':')) return plain;
  const [before = '', after = ''] = plain.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after.split(':').filter(Boolean);
  const groups = plain.includes('::')
    ? [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail]
    : head;
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** What an attempt to get in came to. `wait` comes with seconds; everything else tells nothing about whether an account exists. */
export const outcomes = ['in', 'code', 'codeRefused', 'refused', 'wait'] as const;
export type Outcome = (typeof outcomes)[number];

/** A short code for scripts made from a name, unlike those taken: "Centre de santé Rivage" becomes `centre-de-sante-rivage`. */
export function codeFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const code =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'place';
  if (!taken.includes(code)) return code;
  let number = 2;
  while (taken.includes(`${code}-${number}`)) number += 1;
  return `${code}-${number}`;
}
