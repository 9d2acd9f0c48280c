import { constant, slow, timeFrame } from '../testing/frames';

import { readAnswer } from './answer';
import { stackOf } from './stack';
import { readTimeRows } from './timeRows';

const rowOf = (values: Parameters<typeof timeFrame>[0][number]['values']) =>
  readTimeRows(readAnswer([timeFrame([{ values }])]).time!).rows[0];
const none = new Set<string>();

describe('stackOf', () => {
  it('stacks the phases in the order of a request', () => {
    const edges = stackOf(rowOf(constant(slow, 1)), none);
    expect(edges.map(({ id, values }) => [id, Number(values[0]?.toFixed(3))])).toEqual([
      ['queue', 0.4],
      ['prefill', 0.5],
      ['decode', 1.9],
      ['unexplained', 2],
    ]);
  });

  it('leaves out what is hidden, absent or never defined', () => {
    const row = rowOf({ ...constant(slow, 1), transfer: [null] });
    expect(stackOf(row, new Set(['prefill'])).map(({ id }) => id)).toEqual(['queue', 'decode', 'unexplained']);
  });

  it('shows what is below zero below zero, and does not lower the stack by it', () => {
    const edges = stackOf(rowOf({ decode: [1, 1, 1], unexplained: [0.2, -0.5, null] }), none);
    expect(edges).toEqual([
      { id: 'decode', below: false, values: [1, 1, 1] },
      { id: 'unexplained', below: false, values: [1.2, 1, null] },
      { id: 'unexplained', below: true, values: [0, -0.5, null] },
    ]);
  });

  it('keeps a gap a gap', () => {
    expect(stackOf(rowOf({ queue: [1, null, 1], decode: [1, null, 2] }), none)[1].values).toEqual([2, null, 3]);
  });
});
