/** One theme's colours by token name, `#rrggbb`. */
export type Colours = ReadonlyMap<string, string>;

/** Reads the colour tokens of one theme out of tokens.css. */
export function coloursIn(css: string, theme: 'light' | 'dark'): Colours {
  const block = new RegExp(`color-scheme=["']${theme}["']\\]\\s*\\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance of sRGB). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ['paper', 'surface', 'sunken', 'raised'];
const hues = ['deliver', 'listen', 'understand', 'change', 'share', 'good', 'warn', 'bad', 'still', 'water'];

/** Every pair of tokens that text is set in, `[text, ground]`. */
export const textPairs: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [['ink', ground] as const, ['ink-soft', ground] as const]),
  ...hues.flatMap((hue) => [[hue, `${hue}-wash`] as const, ['ink', `${hue}-wash`] as const]),
  ...hues.flatMap((hue) => grounds.map((ground) => [hue, ground] as const)),
  ['ink-soft', 'still-wash'],
  ['ink-soft', 'water-wash'],
  ['water-deep', 'water-wash'],
  ['on-water', 'water'],
  ['on-water', 'water-deep'],
  ['on-bad', 'bad'],
];

/** Every pair in which a control's edge or the focus must be seen, `[edge, ground]`. */
export const edgePairs: readonly (readonly [string, string])[] = grounds.flatMap((ground) => [
  ['line-firm', ground] as const,
  ['focus', ground] as const,
]);
