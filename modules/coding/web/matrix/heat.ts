import type { HeatCell } from '../../../../ui/chart/HeatMatrix.tsx';
import { type Valence, valences } from '../../valences.ts';

/** The column of what was said at no named site. */
export const anySite = '';

type Cell = {
  readonly key: string;
  readonly siteId: string | null;
  readonly valence: Valence;
  readonly codings: number;
  readonly passages: number;
};

/** The passages of one cell by valence; `all` counts a passage once for each valence it has. */
export type Sum = Readonly<Record<Valence | 'all', number>>;

/** Adds cells up by row and site, and finds the fullest one. */
export function sumsOf(cells: readonly Cell[]) {
  const sums = new Map<string, Record<Valence | 'all', number>>();
  for (const { key, siteId, valence, passages } of cells) {
    const place = `${key}\n${siteId ?? anySite}`;
    const sum = sums.get(place) ?? { barrier: 0, facilitator: 0, mixed: 0, neutral: 0, all: 0 };
    sum[valence] += passages;
    sum.all += passages;
    sums.set(place, sum);
  }
  return {
    at: (key: string, site: string): Sum | undefined => sums.get(`${key}\n${site}`),
    keys: new Set(cells.map(({ key }) => key)),
    sites: new Set(cells.map(({ siteId }) => siteId ?? anySite)),
    most: Math.max(...[...sums.values()].map(({ all }) => all)),
  };
}

/** How a cell looks: deeper the more was said, towards the hue of what prevails. */
export function cellOf(sum: Sum, most: number, label: string): HeatCell {
  const share = sum.all / most;
  const level = share > 0.66 ? 4 : share > 0.33 ? 3 : share > 0.1 ? 2 : 1;
  const shown = valences.some((valence) => sum[valence] > 0) ? String(sum.all) : '';
  return { shown, level, label, leaning: leaningOf(sum) };
}

function leaningOf({ barrier, facilitator, mixed }: Sum): HeatCell['leaning'] {
  if (barrier === 0 && facilitator === 0) return mixed > 0 ? 'both' : undefined;
  if (barrier >= 2 * facilitator) return 'against';
  return facilitator >= 2 * barrier ? 'for' : 'both';
}
