import { rowWindow } from './rowWindow';

const even = (count: number) => new Array<number>(count).fill(20);

describe('rowWindow', () => {
  it('draws what is seen of a thousand rows, and a few beyond', () => {
    expect(rowWindow(even(1000), 0, 100)).toEqual({ first: 0, end: 12, before: 0, after: 988 * 20 });
    expect(rowWindow(even(1000), 10_010, 100)).toEqual({ first: 496, end: 512, before: 9920, after: 488 * 20 });
    expect(rowWindow(even(1000), 19_900, 100)).toEqual({ first: 988, end: 1000, before: 988 * 20, after: 0 });
  });

  it('keeps the sum of all heights, whatever the heights are', () => {
    const heights = [20, 300, 20, 20, 250, 20, 20, 20, 20, 20, 20, 20];
    for (const top of [0, 19, 20, 310, 400, 600, 9999]) {
      const { first, end, before, after } = rowWindow(heights, top, 60);
      const drawn = heights.slice(first, end).reduce((all, one) => all + one, 0);
      expect(before + drawn + after).toBe(750);
    }
  });

  it('stays the same for most steps of a scroll', () => {
    const seen = Array.from({ length: 80 }, (_, at) => rowWindow(even(1000), 10_000 + at, 100));
    expect(new Set(seen.map(({ first }) => first)).size).toBe(1);
    expect(new Set(seen.map(({ end }) => end)).size).toBeLessThanOrEqual(2);
  });

  it('draws all of a short list', () => {
    expect(rowWindow(even(3), 0, 400)).toEqual({ first: 0, end: 3, before: 0, after: 0 });
    expect(rowWindow([], 0, 400)).toEqual({ first: 0, end: 0, before: 0, after: 0 });
  });
});
