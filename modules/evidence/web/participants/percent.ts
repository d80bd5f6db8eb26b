/** A share as a percentage with one decimal; nothing of nobody. */
export function percent(rate: number | null): string {
  return rate === null ? '' : String(Math.round(rate * 1_000) / 10);
}
