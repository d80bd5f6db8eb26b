import { z } from 'zod';
import { Strength, Valence } from '../model.ts';

/** Why a line is not taken; each has its sentence at `reason.<name>`. */
export type Reason = 'notJson' | 'fields' | 'offsets' | 'code' | 'document' | 'valence' | 'strength';

/** One line of an import, checked as far as it can be without the study. An absent memo is empty. */
export type Line = {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coder: string | null;
  readonly memo: string;
};

const Offsets = z.object({ start: z.int().min(0).max(100_000_000), end: z.int().min(0).max(100_000_000) });
const Fields = z.object({
  document: z.string().min(1).max(1_000),
  code: z.string().min(1).max(200),
  coder: z.string().max(200).nullish(),
  memo: z.string().max(100_000).nullish(),
});

/** Reads one line of JSON; gives the reason when it cannot be a coding. */
export function readLine(text: string): Line | Reason {
  const value = parsed(text);
  if (value === undefined) return 'notJson';
  const fields = Fields.safeParse(value);
  if (!fields.success) return 'fields';
  const offsets = Offsets.safeParse(value);
  if (!offsets.success) return 'offsets';
  const valence = Valence.safeParse(value['valence']);
  if (!valence.success) return 'valence';
  const strength = Strength.nullish().safeParse(value['strength']);
  if (!strength.success) return 'strength';
  const { document, code, coder, memo } = fields.data;
  return {
    document,
    code,
    ...offsets.data,
    valence: valence.data,
    strength: strength.data ?? null,
    coder: coder ?? null,
    memo: clean(memo ?? ''),
  };
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
