/** A half-open window of days. */
export type Window = { readonly from: string; readonly to: string };

const day = (date: Date) => date.toISOString().slice(0, 10);

/** The windows a fidelity reading is asked for: the last whole half-year up to today, the last three months, the last month; each ends tomorrow, so that today counts. */
export function windows(now: Date): Window[] {
  const end = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + 1));
  const back = (months: number) => {
    const start = new Date(end);
    start.setUTCMonth(start.getUTCMonth() - months);
    return { from: day(start), to: day(end) };
  };
  return [back(6), back(3), back(1)];
}
