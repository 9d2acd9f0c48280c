import { readAnswer } from '../../../shared/panel/model/answer';
import { tableFrame } from '../testing/frames';

import { type Figures } from './figures';
import { readRows } from './readRows';
import { logAxis, logTicks, percentOnLog, wouldBeReused } from './reuse';

function judged(values: Figures, le?: number[]) {
  const fields = ['reuse_gap_p50', 'reuse_gap_p95', 'idle_before_evict_p50'];
  const buckets = le ? fields.map((field) => ({ field, le })) : [];
  const answer = readAnswer('kvcache', [tableFrame([{ labels: { pod: 'a' }, values }], { buckets })]);
  return wouldBeReused(readRows(answer).rows[0], answer.table!);
}

const gap = { reuse_gap_p50: 10, reuse_gap_p95: 60 };

describe('wouldBeReused', () => {
  it.each([
    [{ ...gap, idle_before_evict_p50: 5 }, undefined, 'early'],
    [{ ...gap, idle_before_evict_p50: 30 }, undefined, 'partly'],
    [{ ...gap, idle_before_evict_p50: 90 }, undefined, 'late'],
    [{ reuse_gap_p50: 10, idle_before_evict_p50: 90 }, undefined, 'partly'],
    [{ ...gap, idle_before_evict_p50: null }, undefined, 'unknown'],
    [{ idle_before_evict_p50: 3 }, undefined, 'unknown'],
    // Both medians in the bucket from 1 to 20: which is longer is not known.
    [{ ...gap, idle_before_evict_p50: 5 }, [1, 20, 100], 'unsure'],
    [{ ...gap, idle_before_evict_p50: 5 }, [1, 8, 20, 100], 'early'],
    // Beyond the last bucket there is no upper bound, but a lower one.
    [{ ...gap, idle_before_evict_p50: 120 }, [1, 20, 100], 'late'],
    [{ ...gap, idle_before_evict_p50: 90 }, [1, 20, 100], 'partly'],
  ])('of %p with edges %p is %p', (values, le, answer) => expect(judged(values, le)).toBe(answer));
});

describe('the logarithmic axis', () => {
  const { rows } = readRows(
    readAnswer('kvcache', [tableFrame([{ labels: { pod: 'a' }, values: { reuse_gap_p50: 3, lifetime_p95: 500 } }])])
  );

  it('spans whole powers of ten', () => {
    expect(logAxis(rows)).toEqual({ from: 1, to: 1000 });
    expect(logAxis([])).toBeUndefined();
  });

  it('places values, those beyond it at its ends', () => {
    const axis = { from: 1, to: 100 };
    expect([0, 1, 10, 100, 5000].map((value) => percentOnLog(value, axis))).toEqual([0, 0, 50, 100, 100]);
  });

  it('has round times that stand apart', () => {
    expect(logTicks({ from: 1, to: 1000 }, 5)).toEqual([1, 10, 60, 600]);
    expect(logTicks({ from: 1, to: 1000 }, 30)).toEqual([1, 10, 600]);
  });
});
