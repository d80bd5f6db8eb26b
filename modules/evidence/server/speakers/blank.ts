/** What stands for each character of words that were taken back: places in the text stay where they are. */
const blank = '░';

/** A text with blanks for the stretches of people who withdrew (code points, end exclusive, in the order of the text); line ends stay. */
export function blanked(text: string, stretches: readonly (readonly [number, number])[]): string {
  if (stretches.length === 0) return text;
  const points = [...text];
  for (const [start, end] of stretches)
    for (let at = start; at < Math.min(end, points.length); at += 1)
      if (points[at] !== '\n') points[at] = blank;
  return points.join('');
}
