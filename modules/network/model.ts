import { protect, threshold } from '../../kernel/suppress.ts';
import type { Evidence } from './contract.ts';

import type { MeasureFormat } from '../vocabulary/model.ts';

/** A figure with the people behind it, as it is counted inside. */
export type Counted = { readonly period: string; readonly value: number | null; readonly people: number };

type Left = Pick<Evidence, 'points' | 'total' | 'heldBack' | 'refused'>;

/**
 * The part of a series that may leave. A count is protected as a list with its total, others held back with it where needed; a
 * share or a median leaves where five people or more are behind it, and has no total.
 */
export function fitToLeave(points: readonly Counted[], format: MeasureFormat): Left {
  if (format !== 'count') {
    const left = points.map(({ period, value, people }) => ({
      period,
      value: people < threshold ? null : value,
      few: value !== null && people < threshold,
    }));
    return { points: left, total: null, heldBack: left.filter((point) => point.few).length, refused: false };
  }
  const { cells, refused } = protect([points.map((point) => point.value ?? 0)], threshold, 'rows');
  const left = points.map(({ period }, index) => {
    const value = cells[0]?.[index] ?? null;
    return { period, value, few: value === null };
  });
  const total = refused ? null : points.reduce((sum, point) => sum + (point.value ?? 0), 0);
  return { points: left, total, heldBack: left.filter((point) => point.few).length, refused };
}
