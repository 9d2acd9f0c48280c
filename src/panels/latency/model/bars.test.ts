import { extentOf, percentAt, segmentsOf, shareOf } from './bars';
import { type Figures } from './figures';

const row = (figures: Figures) => ({ key: '', labels: {}, label: '', kind: 'value', fields: {}, figures });

describe('segmentsOf', () => {
  it('puts the phases one after the other, with their shares', () => {
    expect(segmentsOf({ queue: 1, prefill: 1, decode: 2, unexplained: 0, e2e: 4 })).toEqual([
      { id: 'queue', from: 0, to: 1, share: 0.25 },
      { id: 'prefill', from: 1, to: 2, share: 0.25 },
      { id: 'decode', from: 2, to: 4, share: 0.5 },
    ]);
  });

  it('puts what is below zero to the left of zero', () => {
    expect(segmentsOf({ decode: 3, unexplained: -1, e2e: 2 })).toEqual([
      { id: 'decode', from: 0, to: 3, share: 1.5 },
      { id: 'unexplained', from: -1, to: 0, share: -0.5 },
    ]);
  });

  it('leaves the time undivided whose phases are not known, and shows nothing where nothing is known', () => {
    expect(segmentsOf({ e2e: 2, queue: null })).toEqual([{ id: 'undivided', from: 0, to: 2, share: null }]);
    expect(segmentsOf({ queue: 0.5, e2e: 2 }).map(({ id, to }) => [id, to])).toEqual([
      ['queue', 0.5],
      ['undivided', 2],
    ]);
    expect(segmentsOf({})).toEqual([]);
  });
});

describe('shareOf', () => {
  it.each([
    [1, 4, 0.25],
    [1, 0, null],
    [null, 4, null],
    [1, null, null],
    [-1, 4, -0.25],
  ])('%p of %p is %p', (value, e2e, share) => expect(shareOf(value, e2e)).toBe(share));
});

describe('the space of the bars', () => {
  it('holds all rows, their marks and the SLO', () => {
    const rows = [row({ decode: 3, unexplained: -1, e2e: 2 }), row({ e2e: 5 }), row({})];
    expect(extentOf(rows)).toEqual({ min: -1, max: 5 });
    expect(extentOf(rows, 8)).toEqual({ min: -1, max: 8 });
    expect(extentOf([])).toEqual({ min: 0, max: 0 });
  });

  it('places values in percent', () => {
    expect(percentAt(1, { min: -1, max: 3 })).toBe(50);
    expect(percentAt(1, { min: 0, max: 0 })).toBe(0);
  });
});
