import { chance, compare, type Marked } from '../modules/coding/model.ts';
import { load, percentile } from './ask.ts';
import type { Figure } from './figures.ts';

const [documents, codes, coders, characters, each] = [100, 67, ['a', 'b'], 80_000, 2] as const;

/** Codings of two coders that mostly mean the same words: each code in each document, a few stretches. */
function marks(): Marked[] {
  const below = chance(11);
  const made: Marked[] = [];
  for (let document = 0; document < documents; document += 1)
    for (let code = 0; code < codes; code += 1)
      for (let at = 0; at < each; at += 1) {
        const start = below(characters - 500);
        const end = start + 50 + below(400);
        const here = { sourceId: String(document), code: String(code) };
        made.push({ ...here, coder: 'a', start, end });
        if (below(5) > 0) made.push({ ...here, coder: 'b', start: start + below(20), end: end - below(20) });
      }
  return made;
}

/** Agreement of two coders by character over 100 documents and 67 codes with 1,000 resamples, beside sorting the same ends once. */
export async function agreement(): Promise<Figure[]> {
  const all = marks();
  const texts = Array.from({ length: documents }, (_, id) => ({ id: String(id), characters }));
  const settings = { unit: 'character', threshold: 0.9, trim: false, resamples: 1_000, seed: 1 } as const;
  const ours = () => Promise.resolve(compare(texts, coders, all, settings));
  const bare = () => Promise.resolve(Float64Array.from(all.flatMap(({ start, end }) => [start, end])).sort());
  await ours();
  const asked = await load(1, 5, ours);
  await bare();
  const floor = await load(1, 5, bare);
  return [
    {
      what: `agreement of ${coders.length} coders, ${documents} documents × ${codes} codes by character, intervals included, p50`,
      value: percentile(asked.times, 0.5),
      unit: 'ms',
      floor: percentile(floor.times, 0.5),
      aim: 'under 1000 ms',
    },
  ];
}
