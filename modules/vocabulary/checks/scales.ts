import type { Scale } from '../shapes/scale.ts';
import { repeated } from './systems.ts';

function bandFaults({ bands, range }: Scale['scoring']): string[] {
  if (bands.length === 0) return [];
  const sorted = [...bands].sort((a, b) => a.min - b.min);
  const gaps = sorted.flatMap((band, index) => {
    const before = sorted[index - 1];
    return before !== undefined && band.min !== before.max + 1
      ? [`band ${band.code} does not follow ${before.code}`]
      : [];
  });
  const covers = range === null || (sorted[0]?.min === range[0] && sorted.at(-1)?.max === range[1]);
  return covers ? gaps : [...gaps, 'the bands do not cover the range'];
}

/** What is wrong with a scale: withheld items that ship all the same, another number of items, bands with gaps. */
export function scaleFaults(scale: Scale): string[] {
  const faults = repeated(scale.items.map((item) => item.code)).map((code) => `item ${code} is given twice`);
  if (
    scale.text === 'withheld' &&
    (scale.items.length > 0 || scale.stem !== undefined || scale.options !== undefined)
  ) {
    faults.push('its text is withheld and may not ship');
  }
  if (scale.text !== 'withheld' && scale.items.length !== scale.itemCount) {
    faults.push(`${scale.items.length} items, ${scale.itemCount} published`);
  }
  for (const { code, records, anchors } of scale.items) {
    const cuts = records?.cuts ?? [];
    if (cuts.length > 0 && cuts.length !== anchors?.length)
      faults.push(`item ${code} has ${cuts.length} cuts for ${anchors?.length ?? 0} anchors`);
    if (cuts.slice(0, -1).some((cut) => cut.atLeast === undefined && cut.atMost === undefined))
      faults.push(`item ${code} has a cut without a bound before its last`);
  }
  for (const section of scale.sections) {
    const have = scale.items.filter((item) => item.section === section.code).length;
    if (have !== section.items) faults.push(`${have} items in ${section.code}, ${section.items} published`);
  }
  if (scale.safety !== undefined && !scale.items.some((item) => item.code === scale.safety?.item)) {
    faults.push(`safety rule names ${scale.safety.item}, which is not an item`);
  }
  return [...faults, ...bandFaults(scale.scoring)];
}
