import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KnownNames, type Proposal, propose } from '../propose.ts';
import { type RedactionKind, redactionKinds } from '../patterns.ts';

type Span = { readonly from: number; readonly to: number; readonly kind: RedactionKind };

/** A sentence of the gold set with what tells who somebody is in it. */
export type Gold = { readonly text: string; readonly spans: readonly Span[] };

/** Sentences that rules were written beside (`gold`), and sentences no rule was changed for (`fresh`). */
export type Which = 'gold' | 'fresh';

/** The sentences of a set. */
export function sentences(which: Which): Gold[] {
  const lines = readFileSync(join(import.meta.dirname, `${which}.txt`), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(goldIn);
}

function goldIn(line: string): Gold {
  const spans: Span[] = [];
  let text = '';
  let at = 0;
  for (const match of line.matchAll(/\{(\w+):([^}]+)\}/g)) {
    const [whole, kind = '', words = ''] = match;
    text += line.slice(at, match.index);
    const known = redactionKinds.find((one) => one === kind);
    if (known === undefined) throw new Error(`no such kind: ${kind}`);
    spans.push({ from: text.length, to: text.length + words.length, kind: known });
    text += words;
    at = match.index + whole.length;
  }
  return { text: text + line.slice(at), spans };
}

/** How much of what is marked was proposed (`recall`), and how much of what was proposed is marked (`precision`), each over all of a kind. */
export type Measured = {
  readonly kind: RedactionKind | 'all';
  readonly marked: number;
  readonly found: number;
  readonly recall: number;
  readonly proposed: number;
  readonly right: number;
  readonly precision: number;
};

/** What was missed or wrongly proposed, in words. */
export type Fault = {
  readonly what: 'missed' | 'wrong';
  readonly kind: RedactionKind;
  readonly words: string;
  readonly text: string;
};

const nobody: KnownNames = { keyed: new Map(), staff: [], places: [] };
const letters = /[\p{L}\p{N}]/u;

/** True when every letter and figure of a span stands in a proposal, of whatever kind: then nothing of it would be left to read. */
function covered(text: string, span: Span, proposals: readonly Proposal[]): boolean {
  for (let at = span.from; at < span.to; at += 1)
    if (letters.test(text[at] ?? '') && !proposals.some((one) => one.from <= at && at < one.to)) return false;
  return true;
}

/** Measures a proposer on a set of sentences, without a key and without names of staff or places: what rules alone find. */
export function measure(
  proposer: typeof propose = propose,
  which: Which = 'gold',
): { rows: Measured[]; faults: Fault[] } {
  const counts = new Map(
    redactionKinds.map((kind) => [kind, { marked: 0, found: 0, proposed: 0, right: 0 }]),
  );
  const faults: Fault[] = [];
  for (const { text, spans } of sentences(which)) {
    const proposals = proposer(text, nobody);
    for (const span of spans) {
      const of = counts.get(span.kind);
      if (of === undefined) continue;
      of.marked += 1;
      if (covered(text, span, proposals)) of.found += 1;
      else faults.push({ what: 'missed', kind: span.kind, words: text.slice(span.from, span.to), text });
    }
    for (const one of proposals) {
      const of = counts.get(one.kind);
      if (of === undefined) continue;
      of.proposed += 1;
      if (spans.some((span) => span.from < one.to && one.from < span.to)) of.right += 1;
      else faults.push({ what: 'wrong', kind: one.kind, words: text.slice(one.from, one.to), text });
    }
  }
  const all = { marked: 0, found: 0, proposed: 0, right: 0 };
  for (const one of counts.values())
    for (const key of ['marked', 'found', 'proposed', 'right'] as const) all[key] += one[key];
  const rows = [...counts, ['all', all] as const].map(([kind, one]) => ({
    kind,
    ...one,
    recall: one.found / one.marked,
    precision: one.right / one.proposed,
  }));
  return { rows, faults };
}
