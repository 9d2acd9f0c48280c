import { cellsOf, stepAt } from './cells';

describe('cells of a strip', () => {
  it('end at their step and are cut at the range', () => {
    expect(cellsOf([10, 20, 40], 10, [5, 35], 300)).toEqual([
      { step: 0, left: 0, width: 50 },
      { step: 1, left: 50, width: 100 },
      { step: 2, left: 250, width: 50 },
    ]);
  });

  it('leave out what is not in the range, and a range without length', () => {
    expect(cellsOf([100], 10, [5, 35], 300)).toEqual([]);
    expect(cellsOf([10], 10, [5, 5], 300)).toEqual([]);
  });

  it('are found by the pointer', () => {
    const cells = cellsOf([10, 20, 40], 10, [5, 35], 300);
    expect([0, 50, 149, 200, 260].map((x) => stepAt(cells, x))).toEqual([0, 1, 1, undefined, 2]);
  });
});
