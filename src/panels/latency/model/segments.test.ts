import { extentOf, percentAt, segmentsOf, shareOf } from './segments';

const bar = (values: Record<string, number>, total: number | null) => ({
  segments: segmentsOf(Object.keys(values), values, total),
  total,
});

describe('segmentsOf', () => {
  it('puts parts one after the other in their order, and leaves out those without a value', () => {
    expect(segmentsOf(['b', 'a', 'c', 'd'], { a: 1, b: 3, c: null, d: 0 }, 4)).toEqual([
      { id: 'b', from: 0, to: 3, share: 0.75 },
      { id: 'a', from: 3, to: 4, share: 0.25 },
    ]);
  });

  it('puts what is below zero to the left of zero, where it moves nothing', () => {
    expect(segmentsOf(['a', 'b'], { a: -1, b: 2 }, null)).toEqual([
      { id: 'a', from: -1, to: 0, share: null },
      { id: 'b', from: 0, to: 2, share: null },
    ]);
  });
});

describe('shareOf', () => {
  it.each([
    [1, 4, 0.25],
    [1, 0, null],
    [null, 4, null],
    [1, null, null],
    [-1, 4, -0.25],
  ])('%p of %p is %p', (value, whole, share) => expect(shareOf(value, whole)).toBe(share));
});

describe('the space of the bars', () => {
  it('holds all bars, their marks and the highest level', () => {
    const bars = [bar({ decode: 3, unexplained: -1 }, 2), bar({}, 5), bar({}, null)];
    expect(extentOf(bars)).toEqual({ min: -1, max: 5 });
    expect(extentOf(bars, 8)).toEqual({ min: -1, max: 8 });
    expect(extentOf([])).toEqual({ min: 0, max: 0 });
  });

  it('places values in percent', () => {
    expect(percentAt(1, { min: -1, max: 3 })).toBe(50);
    expect(percentAt(1, { min: 0, max: 0 })).toBe(0);
  });
});
