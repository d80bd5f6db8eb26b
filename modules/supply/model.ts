import { addDays } from '../../kernel/time.ts';

/** What can happen to a dose. */
export const doseKinds = ['witnessed', 'carried', 'missed', 'held', 'refused', 'restarted'] as const;
export type DoseKind = (typeof doseKinds)[number];

/** What a client may say when asked whether the dose is enough. */
export const enoughAnswers = ['yes', 'no', 'not_said'] as const;
export type Enough = (typeof enoughAnswers)[number];

/** A restart follows a protocol; which one is part of the record. */
export function needsProtocol(kind: DoseKind): boolean {
  return kind === 'restarted';
}

/** One band of the share of clients who find their dose enough, in whole percent, both ends included. */
export type Band = { readonly code: string; readonly minPercent: number; readonly maxPercent: number };

/** The band that the share falls into: those who said yes among those who said yes or no; nothing when nobody did. */
export function bandOfAnswers(bands: readonly Band[], yes: number, no: number): string | null {
  if (yes + no === 0) return null;
  const percent = Math.round((100 * yes) / (yes + no));
  return bands.find((band) => percent >= band.minPercent && percent <= band.maxPercent)?.code ?? null;
}

/** Records around supply that can be withdrawn as recorded by mistake; each has a table of its own. */
export const recordKinds = ['check_made', 'dated_answer', 'overdose', 'incident', 'chart_entry'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What is known of the last time something was done, and what the list says about when to ask again, in days. */
export type LastDone = {
  readonly doneOn: string | null;
  readonly startedOn: string;
  readonly nextFrom: string | null;
  readonly nextTo: string | null;
};

/** The window in which to ask: the one somebody set, else the list's days counted from the last time it was done, else from the start; nothing when neither says. */
export function windowOf(
  last: LastDone,
  days: { readonly from: number; readonly to: number } | undefined,
): { readonly from: string; readonly to: string } | undefined {
  if (last.nextFrom !== null) return { from: last.nextFrom, to: last.nextTo ?? last.nextFrom };
  if (days === undefined) return undefined;
  const base = last.doneOn ?? last.startedOn;
  return { from: addDays(base, days.from), to: addDays(base, days.to) };
}

/** Whether a window lies ahead, is open, or has passed (both days belong to it). */
export function windowState(window: { from: string; to: string }, today: string): 'later' | 'ask' | 'passed' {
  return today < window.from ? 'later' : today <= window.to ? 'ask' : 'passed';
}

/** What can become of a row of a worklist. */
export const rowStates = ['to_do', 'done', 'not_needed'] as const;

/** Whose records a review packet holds. */
export const packetScopes = ['client', 'prescriber', 'site'] as const;
export type PacketScope = (typeof packetScopes)[number];

/** The sections of a review packet, in the order a reviewer reads them. */
export const sectionKeys = [
  'clients',
  'chart',
  'prescriptions',
  'rules',
  'checks',
  'doses',
  'answers',
  'overdoses',
  'incidents',
] as const;
export type SectionKey = (typeof sectionKeys)[number];

/** What can be missing: an entry of the chart, a check, the reasoning or the protocol of a version, an agreement on carrying, the protocol of a restart. */
export const gapKinds = ['chart', 'check', 'rationale', 'protocol', 'agreement', 'restart'] as const;
export type GapKind = (typeof gapKinds)[number];

/** What is known of one client's papers. */
export type PapersKept = {
  readonly chart: readonly string[];
  readonly checks: readonly string[];
  readonly withoutRationale: number;
  readonly withoutProtocol: number;
  readonly carriedWithoutAgreement: number;
  readonly restartsWithoutProtocol: number;
};

/** What a reviewer would not find: each needed entry that is absent, and versions and restarts that say too little. */
export function gapsIn(
  papers: PapersKept,
  needed: { readonly chart: readonly string[]; readonly checks: readonly string[] },
): { readonly kind: GapKind; readonly code: string | null; readonly count: number }[] {
  const absent = (kind: GapKind, codes: readonly string[], have: readonly string[]) =>
    codes.filter((code) => !have.includes(code)).map((code) => ({ kind, code, count: 1 }));
  const counted = (kind: GapKind, count: number) => (count > 0 ? [{ kind, code: null, count }] : []);
  return [
    ...absent('chart', needed.chart, papers.chart),
    ...absent('check', needed.checks, papers.checks),
    ...counted('rationale', papers.withoutRationale),
    ...counted('protocol', papers.withoutProtocol),
    ...counted('agreement', papers.carriedWithoutAgreement),
    ...counted('restart', papers.restartsWithoutProtocol),
  ];
}
