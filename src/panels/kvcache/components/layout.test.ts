import { VIEWS } from '../model/views';

import { isWide, layoutOf } from './layout';
import { axisTicks } from './strip/axisTicks';

describe('layoutOf', () => {
  const sizes = VIEWS.flatMap((view) => [200, 300, 480, 900, 2500].map((width) => [view, width] as const));

  it.each(sizes)('keeps %s within %d pixels', (view, width) => {
    const { label, picture, figures } = layoutOf({ view, width, height: 300, legend: true });
    expect(label + picture + figures.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(width);
    expect(label).toBeGreaterThan(50);
  });

  it('gives up legend, header and axis as the panel gets lower, never its rows', () => {
    const at = (height: number) => layoutOf({ view: 'health', width: 900, height, legend: true });
    expect(at(400)).toMatchObject({ hasHeader: true, hasLegend: true, hasAxis: true, hasColumns: true });
    expect(at(160)).toMatchObject({ hasHeader: true, hasLegend: false });
    expect(at(100)).toMatchObject({ hasHeader: false, hasAxis: false, hasColumns: false, list: 100 });
    expect(layoutOf({ view: 'health', width: 900, height: 400, legend: false }).hasLegend).toBe(false);
  });
});

describe('the answer of the view reuse', () => {
  const at = (width: number) => layoutOf({ view: 'reuse', width, height: 300, legend: true });

  it('is in few words in a narrow panel, in whole ones in a wide one', () => {
    expect(at(300).figures[0]).toBeGreaterThan(0);
    expect(isWide('reuse', 0, at(300))).toBe(false);
    expect(isWide('reuse', 0, at(600))).toBe(true);
  });
});

describe('axisTicks', () => {
  const from = Date.UTC(2026, 0, 1, 12, 10);

  it('are round times of the zone, as many as fit', () => {
    const hours: [number, number] = [from, from + 6 * 3_600_000];
    expect(axisTicks(hours, 600, 'utc').map(({ text }) => text)).toEqual([
      '13:00',
      '14:00',
      '15:00',
      '16:00',
      '17:00',
      '18:00',
    ]);
    expect(axisTicks(hours, 160, 'utc')).toHaveLength(2);
    expect(axisTicks(hours, 600, 'Asia/Kolkata')[0].text).toBe('18:00');
  });

  it('are days over a long range', () => {
    expect(axisTicks([from, from + 4 * 86_400_000], 400, 'utc').map(({ text }) => text)).toEqual([
      '01-02',
      '01-03',
      '01-04',
      '01-05',
    ]);
  });
});
