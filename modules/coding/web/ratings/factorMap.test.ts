import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { paperInk } from '../../../../ui/chart/ink.ts';
import { factorMapSvg } from './factorMapSvg.ts';
import { written } from './shared.ts';

const drawing = {
  id: 'map',
  title: 'Barriers & facilitators',
  summary: 'Two rows.',
  words: { barrier: 'Barriers', facilitator: 'Facilitators', mixed: 'Mixed' },
  factors: [
    { key: 'inner', label: 'Inner', barrier: 20, facilitator: 5, mixed: 2 },
    { key: 'outer', label: 'Outer', barrier: 0, facilitator: 10, mixed: 0 },
  ],
  width: 900,
  ink: paperInk,
};

describe('the map of barriers and facilitators', () => {
  const svg = renderToStaticMarkup(factorMapSvg(drawing));
  test('says each figure, names no colour of the screen, and escapes what it is given', () => {
    expect(svg).toContain('>20 + 2<');
    expect(svg).toContain('>10<');
    expect(svg).toContain('Barriers &amp; facilitators');
    expect(svg).not.toContain('var(');
  });
  test('leaves room for the longest bar and its figure on both sides', () => {
    const boxes = [...svg.matchAll(/<rect y="[\d.]+" height="18" x="([\d.]+)" width="([\d.]+)"/g)];
    expect(boxes.length).toBe(8);
    for (const [, x = '', width = ''] of boxes) {
      expect(Number(x)).toBeGreaterThanOrEqual(60);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(840);
    }
  });
  test('a study with nothing said for or against is drawn without a division by zero', () => {
    const none = factorMapSvg({
      ...drawing,
      factors: [{ key: 'x', label: 'X', barrier: 0, facilitator: 0, mixed: 0 }],
    });
    expect(renderToStaticMarkup(none)).not.toContain('NaN');
  });
});

test('a rating is written with its sign', () => {
  expect((['-2', '0', '1', 'X'] as const).map(written)).toEqual(['−2', '0', '+1', 'X']);
});
