/** Where marks stand: in the period their day falls in; what fell in one period shares a mark. Each is numbered in time order, for the drawing. */
export function marksAt(
  periods: readonly string[],
  marks: readonly { on: string; label: string }[],
): { at: number; label: string; short: string }[] {
  const placed = marks.map(({ on, label }) => ({ at: periods.findLastIndex((one) => one <= on), label }));
  const within = placed.filter(({ at }) => at >= 0).sort((left, right) => left.at - right.at);
  return [...Map.groupBy(within, ({ at }) => at)].map(([at, some], index) => ({
    at,
    short: String(index + 1),
    label: some.map(({ label }) => label).join(' · '),
  }));
}
