import { createDataFrame, FieldType } from '@grafana/data';

import { figuresOf, fieldOf, lastOf, stepSeconds, textAt, timesOf } from './column';

const frame = createDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [0, 60_000] },
    { name: 'a', type: FieldType.number, values: [1, Number.NaN] },
    { name: 'pod', type: FieldType.string, values: ['x', null] },
  ],
});

describe('columns', () => {
  it('hold figures, times and texts', () => {
    expect(timesOf(frame)).toEqual([0, 60_000]);
    expect(figuresOf(fieldOf(frame, 'a'))).toEqual([1, null]);
    expect([0, 1].map((at) => textAt(fieldOf(frame, 'pod'), at))).toEqual(['x', '']);
    expect(figuresOf(fieldOf(frame, 'gone'))).toEqual([]);
  });

  it('have a newest value', () => {
    expect(lastOf([1, 2, null])).toBe(2);
    expect(lastOf([null])).toBeNull();
    expect(lastOf(undefined)).toBeNull();
  });

  it('takes the declared step, else the shortest distance', () => {
    expect(stepSeconds([0, 60_000, 180_000], 15)).toBe(15);
    expect(stepSeconds([0, 120_000, 180_000])).toBe(60);
    expect(stepSeconds([0])).toBe(0);
  });
});
