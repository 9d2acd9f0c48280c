import { bucketOf, describeBucket } from './buckets';

const all = [
  { field: 'ttft_p95', le: [0.1, 0.3, 0.5] },
  { field: 'ttft_p95', labels: { pod: 'a' }, le: [1, 2] },
];

describe('the bucket of a quantile', () => {
  it.each([
    ['ttft_p95', {}, 0.285, { from: 0.1, to: 0.3 }],
    ['ttft_p95', {}, 0.05, { from: 0, to: 0.1 }],
    ['ttft_p95', {}, 0.3, { from: 0.1, to: 0.3 }],
    ['ttft_p95', {}, 9, { from: 0.5 }],
    ['ttft_p95', { pod: 'a' }, 1.5, { from: 1, to: 2 }],
    ['itl_p50', {}, 1, undefined],
  ] as const)('%s of %p at %d', (id, labels, value, bucket) => {
    expect(bucketOf(all, id, labels, value)).toEqual(bucket);
  });

  it('is said in words', () => {
    expect(describeBucket({ from: 0.1, to: 0.3 })).toBe('in the bucket 100 ms – 300 ms');
    expect(describeBucket({ from: 10 })).toBe('above the last bucket, 10.0 s');
  });
});
