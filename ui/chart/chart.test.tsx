import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { barSvg } from './barSvg.ts';
import { paperInk } from './ink.ts';
import { runMedian, shifts } from './runRules.ts';
import { runSvg } from './runSvg.ts';

const points = (values: readonly (number | null)[]) =>
  values.map((value, index) => ({ label: `m${index}`, value }));

describe('the rules of a run chart', () => {
  test('the median is of the baseline only, when one is given', () => {
    expect(runMedian(points([2, 4, 6, 100, 100]), 3)).toBe(4);
    expect(runMedian(points([2, 4, 6, 100, 100]))).toBe(6);
    expect(runMedian(points([null, null]))).toBeUndefined();
  });
  test('six on one side are a shift; five are not', () => {
    expect(shifts(points([1, 9, 9, 9, 9, 9, 9, 1]), 5)).toEqual([{ from: 1, to: 6, side: 'above' }]);
    expect(shifts(points([1, 9, 9, 9, 9, 9, 1, 9]), 5)).toEqual([]);
  });
  test('what came before a trial does not count for it', () => {
    const values = points([1, 1, 9, 9, 9, 9, 9, 9]);
    expect(shifts(values, 5)).toHaveLength(1);
    expect(shifts(values, 5, 3)).toEqual([]);
  });
  test('points on the median and gaps neither count nor break the row', () => {
    expect(shifts(points([1, 1, 5, 1, null, 1, 1, 1]), 5)).toEqual([{ from: 0, to: 7, side: 'below' }]);
  });
});

describe('a drawing for print', () => {
  const drawing = {
    id: 'r',
    title: 'Wait in days',
    summary: 'Eight points.',
    points: points([30, 28, 31, 29, 12, 11, 10, 9]),
    marks: [{ at: 4, label: 'Trial' }],
    medianText: 'median 20',
    format: String,
    width: 480,
    ink: paperInk,
  };
  test('says its title and what it shows, and names no colour of the screen', () => {
    const svg = renderToStaticMarkup(runSvg(drawing));
    expect(svg).toContain('<title id="r-title">Wait in days</title>');
    expect(svg).toContain('aria-labelledby="r-title r-desc"');
    expect(svg).not.toContain('var(');
    expect(svg.match(/<circle/g)).toHaveLength(8);
  });
  test('leaves out a figure that may not be shown', () => {
    const svg = renderToStaticMarkup(runSvg({ ...drawing, points: points([30, null, 31]) }));
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });
  test('draws bars with what is written beside each', () => {
    const bars = [
      { label: 'Site A', value: 12, shown: '12' },
      { label: 'Site B', value: null, shown: '< 5' },
    ];
    const svg = renderToStaticMarkup(
      barSvg({ id: 'b', title: 'Clients', summary: '', bars, width: 320, ink: paperInk }),
    );
    expect(svg).toContain('&lt; 5');
    expect(svg.match(/<rect/g)).toHaveLength(1);
  });
});

describe('what is written on a drawing', () => {
  const flat = {
    id: 'm',
    title: 'Share',
    summary: 'Ten points.',
    points: points([5, 6, 5, 6, 5, 6, 5, 6, 5, 6]),
    medianText: 'median 5.5',
    format: String,
    width: 600,
    ink: paperInk,
  };
  const endOf = (at: readonly number[]) => {
    const html = renderToStaticMarkup(
      runSvg({ ...flat, marks: at.map((index) => ({ at: index, label: 'Change' })) }),
    );
    expect(html.lastIndexOf('median 5.5'), 'over the marks, not under them').toBeGreaterThan(
      html.lastIndexOf('Change'),
    );
    return /text-anchor="(start|end)"[^>]*>median/.exec(html)?.[1];
  };
  test('the name of the median stands at the end that no mark crosses', () => {
    expect(endOf([9])).toBe('start');
    expect(endOf([1])).toBe('end');
  });
  test('a long figure beside the longest bar stays inside', () => {
    const shown = '4 (usually 0.3)';
    const html = renderToStaticMarkup(
      barSvg({ ...flat, bars: [{ label: '15 h', value: 4, shown }], width: 300 }),
    );
    const x = Number(/<text x="([\d.]+)"[^>]*font-weight="600"/.exec(html)?.[1]);
    expect(x + shown.length * 7).toBeLessThan(300);
  });
});
