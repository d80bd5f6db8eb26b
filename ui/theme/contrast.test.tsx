import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coloursIn, contrast, edgePairs, textPairs } from './contrast.ts';

const css = readFileSync(join(process.cwd(), 'ui/theme/tokens.css'), 'utf8');

function weak(
  text: string,
  theme: 'light' | 'dark',
  pairs: readonly (readonly [string, string])[],
  least: number,
): string[] {
  const colours = coloursIn(text, theme);
  return pairs.flatMap(([front, ground]) => {
    const ratio = contrast(colours.get(front) ?? '#000000', colours.get(ground) ?? '#000000');
    return ratio >= least ? [] : [`${theme}: ${front} on ${ground} ${ratio.toFixed(2)}`];
  });
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  test('sets text with a contrast of at least 4.5 on every ground it stands on', () => {
    expect(weak(css, theme, textPairs, 4.5)).toEqual([]);
  });
  test('draws edges of controls and the focus with at least 3', () => {
    expect(weak(css, theme, edgePairs, 3)).toEqual([]);
  });
  test('a paler ink is caught', () => {
    const planted = css.replaceAll(/--ink-soft: #[0-9a-f]{6}/g, '--ink-soft: #8b9491');
    expect(weak(planted, 'light', textPairs, 4.5)).not.toEqual([]);
  });
});

test('contrast is measured as WCAG does: black on white 21, mid grey 4.54', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
