import type { ReportTable } from './study.ts';

const [least, most] = [6, 32];

/** How wide each column of a table should be beside the others: by its longest word and the length of what most cells say, within bounds. */
export function widthsOf(table: ReportTable): number[] {
  return table.headings.map((heading, at) => {
    const texts = table.rows.map((row) => String(row[at] ?? ''));
    const lengths = texts.map((text) => text.length).toSorted((one, other) => one - other);
    const usual = lengths[Math.floor(lengths.length * 0.8)] ?? 0;
    const words = [heading, ...texts].flatMap((text) => text.split(/\s+/).map((word) => word.length));
    return Math.min(most, Math.max(least, usual, ...words.map((length) => Math.min(length, 14) + 3)));
  });
}
